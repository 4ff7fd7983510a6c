import type { Peaks } from '../model/api.ts';

const firstStepMs = 20;
/** More than a screen has pixels; a longer call gets longer steps. */
const maxSteps = 8192;

/** The largest sample of each step of one channel, in steps that double as the call grows: a stage. */
class ChannelPeaks {
  steps: number[] = [];
  #stepSamples: number;
  #inStep = 0;
  #highest = 0;

  constructor(stepSamples: number) {
    this.#stepSamples = stepSamples;
  }

  push(samples: Float32Array): void {
    for (let at = 0; at < samples.length; ) {
      const count = Math.min(samples.length - at, this.#stepSamples - this.#inStep);
      let highest = this.#highest;
      for (let i = at; i < at + count; i++) {
        const size = Math.abs(samples[i]!);
        if (size > highest) highest = size;
      }
      this.#highest = highest;
      this.#inStep += count;
      at += count;
      if (this.#inStep === this.#stepSamples) this.#endStep();
    }
  }

  flush(): void {
    if (this.#inStep > 0) this.#endStep();
  }

  #endStep(): void {
    this.steps.push(Math.min(1, this.#highest));
    this.#inStep = 0;
    this.#highest = 0;
    if (this.steps.length < maxSteps) return;
    this.steps = this.steps
      .filter((_, i) => i % 2 === 0)
      .map((peak, i) => Math.max(peak, this.steps[2 * i + 1]!));
    this.#stepSamples *= 2;
  }

  stepMs(sampleRateHz: number): number {
    return (this.#stepSamples * 1000) / sampleRateHz;
  }
}

/** Levels for drawing, of all channels of a call. */
export class PeakMeter {
  readonly #sampleRateHz: number;
  readonly #channels: ChannelPeaks[];

  constructor(sampleRateHz: number, channels: number) {
    this.#sampleRateHz = sampleRateHz;
    const stepSamples = Math.round((sampleRateHz * firstStepMs) / 1000);
    this.#channels = Array.from({ length: channels }, () => new ChannelPeaks(stepSamples));
  }

  push(channels: Float32Array[]): void {
    for (const [i, samples] of channels.entries()) this.#channels[i]!.push(samples);
  }

  flush(): Peaks {
    for (const channel of this.#channels) channel.flush();
    return {
      stepMs: this.#channels[0]!.stepMs(this.#sampleRateHz),
      channels: this.#channels.map(({ steps }) => steps.map((peak) => Math.round(peak * 1000) / 1000)),
    };
  }
}
