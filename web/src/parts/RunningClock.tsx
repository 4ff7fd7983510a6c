import { useCallback } from 'react';
import { showRunningClock } from './running-clocks.ts';

/** The time since then, counting. Not announced: a screen reader would speak of nothing else. */
export function RunningClock({ sinceMs, className }: { sinceMs: number; className?: string | undefined }) {
  const show = useCallback(
    (element: HTMLTimeElement | null) => (element ? showRunningClock(element, sinceMs) : undefined),
    [sinceMs],
  );
  return <time ref={show} className={className} aria-live="off" />;
}
