import { type ByteSource, bufferSource } from '../../lib/bytes.ts';
import type { Span } from '../../model/call.ts';
import { seededRandom } from './random.ts';

export const voiceRateHz = 8000;

export interface Voice {
  pitchHz: number;
  /** How long the throat is: all resonances move with it. */
  scale: number;
}

export const low: Voice = { pitchHz: 105, scale: 1 };
export const high: Voice = { pitchHz: 205, scale: 1.18 };

const vowels = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [660, 1720, 2410],
  [440, 1020, 2240],
];

/** A voice as a train of pulses through three resonances, changing its vowel a dozen times a second. */
export function speak(voice: Voice, seconds: number, random: () => number): Float32Array {
  const out = new Float32Array(Math.round(seconds * voiceRateHz));
  const state = [0, 0, 0, 0, 0, 0];
  let phase = 0;
  let vowel = vowels[0]!;
  let pitch = voice.pitchHz;
  for (let i = 0; i < out.length; i++) {
    if (i % 640 === 0) {
      vowel = vowels[Math.floor(random() * vowels.length)]!;
      pitch = voice.pitchHz * (0.88 + 0.24 * random());
    }
    phase += pitch / voiceRateHz;
    let sound = 0.02 * (random() - 0.5);
    if (phase >= 1) {
      phase -= 1;
      sound += 1;
    }
    for (const [n, hz] of vowel.entries()) {
      const radius = Math.exp((-Math.PI * (70 + 30 * n)) / voiceRateHz);
      const turn = 2 * radius * Math.cos((2 * Math.PI * hz * voice.scale) / voiceRateHz);
      const next = sound + turn * state[2 * n]! - radius * radius * state[2 * n + 1]!;
      state[2 * n + 1] = state[2 * n]!;
      state[2 * n] = next;
      sound = next * (1 - radius);
    }
    out[i] = sound * (0.6 + 0.4 * Math.sin((2 * Math.PI * 4 * i) / voiceRateHz));
  }
  return out;
}

export interface Conversation {
  audio: { pcm: ByteSource; sampleRateHz: number };
  speech: Span[];
  /** Who really spoke when, by voice. */
  truth: Span[][];
}

/** Voices in turn, each for `turnSeconds`, or for one to five where that is not given; half a second between. */
export function conversation(voices: Voice[], turns: number, turnSeconds?: number): Conversation {
  const random = seededRandom(9);
  const samples: number[] = [];
  const truth: Span[][] = voices.map(() => []);
  for (let turn = 0; turn < turns; turn++) {
    const spoken = speak(voices[turn % voices.length]!, turnSeconds ?? 1 + 4 * random(), random);
    const startMs = (samples.length * 1000) / voiceRateHz;
    for (const sample of spoken) samples.push(sample);
    for (let i = 0; i < voiceRateHz / 2; i++) samples.push(0);
    truth[turn % voices.length]!.push({ startMs, endMs: startMs + (spoken.length * 1000) / voiceRateHz });
  }
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  const pcm = Buffer.alloc(samples.length * 2);
  for (const [i, sample] of samples.entries()) pcm.writeInt16LE(Math.round((sample / peak) * 20_000), i * 2);
  const speech = truth.flat().sort((a, b) => a.startMs - b.startMs);
  return { audio: { pcm: bufferSource(pcm), sampleRateHz: voiceRateHz }, speech, truth };
}

/** Of the time somebody speaks, the share given to the right speaker. */
export function shareRight(speakers: Span[][], truth: Span[][]): number {
  const at = (spans: Span[], ms: number) => spans.some(({ startMs, endMs }) => ms >= startMs && ms < endMs);
  let right = 0;
  let total = 0;
  for (let ms = 0; ms < truth.flat().at(-1)!.endMs; ms += 10) {
    const speaker = truth.findIndex((spans) => at(spans, ms));
    if (speaker < 0) continue;
    total++;
    if (at(speakers[speaker]!, ms)) right++;
  }
  return right / total;
}
