import { useQuery } from '@tanstack/react-query';
import { AgreementOverview, type QuestionGate } from '../../../src/model/agreement.ts';
import type { MarkSource } from '../../../src/model/judgement.ts';
import { gateOfMark } from '../../../src/model/mark-gate.ts';
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
 * Whether marks of a source on a version of a scorecard may be shown as facts, by criterion; undefined while unknown. Marks of
 * people are theirs to answer for.
 */
export function useGates(
  judged: { scorecardId: string; scorecardVersion: number } | undefined,
): (criterionId: string, source: MarkSource) => QuestionGate | undefined {
  const sources = useAgreement().data?.sources;
  return (criterionId, source) => {
    if (!sources || !judged) return undefined;
    return gateOfMark({ ...judged, criterionId }, source, sources);
  };
}
