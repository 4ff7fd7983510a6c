import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Turn } from '../../../../../src/model/call.ts';
import type { Playback } from '../../../playback/playback.ts';
import type { Place } from '../call-desk.ts';
import { turnNear } from './active.ts';

const scrollKeys = new Set(['PageUp', 'PageDown', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

function showTurn(list: HTMLElement | null, index: number): void {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const row = list?.querySelector(`[data-turn="${index}"]`);
  row?.scrollIntoView({ block: 'nearest', behavior: still ? 'instant' : 'smooth' });
}

/**
 * Keeps the spoken turn in view while the call plays. Scrolling by hand stops it, since somebody wants to read
 * elsewhere; pointing at a place, or the button, brings it back.
 */
export function useFollow(
  list: RefObject<HTMLElement | null>,
  turns: Turn[],
  { playback, place }: { playback: Playback; place: Place | null },
): [following: boolean, follow: () => void] {
  const [following, setFollowing] = useState(true);
  const shown = useRef(-1);

  useEffect(() => {
    if (!following) return;
    return playback.onPosition(() => {
      const turn = turnNear(turns, playback.getPositionMs());
      if (!turn || turn.index === shown.current) return;
      shown.current = turn.index;
      if (playback.getState().playing) showTurn(list.current, turn.index);
    });
  }, [following, playback, turns, list]);

  useEffect(() => {
    if (!place) return;
    setFollowing(true);
    const first = place.turns[0] ?? turnNear(turns, place.span.startMs)?.index;
    if (first !== undefined) showTurn(list.current, first);
  }, [place, turns, list]);

  useEffect(() => {
    const stop = (event: Event) => {
      // The side panel scrolls on its own.
      if (event.target instanceof Element && event.target.closest('aside, [role="dialog"], [role="slider"]'))
        return;
      if (playback.getState().playing) setFollowing(false);
    };
    const stopByKey = (event: KeyboardEvent) => {
      if (scrollKeys.has(event.key) && !(event.target instanceof HTMLInputElement)) stop(event);
    };
    window.addEventListener('wheel', stop, { passive: true });
    window.addEventListener('touchmove', stop, { passive: true });
    window.addEventListener('keydown', stopByKey);
    return () => {
      window.removeEventListener('wheel', stop);
      window.removeEventListener('touchmove', stop);
      window.removeEventListener('keydown', stopByKey);
    };
  }, [playback]);

  const follow = useCallback(() => {
    setFollowing(true);
    const turn = turnNear(turns, playback.getPositionMs());
    if (turn) showTurn(list.current, turn.index);
  }, [turns, playback, list]);

  return [following, follow];
}
