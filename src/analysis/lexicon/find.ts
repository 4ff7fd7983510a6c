import { placesOf } from '../text/concordance.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';
import { type Match, matchesOf } from '../text/match.ts';
import type { PhraseList } from './lexicon.ts';

/** Where a phrase stands. */
export interface Found extends Match {
  /** The phrase holds its own negation: "not breathing". */
  negated: boolean;
}

/** Every place in a turn where a phrase of a list stands; looked for once in a call and remembered with it. */
export function matchesIn(list: PhraseList, turn: HeardTurn, call: HeardCall): readonly Found[] {
  if (list.phrases.length === 0) return [];
  let found = call.found.get(list) as ReadonlyMap<number, Found[]> | undefined;
  if (!found) {
    found = everywhere(list, call);
    call.found.set(list, found);
  }
  return found.get(turn.place) ?? [];
}

function everywhere(list: PhraseList, call: HeardCall): ReadonlyMap<number, Found[]> {
  const byTurn = new Map<number, Found[]>();
  const concordance = call.turns[0]?.concordance;
  if (!concordance) return byTurn;
  for (const { pattern, negated } of list.phrases) {
    for (const place of placesOf(concordance.turnsFor(pattern))) {
      const matches = matchesOf(pattern, call.turns[place]!).map((match) => ({ ...match, negated }));
      if (matches.length > 0) byTurn.set(place, [...(byTurn.get(place) ?? []), ...matches]);
    }
  }
  return byTurn;
}

export function overlaps(a: Match, b: Match): boolean {
  return a.from < b.to && b.from < a.to;
}
