import { describe, expect, test } from 'vitest';
import type { Span } from '../../model/call.ts';
import { conversation, high, low, shareRight, speak, voiceRateHz } from '../testing/voices.ts';
import { separateSpeakers } from './separate.ts';
import { VoiceAnalyser } from './voice-features.ts';

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
    const { logPitch } = new VoiceAnalyser(voiceRateHz).analyse(speak({ pitchHz, scale: 1 }, 2, () => 0.5));
    const voiced = [...logPitch].filter((pitch) => !Number.isNaN(pitch)).sort((a, b) => a - b);
    expect(voiced.length).toBeGreaterThan(logPitch.length / 2);
    expect(Math.exp(voiced[voiced.length >> 1]!) / pitchHz).toBeCloseTo(1, 1);
  });
});
