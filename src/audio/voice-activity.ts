import type { Span } from '../model/call.ts';
import { EnergyGate, type EnergyGateSettings, levelDbfs } from './energy-gate.ts';
import { openResampler, type Resampler } from './resample.ts';
import { detectorRateHz, detectorWindow, type SpeechDetector } from './silero.ts';
import { closeGaps, dropShort } from './spans.ts';

export interface VoiceActivitySettings extends EnergyGateSettings {
  closeGapsMs: number;
  dropBurstsMs: number;
}

export const windowMs = (detectorWindow * 1000) / detectorRateHz;

/** Windows before a loud one, and behind the last, that the detector hears too. */
const windowsBefore = 3;
const windowsBehind = 8;

/**
 * Where on one leg somebody speaks: a stage, fed with samples of any length.
 *
 *   samples ─▶ windows of 32 ms ─▶ gate ─▶ to 16 kHz ─▶ detector ─▶ spans
 *                                   └ quiet: nobody speaks, and nothing is spent
 *
 * The detector hears the windows that pass as if they followed one another: what is left out is silence, and it
 * knows silence from the windows before and behind.
 */
export class VoiceActivity {
  readonly #settings: VoiceActivitySettings;
  readonly #detector: SpeechDetector;
  readonly #gate: EnergyGate;
  /** Only where 32 ms are no whole number of samples: everything is resampled before it is cut into windows. */
  readonly #first: Resampler;
  readonly #second: Resampler;
  #window: Float32Array;
  #filled = 0;

  /** The last quiet windows, for when a loud one follows. */
  readonly #before: Float32Array[] = [];
  #quietFor = windowsBehind;

  readonly #block = new Float32Array(detectorWindow);
  #blockFilled = 0;
  /** Windows given to the detector of which nothing is known yet. */
  #fed: number[] = [];
  #lastDecided = -1;
  #isSpeech = false;
  readonly #spans: Span[] = [];

  /** Windows the detector heard, for measuring what the gate saves. */
  detected = 0;
  /** Of each window, in decibels. */
  readonly levels: number[] = [];

  constructor(sampleRateHz: number, detector: SpeechDetector, settings: VoiceActivitySettings) {
    this.#settings = settings;
    this.#detector = detector;
    this.#gate = new EnergyGate(settings);
    const whole = (sampleRateHz * windowMs) % 1000 === 0;
    const windowRateHz = whole ? sampleRateHz : detectorRateHz;
    this.#first = openResampler(sampleRateHz, windowRateHz);
    this.#second = openResampler(windowRateHz, detectorRateHz);
    this.#window = new Float32Array((windowRateHz * windowMs) / 1000);
  }

  push(samples: Float32Array): void {
    this.#cut(this.#first.push(samples));
  }

  /** Ends the leg: the spans of speech, in order. */
  flush(): Span[] {
    this.#cut(this.#first.flush());
    if (this.#filled > 0) this.#cut(new Float32Array(this.#window.length - this.#filled));
    this.#detect(this.#second.flush());
    if (this.#fed.length > 0) this.#detect(new Float32Array(detectorWindow - this.#blockFilled));
    const { closeGapsMs, dropBurstsMs } = this.#settings;
    return dropShort(closeGaps(this.#spans, closeGapsMs), dropBurstsMs);
  }

  #cut(samples: Float32Array): void {
    for (let at = 0; at < samples.length; ) {
      const count = Math.min(samples.length - at, this.#window.length - this.#filled);
      this.#window.set(samples.subarray(at, at + count), this.#filled);
      this.#filled += count;
      at += count;
      if (this.#filled === this.#window.length) this.#take();
    }
  }

  #take(): void {
    const window = this.#window;
    this.#filled = 0;
    const index = this.levels.length;
    const level = levelDbfs(window);
    this.levels.push(level);
    if (this.#gate.isLoud(level) || this.#isSpeech) this.#quietFor = 0;
    else this.#quietFor++;
    if (this.#quietFor > windowsBehind) {
      this.#before.push(window.slice());
      if (this.#before.length > windowsBefore) this.#before.shift();
      this.#isSpeech = false;
      return;
    }
    let earlierIndex = index - this.#before.length;
    for (const earlier of this.#before.splice(0)) this.#feed(earlierIndex++, earlier);
    this.#feed(index, window);
  }

  #feed(index: number, window: Float32Array): void {
    this.#fed.push(index);
    this.detected++;
    this.#detect(this.#second.push(window));
  }

  #detect(samples: Float32Array): void {
    for (let at = 0; at < samples.length; ) {
      const count = Math.min(samples.length - at, detectorWindow - this.#blockFilled);
      this.#block.set(samples.subarray(at, at + count), this.#blockFilled);
      this.#blockFilled += count;
      at += count;
      if (this.#blockFilled < detectorWindow) continue;
      this.#blockFilled = 0;
      const index = this.#fed.shift();
      if (index !== undefined) this.#decide(index, this.#detector.isSpeech(this.#block));
    }
  }

  #decide(index: number, isSpeech: boolean): void {
    // A start is told one window late.
    const startsAt = isSpeech && !this.#isSpeech && this.#lastDecided === index - 1 ? index - 1 : index;
    this.#isSpeech = isSpeech;
    this.#lastDecided = index;
    if (!isSpeech) return;
    const last = this.#spans.at(-1);
    const startMs = startsAt * windowMs;
    if (last && last.endMs >= startMs) last.endMs = (index + 1) * windowMs;
    else this.#spans.push({ startMs, endMs: (index + 1) * windowMs });
  }
}
