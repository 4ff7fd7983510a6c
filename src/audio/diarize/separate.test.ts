import { describe, expect, test } from 'vitest';
import { bufferSource } from '../../lib/bytes.ts';
import type { Span } from '../../model/call.ts';
import { separateSpeakers } from './separate.ts';
import { VoiceAnalyser } from './voice-features.ts';

const rateHz = 8000;

interface Voice {
  pitchHz: number;
  /** How long the throat is: all resonances move with it. */
  scale: number;
}

const low: Voice = { pitchHz: 105, scale: 1 };
const high: Voice = { pitchHz: 205, scale: 1.18 };

const vowels = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [660, 1720, 2410],
  [440, 1020, 2240],
];

/** A voice as a train of pulses through three resonances, changing its vowel five times a second. */
function speak(voice: Voice, seconds: number, random: () => number): Float32Array {
  const out = new Float32Array(Math.round(seconds * rateHz));
  const state = [0, 0, 0, 0, 0, 0];
  let phase = 0;
  let vowel = vowels[0]!;
  let pitch = voice.pitchHz;
  for (let i = 0; i < out.length; i++) {
    if (i % 1600 === 0) {
      vowel = vowels[Math.floor(random() * vowels.length)]!;
      pitch = voice.pitchHz * (0.88 + 0.24 * random());
    }
    phase += pitch / rateHz;
    let sound = 0.02 * (random() - 0.5);
    if (phase >= 1) {
      phase -= 1;
      sound += 1;
    }
    for (const [n, hz] of vowel.entries()) {
      const radius = Math.exp((-Math.PI * (70 + 30 * n)) / rateHz);
      const turn = 2 * radius * Math.cos((2 * Math.PI * hz * voice.scale) / rateHz);
      const next = sound + turn * state[2 * n]! - radius * radius * state[2 * n + 1]!;
      state[2 * n + 1] = state[2 * n]!;
      state[2 * n] = next;
      sound = next * (1 - radius);
    }
    out[i] = sound * (0.6 + 0.4 * Math.sin((2 * Math.PI * 4 * i) / rateHz));
  }
  return out;
}

/** Voices in turn, 1 to 5 seconds each with half a second between, in a call of some two minutes. */
function conversation(voices: Voice[], turns: number) {
  const random = seededRandom(9);
  const samples: number[] = [];
  const truth: Span[][] = voices.map(() => []);
  for (let turn = 0; turn < turns; turn++) {
    const spoken = speak(voices[turn % voices.length]!, 1 + 4 * random(), random);
    const startMs = (samples.length * 1000) / rateHz;
    samples.push(...spoken, ...new Float32Array(rateHz / 2));
    truth[turn % voices.length]!.push({ startMs, endMs: startMs + (spoken.length * 1000) / rateHz });
  }
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  const pcm = Buffer.alloc(samples.length * 2);
  for (const [i, sample] of samples.entries()) pcm.writeInt16LE(Math.round((sample / peak) * 20_000), i * 2);
  const speech = truth.flat().sort((a, b) => a.startMs - b.startMs);
  return { audio: { pcm: bufferSource(pcm), sampleRateHz: rateHz }, speech, truth };
}

const alive = async () => {};

describe('two voices on one channel', () => {
  test('are told apart, the one heard first first', async () => {
    const { audio, speech, truth } = conversation([low, high], 40);
    const { speakers, certainty, method } = await separateSpeakers(audio, speech, null, alive);
    expect(method).toBe('voice features');
    expect(speakers).toHaveLength(2);
    expect(certainty).toBeGreaterThan(0.5);
    expect(shareRight(speakers, truth)).toBeGreaterThan(0.95);
  });

  test('are told apart within one stretch of speech too', async () => {
    const { audio, speech, truth } = conversation([low, high], 40);
    const joined = [{ startMs: speech[0]!.startMs, endMs: speech.at(-1)!.endMs }];
    const { speakers } = await separateSpeakers(audio, joined, null, alive);
    expect(shareRight(speakers, truth)).toBeGreaterThan(0.9);
  });

  test('every moment of speech is given to one of them, and none to both', async () => {
    const { audio, speech } = conversation([low, high], 20);
    const { speakers } = await separateSpeakers(audio, speech, null, alive);
    const length = (spans: Span[]) => spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    expect(speakers.reduce((sum, spans) => sum + length(spans), 0)).toBeCloseTo(length(speech), 0);
  });
});

describe('what cannot be told apart', () => {
  test('one voice is one speaker', async () => {
    const { audio, speech } = conversation([low], 30);
    const { speakers, certainty } = await separateSpeakers(audio, speech, null, alive);
    expect(speakers).toHaveLength(1);
    expect(certainty).toBeGreaterThan(0.5);
  });

  test('a few words are one speaker, and nothing is claimed', async () => {
    const { audio, speech } = conversation([low, high], 2);
    expect(await separateSpeakers(audio, speech.slice(0, 1), null, alive)).toMatchObject({
      speakers: [[expect.anything()]],
      certainty: 0,
    });
  });

  test('no speech is nobody', async () => {
    const { audio } = conversation([low], 1);
    expect(await separateSpeakers(audio, [], null, alive)).toMatchObject({ speakers: [[]], certainty: 0 });
  });

  test('a model that is not there is said to be missing', async () => {
    const { audio, speech } = conversation([low, high], 4);
    const models = { segmentation: '/nowhere/segmentation.onnx', embedding: '/nowhere/embedding.onnx' };
    await expect(separateSpeakers(audio, speech, models, alive)).rejects.toMatchObject({
      code: 'model_file_missing',
    });
  });
});

describe('pitch', () => {
  test.each([90, 120, 180, 240, 320])('of a voice at %i Hz is found', (pitchHz) => {
    const { logPitch } = new VoiceAnalyser(rateHz).analyse(speak({ pitchHz, scale: 1 }, 2, () => 0.5));
    const voiced = [...logPitch].filter((pitch) => !Number.isNaN(pitch)).sort((a, b) => a - b);
    expect(voiced.length).toBeGreaterThan(logPitch.length / 2);
    expect(Math.exp(voiced[voiced.length >> 1]!) / pitchHz).toBeCloseTo(1, 1);
  });
});

function shareRight(speakers: Span[][], truth: Span[][]): number {
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

function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
