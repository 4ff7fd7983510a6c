import { useQuery } from '@tanstack/react-query';
import { AgreementOverview, type QuestionGate } from '../../../src/model/agreement.ts';
import type { MarkSource } from '../../../src/model/judgement.ts';
import { ask } from './ask.ts';
import { keys } from './keys.ts';

export function useAgreement() {
  return useQuery({
    queryKey: keys.agreement,
    queryFn: ({ signal }) => ask(AgreementOverview, '/agreement', { signal }),
    staleTime: 5 * 60_000,
  });
}

const otherVersion: QuestionGate = {
  state: 'not enough data',
  reason: 'This version of the scorecard was not compared with people.',
};

/**
 * Whether marks of a source on a version of a scorecard may be shown as facts, by criterion; undefined while unknown. Marks of
 * people are theirs to answer for.
 */
export function useGates(
  judged: { scorecardId: string; scorecardVersion: number } | undefined,
): (criterionId: string, source: MarkSource) => QuestionGate | undefined {
  const sources = useAgreement().data?.sources;
  return (criterionId, source) => {
    if (!sources || source === 'person') return undefined;
    const measured = sources
      .filter((one) => one.source === source)
      .flatMap((one) => one.scorecards)
      .filter((card) => card.scorecardId === judged?.scorecardId);
    const ofVersion = measured.filter((card) => card.scorecardVersion === judged?.scorecardVersion);
    if (measured.length > 0 && ofVersion.length === 0) return otherVersion;
    const question = ofVersion
      .flatMap((card) => card.criteria)
      .find((one) => one.criterionId === criterionId);
    return question?.gate ?? { state: 'not enough data', reason: 'It was not compared with people.' };
  };
}
