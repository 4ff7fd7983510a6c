import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { type Criterion, ScorecardOutline } from '../../../src/model/scorecard.ts';
import { wordsOfCode } from '../words.ts';
import { ask } from './ask.ts';
import { keys } from './keys.ts';

const ScorecardList = z.object({ scorecards: z.array(ScorecardOutline) });

export function useScorecards() {
  return useQuery({
    queryKey: keys.outlines,
    queryFn: async ({ signal }) => (await ask(ScorecardList, '/scorecards', { signal })).scorecards,
    staleTime: 5 * 60_000,
  });
}

/** The card of this id, in the version in force; undefined while unknown. */
export function useScorecard(scorecardId: string | null): ScorecardOutline | undefined {
  const scorecards = useScorecards();
  return scorecards.data?.find((card) => card.id === scorecardId);
}

/** The card by which this was judged, in the very version; undefined while unknown. */
export function cardOf(
  cards: ScorecardOutline[] | undefined,
  judged: { scorecardId: string; scorecardVersion: number } | undefined,
): ScorecardOutline | undefined {
  return cards?.find((card) => card.id === judged?.scorecardId && card.version === judged.scorecardVersion);
}

/** What a screen calls a band; the words of its id where the card no longer has it, or is not known yet. */
export function bandTitle(card: Pick<ScorecardOutline, 'bands'> | undefined, id: string): string {
  return card?.bands.find((band) => band.id === id)?.title ?? wordsOfCode(id);
}

export function findCriterion(card: ScorecardOutline | undefined, id: string): Criterion | undefined {
  return card?.sections.flatMap((section) => section.criteria).find((criterion) => criterion.id === id);
}
