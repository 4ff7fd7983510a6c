import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { openPlayback, type Playback, type PlaybackState } from './playback.ts';

/** A playback that lives as long as the component; a new one when the call or its audio changes. */
export function usePlayback(url: string | null, durationMs: number, channels: number): Playback | null {
  const [playback, setPlayback] = useState<Playback | null>(null);
  useEffect(() => {
    const opened = openPlayback({ url, durationMs, channels });
    setPlayback(opened);
    return () => {
      setPlayback(null);
      opened[Symbol.dispose]();
    };
  }, [url, durationMs, channels]);
  return playback;
}

export function usePlaybackState(playback: Playback): PlaybackState {
  return useSyncExternalStore(playback.onState, playback.getState);
}

/** Something seen from the position; renders again only when what is seen changes, so return a primitive. */
export function usePosition<Seen extends string | number | boolean | null>(
  playback: Playback,
  see: (positionMs: number) => Seen,
): Seen {
  const look = useCallback(() => see(playback.getPositionMs()), [playback, see]);
  return useSyncExternalStore(playback.onPosition, look);
}
