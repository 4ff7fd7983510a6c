import { openChild } from '../../lib/child.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Debrief } from '../../model/debrief.ts';

const printMs = 60_000;

/** The debriefing as PDF. In a process of its own: setting the type takes a second, and calls must not wait for it. */
export async function printDebrief(debrief: Debrief, deps: { clock: Clock }): Promise<Buffer> {
  await using child = openChild(
    { entry: new URL('./debrief-pdf-child.ts', import.meta.url), nice: 5, timeoutMs: printMs },
    deps,
  );
  return Buffer.from(await child.call<string>('print', debrief), 'base64');
}
