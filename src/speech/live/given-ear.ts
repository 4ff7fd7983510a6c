import type { HeardTurn } from '../engine.ts';
import type { Ear, EarListener } from './ear.ts';

/** Words of a turn told at once while it lasts. */
const partialEveryMs = 500;

/**
 * "Hears" a transcript that is known beforehand, each turn when its time has come on the call's own clock: for
 * demonstrations, tests and measurements of everything but recognition.
 * @param fromMs by leg, where on the call the first sample stands that it is given; 0 when absent
 */
export function openGivenEar(
  given: readonly HeardTurn[],
  sampleRateHz: number,
  listener: EarListener,
  fromMs: readonly number[] = [],
): Ear {
  const waiting = given.toSorted((a, b) => a.endMs - b.endMs);
  const samples = new Map(fromMs.map((ms, leg) => [leg, Math.round((ms * sampleRateHz) / 1000)]));
  let toldAtMs = 0;
  const tellTurn = (turn: HeardTurn) => listener.turn(turn, `${turn.leg} ${turn.startMs}`);

  function tell(nowMs: number): void {
    while (waiting[0] && waiting[0].endMs <= nowMs) tellTurn(waiting.shift()!);
    if (nowMs - toldAtMs < partialEveryMs) return;
    toldAtMs = nowMs;
    for (const turn of waiting) if (turn.startMs < nowMs) listener.partial(soFar(turn, nowMs));
  }

  return {
    engine: 'given',
    push(leg, { length }) {
      samples.set(leg, (samples.get(leg) ?? 0) + length);
      tell((Math.max(...samples.values()) * 1000) / sampleRateHz);
    },
    async end() {
      // What had begun was said; what had not was not.
      const nowMs = (Math.max(0, ...samples.values()) * 1000) / sampleRateHz;
      for (const turn of waiting.splice(0)) {
        if (turn.startMs >= nowMs) continue;
        const { stable } = soFar(turn, nowMs);
        const words = turn.words.filter((word) => word.startMs < nowMs);
        if (stable) tellTurn({ ...turn, endMs: nowMs, text: stable, words });
      }
    },
    lagMs: () => 0,
  };
}

/** By the times of its words, else evenly over the turn. */
function soFar({ leg, startMs, endMs, text, words }: HeardTurn, nowMs: number) {
  const all = text.split(' ');
  const share = Math.min(1, (nowMs - startMs) / Math.max(1, endMs - startMs));
  const count =
    words.length === all.length
      ? words.filter((word) => word.endMs <= nowMs).length
      : Math.floor(all.length * share);
  return { leg, startMs, stable: all.slice(0, count).join(' '), tail: all.slice(count, count + 1).join(' ') };
}
