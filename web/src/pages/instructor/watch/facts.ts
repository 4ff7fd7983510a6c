import type { WatchedFact } from '../../../../../src/model/drill-watch.ts';

const order: WatchedFact['state'][] = ['withheld', 'won', 'volunteered', 'past'];

/** Whether nothing but the right words is missing. */
export function isReady({ state, needs }: Pick<WatchedFact, 'state' | 'needs'>): boolean {
  return state === 'withheld' && needs.every(({ met }) => met);
}

/** What is withheld first, of it what matters most; then what has come out, the newest first. */
export function inOrder(facts: readonly WatchedFact[]): WatchedFact[] {
  return facts.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      Number(b.critical && b.state === 'withheld') - Number(a.critical && a.state === 'withheld') ||
      (b.atMs ?? 0) - (a.atMs ?? 0),
  );
}

/** Won or volunteered: both are out. */
function rank({ state }: WatchedFact): number {
  return order.indexOf(state === 'volunteered' ? 'won' : state);
}
