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

/**
 * Whether marks of a source on a scorecard may be shown as facts, by criterion; undefined while unknown. Marks of
 * people are theirs to answer for.
 */
export function useGates(
  scorecardId: string,
): (criterionId: string, source: MarkSource) => QuestionGate | undefined {
  const sources = useAgreement().data?.sources;
  return (criterionId, source) => {
    if (!sources || source === 'person') return undefined;
    const question = sources
      .filter((one) => one.source === source)
      .flatMap((one) => one.scorecards)
      .filter((card) => card.scorecardId === scorecardId)
      .flatMap((card) => card.criteria)
      .find((one) => one.criterionId === criterionId);
    return question?.gate ?? { state: 'not enough data', reason: 'It was not compared with people.' };
  };
}
