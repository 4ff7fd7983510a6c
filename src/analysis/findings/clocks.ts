import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Clock } from '../packs/pack.ts';
import type { Hearing, Hit } from '../rules/observed.ts';
import { callFinding } from './transcript.ts';

/**
 * When the moments that have a clock came: one finding `clock` each, its value the milliseconds from the answer (the
 * first words of the call) to the turn, its span that stretch. A moment that did not come has none.
 */
export function clockFindings(call: JudgedCall, hearing: Hearing, clocks: readonly Clock[]): Finding[] {
  const { startMs } = hearing.call;
  const moments = new Map<string, Hit>();
  for (const { id, observe, after } of clocks) {
    const from = after === undefined ? undefined : moments.get(after);
    if (after !== undefined && !from) continue;
    const observed = observe(hearing);
    const hit = observed.hits
      .filter(({ turn }) => observed.holds === true && (!from || turn.place >= from.turn.place))
      .sort((a, b) => a.turn.place - b.turn.place)[0];
    if (hit) moments.set(id, hit);
  }
  return [...moments].map(([type, { turn }]) =>
    callFinding(call, {
      kind: 'clock',
      type,
      value: String(Math.max(0, Math.round(turn.startMs - startMs))),
      turn: turn.index,
      span: { startMs, endMs: Math.max(startMs, turn.startMs) },
      confidence: 0.8,
    }),
  );
}
