import { useSyncExternalStore } from 'react';

const stepMs = 30_000;

function subscribe(changed: () => void): () => void {
  const timer = setInterval(changed, stepMs);
  return () => clearInterval(timer);
}

const snapshot = () => Math.floor(Date.now() / stepMs) * stepMs;

/** The present, in steps of half a minute, for ages that should not stand still. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, snapshot);
}
