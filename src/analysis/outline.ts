import type { ScorecardOutline } from '../model/scorecard.ts';
import type { Scorecard } from './packs/pack.ts';

/** What screens need of a scorecard, without how it is judged. */
export function outline({ format }: Scorecard): ScorecardOutline {
  return {
    id: format.id,
    version: format.version,
    title: format.title,
    kind: format.kind,
    threshold: format.threshold,
    bands: format.bands.map(({ id, title, atLeast }) => ({ id, title, atLeast })),
    sections: format.sections.map((section) => ({
      id: section.id,
      title: section.title,
      criteria: section.criteria.map(({ id, title, question, answers, weight }) => ({
        id,
        title,
        question,
        answers,
        weight,
      })),
    })),
  };
}
