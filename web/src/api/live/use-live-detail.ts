import { useCallback, useEffect, useState } from 'react';
import { LiveDetail, type LiveFeedEvent } from '../../../../src/model/live.ts';
import { ApiFailure, ask } from '../ask.ts';
import { type FeedState, openFeed } from './feed.ts';
import { withEvent } from './live-detail.ts';

export interface WatchedCall {
  /** Everything known of the call; stays after its end. Null while loading, or when it was over before. */
  detail: LiveDetail | null;
  /** When it began, by the clock of this browser. */
  beganAtMs: number;
  feed: FeedState;
  /** Set when the call is over; `kept` is null when nobody said whether there is anything to hear. */
  end: { kept: boolean | null } | null;
  error: unknown;
}

const mostTries = 3;
const unknown: WatchedCall = {
  detail: null,
  beganAtMs: Number.POSITIVE_INFINITY,
  feed: 'connecting',
  end: null,
  error: null,
};

/** Follows one open call to its end. */
export function useLiveDetail(callId: string): WatchedCall & { refetch(): void } {
  const [watched, setWatched] = useState(unknown);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt begins anew
  useEffect(() => {
    /** What is told while the call is being asked for; null once it is known. */
    let early: LiveFeedEvent[] | null = [];
    let stopped = false;

    function show(change: (before: WatchedCall) => LiveDetail | null): void {
      setWatched((before) => {
        const detail = change(before);
        if (detail === null) return before;
        const beganAtMs = Math.min(before.beganAtMs, Date.now() - detail.durationMs);
        return { ...before, detail, beganAtMs, error: null };
      });
    }

    async function load(again: number): Promise<void> {
      early = [];
      try {
        const fresh = await ask(LiveDetail, `/live/${encodeURIComponent(callId)}`);
        if (stopped) return;
        // Whether such a turn is in the answer already, or was replaced since, nobody can tell: it is asked for anew.
        if (again > 0 && early.some(({ type }) => type === 'turn')) return await load(again - 1);
        const missed = early;
        early = null;
        show(() => missed.reduce(withEvent, fresh));
      } catch (error) {
        if (stopped) return;
        const over = error instanceof ApiFailure && error.status === 404;
        setWatched((before) =>
          over ? { ...before, end: before.end ?? { kept: null } } : { ...before, error },
        );
      }
    }

    const close = openFeed([callId], {
      onState: (feed) => setWatched((before) => ({ ...before, feed })),
      onOpen: () => void load(mostTries),
      onEvent(event) {
        if (event.callId !== callId) return;
        early?.push(event);
        show(({ detail }) => detail && withEvent(detail, event));
        if (event.type === 'ended') setWatched((before) => ({ ...before, end: { kept: event.kept } }));
      },
    });
    return () => {
      stopped = true;
      close();
      setWatched(unknown);
    };
  }, [callId, attempt]);

  return { ...watched, refetch: useCallback(() => setAttempt((count) => count + 1), []) };
}
