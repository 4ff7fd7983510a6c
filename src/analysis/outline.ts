import type { ScorecardOutline } from '../model/scorecard.ts';
import type { Scorecard } from './packs/pack.ts';
import type { ScorecardFormat } from './packs/scorecard-format.ts';

/** What screens need of a scorecard, without how it is judged. */
export function outline({ format }: Scorecard): ScorecardOutline {
  return {
    id: format.id,
    version: format.version,
    title: format.title,
    kind: format.kind,
    threshold: format.threshold,
    bands: bandsOf(format),
    sections: format.sections.map((section) => ({
      id: section.id,
      title: section.title,
      criteria: section.criteria.map(({ id, title, question, answers, weight, comment }) => ({
        id,
        title,
        question,
        answers,
        weight,
        comment,
      })),
    })),
  };
}

function bandsOf({ bands, criticalBand }: ScorecardFormat): ScorecardOutline['bands'] {
  const outlined = bands.map((band) => {
    const { id, title } = band;
    return { id, title, atLeast: 'atLeast' in band ? band.atLeast : null };
  });
  return criticalBand ? [...outlined, { ...criticalBand, atLeast: null }] : outlined;
}
