import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { type Criterion, ScorecardOutline } from '../../../src/model/scorecard.ts';
import { ask } from './ask.ts';
import { keys } from './keys.ts';

const ScorecardList = z.object({ scorecards: z.array(ScorecardOutline) });

export function useScorecards() {
  return useQuery({
    queryKey: keys.scorecards,
    queryFn: async ({ signal }) => (await ask(ScorecardList, '/scorecards', { signal })).scorecards,
    staleTime: 5 * 60_000,
  });
}

/** The threshold below which a score of this card is flagged; null while unknown. */
export function useThreshold(scorecardId: string | null): number | null {
  const scorecards = useScorecards();
  return scorecards.data?.find((card) => card.id === scorecardId)?.threshold ?? null;
}

export function findCriterion(card: ScorecardOutline | undefined, id: string): Criterion | undefined {
  return card?.sections.flatMap((section) => section.criteria).find((criterion) => criterion.id === id);
}
