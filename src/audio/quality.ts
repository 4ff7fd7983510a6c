import type { Span } from '../model/call.ts';
import type { AudioNote } from './format.ts';
import { totalMs } from './spans.ts';

/** Clipping: this many samples in a row at one and the same level near full scale. */
const clippedRun = 3;
const nearFullScale = 0.9;
/** A loud word clips now and then; a share of all samples above this is heard as distortion. */
const clippedShare = 0.0005;
/**
 * Packets that never came: nothing at all for one to ten packets, with sound cut off before and sound at once
 * behind. A line that mutes its noise has such silence too, but fades into it.
 */
const shortestGapMs = 20;
const longestGapMs = 200;
const soundLevel = 0.02;
const levelSamples = 24;
const fewestGaps = 3;
const gapsPerMinute = 2;

/** What is wrong with the sound of one channel: a stage. */
export class QualityMeter {
  readonly #sampleRateHz: number;
  #samples = 0;
  #clipped = 0;
  #run = 0;
  #last = 0;
  #zeros = 0;
  /** Mean size of the samples of late. */
  #level = 0;
  /** Set behind a gap, until it is known whether sound follows at once. */
  #afterGap = 0;
  #gaps = 0;
  #heard = false;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
  }

  push(samples: Float32Array): void {
    this.#samples += samples.length;
    for (let i = 0; i < samples.length; i++) {
      const sample = samples[i]!;
      if (sample === 0) {
        this.#zeros++;
        this.#run = 0;
      } else {
        if (this.#zeros > 0) this.#endZeros();
        this.#sound(sample);
      }
      this.#last = sample;
    }
  }

  #endZeros(): void {
    const gapMs = (this.#zeros * 1000) / this.#sampleRateHz;
    this.#zeros = 0;
    if (gapMs < shortestGapMs) return;
    this.#afterGap = this.#level > soundLevel && gapMs <= longestGapMs ? levelSamples : 0;
    this.#level = 0;
  }

  #sound(sample: number): void {
    const size = Math.abs(sample);
    this.#heard = true;
    this.#level += (size - this.#level) / levelSamples;
    if (this.#afterGap > 0 && --this.#afterGap === 0 && this.#level > soundLevel) this.#gaps++;
    if (size > nearFullScale) this.#loud(sample);
    else this.#run = 0;
  }

  #loud(sample: number): void {
    this.#run = sample === this.#last ? this.#run + 1 : 1;
    if (this.#run === clippedRun) this.#clipped += clippedRun;
    else if (this.#run > clippedRun) this.#clipped++;
  }

  /** True when there was nothing but zeros. */
  get isDigitalSilence(): boolean {
    return !this.#heard;
  }

  notes(channel: number): AudioNote[] {
    const share = this.#samples > 0 ? this.#clipped / this.#samples : 0;
    const minutes = this.#samples / this.#sampleRateHz / 60;
    const notes: AudioNote[] = [];
    if (share > clippedShare) {
      notes.push({ code: 'audio_clipped', details: { channel, percent: Math.round(share * 10_000) / 100 } });
    }
    if (this.#gaps >= fewestGaps && this.#gaps > gapsPerMinute * minutes) {
      notes.push({ code: 'audio_gaps', details: { channel, gaps: this.#gaps } });
    }
    return notes;
  }
}

/** With less speech than this on the other channel a silent one is no surprise. */
const speechExpectedMs = 5000;

/** What is odd about who is heard. */
export function speechNotes(speech: Span[][], meters: QualityMeter[]): AudioNote[] {
  const talk = speech.map(totalMs);
  if (talk.every((ms) => ms === 0)) return [{ code: 'audio_no_speech', details: {} }];
  return talk.flatMap((ms, channel) =>
    ms === 0 && Math.max(...talk) >= speechExpectedMs
      ? [
          {
            code: 'audio_one_way' as const,
            details: { channel, isDigitalSilence: meters[channel]!.isDigitalSilence },
          },
        ]
      : [],
  );
}
