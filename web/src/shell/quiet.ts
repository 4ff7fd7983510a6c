import { useEffect, useSyncExternalStore } from 'react';

/** How many parts of the page ask that nothing of the floor is told: at the desk of a drill there is a caller to hear. */
let asking = 0;
const watching = new Set<() => void>();

/** No alert is told while this is shown; the number beside Alerts goes on. */
export function useQuiet(): void {
  useEffect(() => {
    ask(1);
    return () => ask(-1);
  }, []);
}

export function useIsQuiet(): boolean {
  return useSyncExternalStore(watch, () => asking > 0);
}

function ask(more: number): void {
  asking += more;
  for (const told of watching) told();
}

function watch(told: () => void): () => void {
  watching.add(told);
  return () => watching.delete(told);
}
