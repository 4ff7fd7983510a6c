import type { EnergyGateSettings } from '../../audio/energy-gate.ts';
import { TurnCutter } from '../../audio/live/turn-cutter.ts';

/** Shorter bursts are clicks. */
const cutting = { endSilenceMs: 500, preRollMs: 0, shortestMs: 120, longestMs: 20_000 };

/** Up to when somebody spoke, by sound alone: a call that nothing hears has silences all the same. */
export class SoundWatch {
  readonly #legs: { cutter: TurnCutter; fromMs: number }[];

  /** `fromMs`: by leg, where on the call the first sample stands. */
  constructor(sampleRateHz: number, fromMs: readonly number[], voice: EnergyGateSettings) {
    const settings = { ...voice, ...cutting };
    this.#legs = fromMs.map((fromMs) => ({ cutter: new TurnCutter(sampleRateHz, settings), fromMs }));
  }

  /** Audio in order and without gaps. Null while nobody spoke lately. */
  push(leg: number, samples: Int16Array): number | null {
    const { cutter, fromMs } = this.#legs[leg]!;
    const ended = cutter.push(samples);
    const spokenTo = cutter.pause ?? ended.at(-1);
    return spokenTo ? fromMs + spokenTo.endMs : null;
  }
}
