/**
 * Runs on the audio thread: cuts what it hears into frames and sends them as 16 bits. Without an input it sends
 * silence, so that the time of a call goes on when a microphone is pulled out.
 */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(
  name: string,
  processor: new (options: { processorOptions: { frameSamples: number } }) => AudioWorkletProcessor,
): void;

/** What the audio thread renders at a time. */
const quantum = 128;

class Capture extends AudioWorkletProcessor {
  #frame: Int16Array;
  #filled = 0;
  #peak = 0;

  constructor({ processorOptions }: { processorOptions: { frameSamples: number } }) {
    super();
    this.#frame = new Int16Array(processorOptions.frameSamples);
  }

  process([input]: Float32Array[][]): boolean {
    const heard = input?.[0];
    for (let i = 0; i < (heard?.length ?? quantum); i++) this.#push(heard?.[i] ?? 0);
    return true;
  }

  #push(sample: number): void {
    const level = Math.max(-1, Math.min(1, sample));
    this.#peak = Math.max(this.#peak, Math.abs(level));
    this.#frame[this.#filled++] = Math.round(level * 32_767);
    if (this.#filled < this.#frame.length) return;
    const samples = this.#frame;
    this.#frame = new Int16Array(samples.length);
    this.port.postMessage({ samples, peak: this.#peak }, [samples.buffer]);
    this.#filled = this.#peak = 0;
  }
}

registerProcessor('capture', Capture);
