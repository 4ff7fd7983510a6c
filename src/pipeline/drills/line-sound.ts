import { toInt16 } from '../../audio/pcm.ts';
import { openResampler } from '../../audio/resample.ts';
import type { SourceFrame } from '../../ingest/live-intake.ts';

/** One side of the line as it sounds: pieces are put in where they begin, and come out as time goes by. */
export class LineSound {
  readonly #rateHz: number;
  readonly #out: (frame: SourceFrame) => void;
  #piece: { firstSample: number; samples: Int16Array } | undefined;
  #sequence = 0;

  constructor(rateHz: number, out: (frame: SourceFrame) => void) {
    this.#rateHz = rateHz;
    this.#out = out;
  }

  get isSounding(): boolean {
    return this.#piece !== undefined;
  }

  begins(startMs: number, { samples, sampleRateHz }: { samples: Int16Array; sampleRateHz: number }): void {
    const atRate = toRate(samples, sampleRateHz, this.#rateHz);
    this.#piece = { firstSample: this.#at(startMs), samples: atRate };
  }

  /** What has sounded by now goes out. */
  passed(nowMs: number): void {
    const piece = this.#piece;
    if (!piece) return;
    const count = Math.min(piece.samples.length, this.#at(nowMs) - piece.firstSample);
    if (count <= 0) return;
    const { firstSample } = piece;
    this.#out({ sequence: this.#sequence++, firstSample, samples: piece.samples.subarray(0, count) });
    const rest = piece.samples.subarray(count);
    this.#piece = rest.length > 0 ? { firstSample: firstSample + count, samples: rest } : undefined;
  }

  /** What has not sounded yet does not. */
  cut(): void {
    this.#piece = undefined;
  }

  #at(ms: number): number {
    return Math.round((ms * this.#rateHz) / 1000);
  }
}

function toRate(samples: Int16Array, fromHz: number, toHz: number): Int16Array {
  if (fromHz === toHz) return samples;
  const resampler = openResampler(fromHz, toHz);
  const pieces = [resampler.push(Float32Array.from(samples, (one) => one / 32_768)), resampler.flush()];
  const out = new Int16Array(pieces[0]!.length + pieces[1]!.length);
  toInt16(pieces[0]!, out, 0, 1);
  toInt16(pieces[1]!, out, pieces[0]!.length, 1);
  return out;
}
