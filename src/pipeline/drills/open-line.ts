import { DrillLine } from './drill-line.ts';
import type { Happening } from './happening.ts';
import type { Playing } from './playing.ts';

/**
 * Opens the call that a drill is, or goes on with the one that it was.
 * @param ended called when the call ended, whoever ended it
 * @throws live_full, database_unavailable
 */
export async function openLine(
  answered: Happening & { type: 'answered' },
  { kept, parts, clock, telling }: Playing,
  ended: () => void,
): Promise<void> {
  const { row } = kept;
  const line = await DrillLine.open(row, { ...answered, calls: parts.calls });
  const isSame = row.call_id === line.callId;
  try {
    if (!isSame) await kept.isCall(line.callId, answered);
  } catch (thrown) {
    line.end(0, parts.log);
    throw thrown;
  }
  // What was on its way when an earlier process died may be further on than what is known to have happened.
  clock.notBefore(line.positionMs);
  const turns = telling.turns();
  if (isSame && answered.isHeard) for (const turn of turns) if (turn.leg === 0) line.heard(turn);
  line.tell(turns);
  line.onEnd(ended);
  telling.line = line;
}
