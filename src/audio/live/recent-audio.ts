import type { Span } from '../../model/call.ts';

/** The last stretch of one leg, for whoever needs it again: a recogniser, a listener. Older audio is in the journal. */
export class RecentAudio {
  readonly #ring: Int16Array;
  readonly #sampleRateHz: number;
  readonly #begin: number;
  #end: number;

  /** `begin`: the position of the first sample that will come. */
  constructor(sampleRateHz: number, keptMs: number, begin = 0) {
    this.#begin = begin;
    this.#end = begin;
    this.#sampleRateHz = sampleRateHz;
    this.#ring = new Int16Array(Math.ceil((sampleRateHz * keptMs) / 1000));
  }

  /** Position of the sample after the last, from the start of the leg. */
  get end(): number {
    return this.#end;
  }

  push(samples: Int16Array): void {
    const size = this.#ring.length;
    const kept = samples.length > size ? samples.subarray(samples.length - size) : samples;
    const at = (this.#end + samples.length - kept.length) % size;
    const first = Math.min(kept.length, size - at);
    this.#ring.set(kept.subarray(0, first), at);
    this.#ring.set(kept.subarray(first), 0);
    this.#end += samples.length;
  }

  /** As much of the span as is still kept, and where that begins. */
  slice(span: Span): { samples: Int16Array; startMs: number } {
    const toSample = (ms: number) => Math.round((ms * this.#sampleRateHz) / 1000);
    const oldest = Math.max(this.#begin, this.#end - this.#ring.length);
    const first = Math.min(this.#end, Math.max(oldest, toSample(span.startMs)));
    const last = Math.max(first, Math.min(this.#end, toSample(span.endMs)));
    const samples = new Int16Array(last - first);
    for (let i = 0; i < samples.length; i++) samples[i] = this.#ring[(first + i) % this.#ring.length]!;
    return { samples, startMs: (first * 1000) / this.#sampleRateHz };
  }
}
