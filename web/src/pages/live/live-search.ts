import { z } from 'zod';
import { Kind } from '../../../../src/model/call.ts';
import type { Listed } from '../../api/live/live-store.ts';

const text = z.string().trim().min(1).optional().catch(undefined);

/** What the address of the wall says. Whatever is not understood is left out rather than refused. */
export const LiveSearch = z.object({
  kind: Kind.optional().catch(undefined),
  queue: text,
  team: text,
  agent: text,
  /** For a screen on a wall: nothing but the calls. */
  tv: z.literal('1').optional().catch(undefined),
});
export type LiveSearch = z.infer<typeof LiveSearch>;

export function isWanted(call: Listed, { kind, queue, team, agent }: LiveSearch): boolean {
  if (kind !== undefined && call.kind !== kind) return false;
  if (queue !== undefined && call.queue !== queue) return false;
  if (team !== undefined && call.team !== team) return false;
  return agent === undefined || (call.agent ?? '').toLowerCase().includes(agent.toLowerCase());
}

export function isNarrowed({ kind, queue, team, agent }: LiveSearch): boolean {
  return kind !== undefined || queue !== undefined || team !== undefined || agent !== undefined;
}

/** `8 calls open, 2 need somebody now`. */
export function countWords(calls: readonly Listed[]): string {
  const real = calls.filter(({ isDrill }) => !isDrill);
  const drills = calls.length - real.length;
  const now = real.filter(({ weight }) => weight === 'now').length;
  return [
    `${counted(real.length, 'call')} open`,
    ...(now === 0 ? [] : [`${now} ${now === 1 ? 'needs' : 'need'} somebody now`]),
    ...(drills === 0 ? [] : [counted(drills, 'drill')]),
  ].join(', ');
}

function counted(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`}`;
}
