import { toInt16 } from '../../audio/pcm.ts';
import { openResampler } from '../../audio/resample.ts';
import type { SourceFrame } from '../../ingest/live-intake.ts';

interface Spoken {
  samples: Int16Array;
  sampleRateHz: number;
}

/**
 * One side of the line as it sounds: pieces are put in where they begin, and come out as time goes by. Between them
 * goes on what lies under the call, when something does.
 */
export class LineSound {
  readonly #rateHz: number;
  readonly #out: (frame: SourceFrame) => void;
  #piece: { firstSample: number; samples: Int16Array } | undefined;
  /** Goes round, by the position on the line. */
  #under: Int16Array | undefined;
  /** Up to where it has come out. */
  #position = 0;
  #sequence = 0;

  constructor(rateHz: number, out: (frame: SourceFrame) => void) {
    this.#rateHz = rateHz;
    this.#out = out;
  }

  get isSounding(): boolean {
    return this.#piece !== undefined;
  }

  get hasUnder(): boolean {
    return this.#under !== undefined;
  }

  begins(startMs: number, spoken: Spoken): void {
    this.passed(startMs);
    const firstSample = Math.max(this.#position, this.#at(startMs));
    this.#piece = { firstSample, samples: this.#atRate(spoken) };
  }

  /** @param loop what lies under the call from now on; null when nothing does */
  lies(loop: Spoken | null, nowMs: number): void {
    this.passed(nowMs);
    this.#under = loop && loop.samples.length > 0 ? this.#atRate(loop) : undefined;
  }

  /** What has sounded by now goes out. */
  passed(nowMs: number): void {
    const end = this.#at(nowMs);
    if (end <= this.#position) return;
    const piece = this.#piece;
    if (piece) {
      this.#goesUnder(Math.min(piece.firstSample, end));
      const count = Math.min(piece.samples.length, end - piece.firstSample);
      if (count > 0) this.#goesOut(piece.firstSample, piece.samples.subarray(0, count));
      const rest = piece.samples.subarray(Math.max(0, count));
      this.#piece = rest.length > 0 ? { firstSample: piece.firstSample + count, samples: rest } : undefined;
    }
    this.#goesUnder(end);
  }

  /** What has not sounded yet does not. */
  cut(): void {
    this.#piece = undefined;
  }

  #goesUnder(end: number): void {
    const from = this.#position;
    const loop = this.#under;
    if (end <= from) return;
    if (!loop) this.#position = end;
    else
      this.#goesOut(
        from,
        Int16Array.from({ length: end - from }, (_, i) => loop[(from + i) % loop.length]!),
      );
  }

  #goesOut(firstSample: number, samples: Int16Array): void {
    this.#out({ sequence: this.#sequence++, firstSample, samples });
    this.#position = firstSample + samples.length;
  }

  #at(ms: number): number {
    return Math.round((ms * this.#rateHz) / 1000);
  }

  #atRate({ samples, sampleRateHz }: Spoken): Int16Array {
    return toRate(samples, sampleRateHz, this.#rateHz);
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
