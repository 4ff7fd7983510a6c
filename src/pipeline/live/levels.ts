/** Levels of a leg for drawing: the loudest of each second of the last minute, 0 (silent) to 1. */
const seconds = 60;
const floorDbfs = -60;

export class LevelCourse {
  readonly #sampleRateHz: number;
  readonly #course: number[] = [];
  #peak = 0;
  #squares = 0;
  #count = 0;
  #lastDbfs: number | null = null;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
  }

  push(samples: Int16Array): void {
    for (let i = 0; i < samples.length; i++) {
      const sample = samples[i]! / 32_768;
      this.#squares += sample * sample;
      this.#peak = Math.max(this.#peak, Math.abs(sample));
      if (++this.#count >= this.#sampleRateHz) this.#second();
    }
  }

  /** Of the second that is over, in decibels; null before there is one. */
  get dbfs(): number | null {
    return this.#lastDbfs;
  }

  get course(): number[] {
    return [...this.#course];
  }

  #second(): void {
    const mean = this.#squares / this.#count;
    this.#lastDbfs = mean > 0 ? Math.max(-100, Math.round(10 * Math.log10(mean))) : -100;
    const peakDbfs = this.#peak > 0 ? 20 * Math.log10(this.#peak) : -100;
    this.#course.push(Math.round(Math.max(0, 1 - peakDbfs / floorDbfs) * 100) / 100);
    if (this.#course.length > seconds) this.#course.shift();
    this.#peak = this.#squares = this.#count = 0;
  }
}
