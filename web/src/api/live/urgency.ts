import type { LiveSummary, Need } from '../../../../src/model/live.ts';

export type Weight = Need['weight'] | 'none';

/** Most urgent first. */
const order: Weight[] = ['now', 'soon', 'watch', 'none'];

/** How much a call needs somebody: as much as the gravest of its needs, which the server puts first. */
export function weightOf({ needs }: Pick<LiveSummary, 'needs'>): Weight {
  return needs[0]?.weight ?? 'none';
}

export interface Ranked {
  id: string;
  needs: LiveSummary['needs'];
  /** When the call began, by the clock of this browser. */
  beganAtMs: number;
}

/** Who needs help now comes first; among equals the newest need, then the call that has lasted longest. */
export function compareUrgency(a: Ranked, b: Ranked): number {
  const newest = ({ needs, beganAtMs }: Ranked) => (needs[0] ? beganAtMs + needs[0].sinceMs : 0);
  return (
    order.indexOf(weightOf(a)) - order.indexOf(weightOf(b)) ||
    newest(b) - newest(a) ||
    a.beganAtMs - b.beganAtMs ||
    (a.id < b.id ? -1 : 1)
  );
}
