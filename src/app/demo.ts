import type { Intake } from '../ingest/intake.ts';
import { incomingCall, planImport } from '../ingest/recordings/import-files.ts';
import { demoFolder } from '../places.ts';
import { keepValue, keptValue } from '../storage/db/kept-values.ts';
import type { Db } from '../storage/db/tables.ts';

const doneKey = 'demo.loaded';

/**
 * Takes in the bundled calls, once per data folder: a demo call that somebody deleted does not come back.
 * Stopped half way it goes on at the next start, for the same recording is not taken twice.
 * @returns the ids of the calls taken in now; none when all were here
 */
export async function loadDemoCalls(
  parts: { db: Db; intake: Intake },
  options: { signal: AbortSignal; onBegin?(total: number): void },
): Promise<string[]> {
  if ((await keptValue(doneKey, parts.db)) === true) return [];
  const plan = await planImport([demoFolder]);
  options.onBegin?.(plan.calls.length);
  const ids: string[] = [];
  for (const planned of plan.calls) {
    if (options.signal.aborted) return ids;
    const received = await parts.intake.receive(await incomingCall(planned, 'demo'));
    if (!received.duplicate) ids.push(received.id);
  }
  await keepValue(doneKey, true, parts.db);
  return ids;
}
