import { toInt16 } from './pcm.ts';

const chunkBytes = 128 * 1024;

/** Interleaves channels as 16-bit samples, and hands them on in pieces worth sending. */
export class PcmWriter {
  readonly #channels: number;
  readonly #sink: (chunk: Uint8Array) => Promise<void> | void;
  #buffer = new Int16Array(chunkBytes / 2);
  #filled = 0;

  constructor(channels: number, sink: (chunk: Uint8Array) => Promise<void> | void) {
    this.#channels = channels;
    this.#sink = sink;
  }

  /** Waits while the sink does. */
  async write(channels: Float32Array[]): Promise<void> {
    const frames = channels[0]!.length;
    for (let at = 0; at < frames; ) {
      const count = Math.min(frames - at, (this.#buffer.length - this.#filled) / this.#channels);
      channels.forEach((samples, i) => {
        toInt16(samples.subarray(at, at + count), this.#buffer, this.#filled + i, this.#channels);
      });
      this.#filled += count * this.#channels;
      at += count;
      if (this.#filled === this.#buffer.length) await this.flush();
    }
  }

  async flush(): Promise<void> {
    if (this.#filled === 0) return;
    const chunk = new Uint8Array(this.#buffer.buffer, 0, this.#filled * 2);
    this.#buffer = new Int16Array(chunkBytes / 2);
    this.#filled = 0;
    await this.#sink(chunk);
  }
}
