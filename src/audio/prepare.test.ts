import { describe, expect, test } from 'vitest';
import type { EarshotError } from '../errors.ts';
import { bufferSource } from '../lib/bytes.ts';
import { levelDbfs } from './energy-gate.ts';
import { prepareCall } from './prepare.ts';
import { AudioSettings } from './settings.ts';
import type { SpeechDetector } from './silero.ts';
import { fixture } from './testing/listen.ts';
import { riff, testSignal, wavFile } from './testing/signal.ts';

const settings = AudioSettings.parse({});

function loudDetector(): SpeechDetector {
  return { isSpeech: (window) => levelDbfs(window) > -30, reset: () => {} };
}

async function prepare(files: [string, Uint8Array][], changed: Partial<AudioSettings> = {}) {
  const chunks: Buffer[] = [];
  const progress: number[] = [];
  const prepared = await prepareCall(
    files.map(([fileName, bytes]) => ({ fileName, source: bufferSource(bytes) })),
    { ...settings, ...changed },
    {
      sink: (chunk) => {
        chunks.push(Buffer.from(chunk));
      },
      onProgress: (share) => progress.push(share),
      detector: async () => loudDetector(),
      ffmpeg: null,
    },
  );
  return { ...prepared, pcm: Buffer.concat(chunks), progress };
}

async function codeOf(files: [string, Uint8Array][], changed: Partial<AudioSettings> = {}): Promise<string> {
  return prepare(files, changed).then(
    () => 'prepared',
    (thrown: EarshotError) => thrown.code,
  );
}

const [agent, customer] = [testSignal(8000, 3, 0), testSignal(8000, 3, 1)];
const seconds = (count: number) => wavFile([testSignal(8000, count, 0)], 8000);

describe('one recording', () => {
  test('what is 16-bit at 8 kHz already is stored as it was', async () => {
    const file = wavFile([agent, customer], 8000);
    const prepared = await prepare([['call.wav', file]]);
    expect(prepared).toMatchObject({ sampleRateHz: 8000, channels: 2, durationMs: 3000, notes: [] });
    expect(prepared.pcm.equals(file.subarray(44))).toBe(true);
    expect(prepared.speech).toHaveLength(2);
    expect(prepared.peaks.channels.map((channel) => channel.length)).toEqual([150, 150]);
    expect(prepared.formats).toMatchObject([{ container: 'wav', codec: 'pcm-s16' }]);
  });

  test('more than 16 kHz is brought down to it', async () => {
    const prepared = await prepare([['call.m4a', fixture('stereo-44k.m4a')]]);
    expect(prepared).toMatchObject({ sampleRateHz: 16_000, channels: 2 });
    expect(Math.abs(prepared.pcm.length / 4 / 16 - prepared.durationMs)).toBeLessThan(1);
  });

  test('a mono recording saved as stereo is mono again, and says so', async () => {
    const prepared = await prepare([['call.wav', wavFile([agent, agent], 8000)]]);
    expect(prepared.channels).toBe(1);
    expect(prepared.pcm.length).toBe(agent.length * 2);
    expect(prepared.notes).toContainEqual({ code: 'audio_mono_twice', details: {} });
  });

  test('one that is cut off is kept as far as it goes, and says so', async () => {
    const file = wavFile([agent], 8000);
    const prepared = await prepare([['call.wav', file.subarray(0, 20_044)]]);
    expect(prepared.durationMs).toBe(1250);
    expect(prepared.notes).toContainEqual({ code: 'audio_truncated', details: { reason: 'data end early' } });
  });

  test('a channel on which nobody speaks is noted', async () => {
    const prepared = await prepare([
      ['call.wav', wavFile([testSignal(8000, 12, 0), new Float32Array(96_000)], 8000)],
    ]);
    expect(prepared.notes.map(({ code }) => code)).toContain('audio_one_way');
    expect(prepared.speech[1]).toEqual([]);
  });

  test('progress rises to the end', async () => {
    const { progress } = await prepare([['call.wav', seconds(120)]]);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  test('a sink that fails ends the work with its own error', async () => {
    const failing = prepareCall([{ fileName: 'a.wav', source: bufferSource(seconds(60)) }], settings, {
      sink: async () => {
        throw new Error('full');
      },
      onProgress: () => {},
      detector: async () => loudDetector(),
      ffmpeg: null,
    });
    await expect(failing).rejects.toThrow('full');
  });

  test.each<[string, [string, Uint8Array][], Partial<AudioSettings>, string]>([
    ['no samples', [['a.wav', wavFile([new Float32Array(0)], 8000)]], {}, 'audio_silent_length'],
    [
      'an index that leads nowhere',
      [['a.m4a', fixture('mono-8k-faststart.m4a').subarray(0, 1400)]],
      {},
      'audio_damaged',
    ],
    [
      'longer than allowed, by its header',
      [['a.wav', seconds(3)]],
      { maxDurationMs: 2000 },
      'audio_too_long',
    ],
    [
      'longer than allowed, without a header that says so',
      [['a.aac', fixture('stereo-22k.aac')]],
      { maxDurationMs: 500 },
      'audio_too_long',
    ],
  ])('%s is refused', async (_what, files, changed, code) => {
    expect(await codeOf(files, changed)).toBe(code);
  });
});

describe('two files that are the legs of one call', () => {
  test('become the two channels, in their order', async () => {
    const prepared = await prepare([
      ['agent.wav', wavFile([agent], 8000)],
      ['customer.wav', wavFile([customer], 8000)],
    ]);
    expect(prepared.pcm.equals(wavFile([agent, customer], 8000).subarray(44))).toBe(true);
  });

  test('the shorter is filled up with silence, and more than a second of it is noted', async () => {
    const prepared = await prepare([
      ['agent.wav', seconds(3)],
      ['customer.wav', wavFile([testSignal(8000, 5, 1)], 8000)],
    ]);
    expect(prepared.durationMs).toBe(5000);
    expect(prepared.notes).toContainEqual({ code: 'audio_legs_padded', details: { paddedMs: 2000 } });
    const lastFrame = prepared.pcm.length - 4;
    expect(prepared.pcm.readInt16LE(lastFrame)).toBe(0);
    expect(prepared.pcm.readInt16LE(lastFrame + 2)).not.toBe(0);
  });

  test('the higher of two rates is that of the call', async () => {
    const prepared = await prepare([
      ['agent.wav', seconds(2)],
      ['customer.wav', wavFile([testSignal(16_000, 2, 1)], 16_000)],
    ]);
    expect(prepared).toMatchObject({ sampleRateHz: 16_000, channels: 2, durationMs: 2000 });
    expect(prepared.pcm.length).toBe(2 * 16_000 * 4);
  });

  test('the same file twice is one channel', async () => {
    const prepared = await prepare([
      ['a.wav', seconds(2)],
      ['b.wav', seconds(2)],
    ]);
    expect(prepared.channels).toBe(1);
  });

  test('lengths that cannot be of one call are refused, from headers or on the way', async () => {
    expect(
      await codeOf([
        ['a.wav', seconds(2)],
        ['b.wav', seconds(20)],
      ]),
    ).toBe('audio_legs_differ');
    const unknown = riff(
      { tag: 0x55, channels: 1, sampleRateHz: 8000, bits: 0, blockAlign: 1 },
      fixture('mono-mp3.wav').subarray(70),
    );
    expect(
      await codeOf([
        ['a.wav', unknown],
        ['b.wav', seconds(20)],
      ]),
    ).toBe('audio_legs_differ');
  });

  test('a stereo file is no leg', async () => {
    expect(
      await codeOf([
        ['a.wav', seconds(2)],
        ['b.wav', wavFile([agent, customer], 8000)],
      ]),
    ).toBe('audio_channels_unsupported');
  });

  test('what is wrong with one file says which', async () => {
    const prepared = await prepare([
      ['a.wav', seconds(3)],
      ['b.wav', wavFile([customer], 8000).subarray(0, 40_044)],
    ]);
    expect(prepared.notes).toContainEqual({
      code: 'audio_truncated',
      details: { reason: 'data end early', file: 1 },
    });
  });
});
