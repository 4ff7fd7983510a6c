import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Turn } from '../../../../../src/model/call.ts';
import { markWords, searchWords } from '../../../format/search-words.ts';

const route = getRouteApi('/calls/$callId');

export interface SearchInCall {
  query: string;
  /** False while the hits are those of what was typed before. */
  settled: boolean;
  words: string[];
  /** The turns that hold a searched word. */
  hits: number[];
  /** The turn of the hit one is at, or null before the first step. */
  at: number | null;
  setQuery(query: string): void;
  /** Steps to another hit, round at the ends, and says which turn it is. */
  step(by: 1 | -1): number | null;
}

/** Begins with the words that led here from the list of calls. */
export function useSearchInCall(turns: Turn[]): SearchInCall {
  const { q } = route.useSearch();
  const [query, setQuery] = useState(q ?? '');
  const [at, setAt] = useState<number | null>(null);
  // Marking words in an hour of talk takes a moment; typing must not wait for it.
  const sought = useDeferredValue(query);
  const words = useMemo(() => searchWords(sought), [sought]);
  const hits = useMemo(() => {
    if (words.length === 0) return [];
    return turns
      .filter(({ text }) => markWords(text, words).some((piece) => piece.hit))
      .map(({ index }) => index);
  }, [turns, words]);

  return {
    query,
    settled: sought === query,
    words,
    hits,
    at,
    setQuery(next) {
      setQuery(next);
      setAt(null);
    },
    step(by) {
      const present = at === null ? -1 : hits.indexOf(at);
      const start = present === -1 && by === -1 ? 0 : present;
      const next = hits[(start + by + hits.length) % hits.length] ?? null;
      setAt(next);
      return next;
    },
  };
}
