import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { EarshotError } from '../errors.ts';
import { type ByteSource, bufferSource } from '../lib/bytes.ts';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import { openAudio } from './audio.ts';
import { AudioSettings } from './settings.ts';
import { totalMs } from './spans.ts';
import { fixture } from './testing/listen.ts';
import { riff, testSignal, wavFile } from './testing/signal.ts';

const deps = { clock: systemClock, log: silentLog };
const audio = openAudio(AudioSettings.parse({}), deps);
afterAll(() => audio[Symbol.asyncDispose]());

const speech = { fileName: 'speech.ogg', source: bufferSource(fixture('speech.ogg')) };
const sharedCall = new URL('../../../shared/data/audio/', import.meta.url);

/** Hours of mu-law noise that exist only while they are read. */
function endless(hours: number): ByteSource {
  const bytes = hours * 3600 * 8000;
  const header = riff(
    { tag: 7, channels: 1, sampleRateHz: 8000, bits: 8, dataBytes: bytes },
    Buffer.alloc(0),
  );
  return {
    size: header.length + bytes,
    async read(start, end) {
      const out = Buffer.alloc(end - start, 0xf2);
      header.copy(out, 0, start, Math.min(header.length, end));
      return out;
    },
  };
}

describe('through the process that decodes', () => {
  test('a spoken sentence is found where it is, and stored', async () => {
    const chunks: Uint8Array[] = [];
    const shares: number[] = [];
    const prepared = await audio.prepare([speech], {
      sink: (chunk) => {
        chunks.push(chunk);
      },
      onProgress: (share) => shares.push(share),
    });
    expect(prepared).toMatchObject({ sampleRateHz: 8000, channels: 1, notes: [] });
    const stored = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(Math.abs(stored / 16 - prepared.durationMs)).toBeLessThanOrEqual(1);
    // Half a second of silence, the sentence, a second of silence.
    const spans = prepared.speech[0]!;
    expect(spans[0]!.startMs).toBeGreaterThan(350);
    expect(spans[0]!.startMs).toBeLessThan(800);
    expect(spans.at(-1)!.endMs).toBeLessThan(prepared.durationMs - 700);
    expect(totalMs(spans)).toBeGreaterThan(1500);
    expect(shares.length).toBeGreaterThan(0);
  });

  test('tones are no speech', async () => {
    const prepared = await audio.prepare(
      [{ fileName: 'a.wav', source: bufferSource(wavFile([testSignal(8000, 6, 0)], 8000)) }],
      {
        sink: () => {},
      },
    );
    expect(prepared.speech).toEqual([[]]);
    expect(prepared.notes).toContainEqual({ code: 'audio_no_speech', details: {} });
  });

  test('a code and its details come back as they were thrown', async () => {
    const text = { fileName: 'call.wav', source: bufferSource(Buffer.from('<html>no</html>')) };
    await expect(audio.prepare([text], { sink: () => {} })).rejects.toMatchObject({
      code: 'audio_not_recognised',
      details: { looksLike: 'HTML' },
    });
  });

  test('a source that fails and a sink that fails are told as what they are', async () => {
    const failing: ByteSource = {
      size: speech.source.size,
      read: async () => {
        throw new EarshotError('object_damaged');
      },
    };
    await expect(audio.prepare([{ ...speech, source: failing }], { sink: () => {} })).rejects.toMatchObject({
      code: 'object_damaged',
    });
    const full = () => {
      throw new EarshotError('disk_full');
    };
    await expect(audio.prepare([speech], { sink: full })).rejects.toMatchObject({ code: 'disk_full' });
  });

  test('decoding waits for a sink that is slow', async () => {
    let under = 0;
    let most = 0;
    await audio.prepare(
      [{ fileName: 'a.wav', source: bufferSource(wavFile([testSignal(8000, 60, 0)], 8000)) }],
      {
        async sink() {
          most = Math.max(most, ++under);
          await delay(5);
          under--;
        },
      },
    );
    expect(most).toBe(1);
  });

  test('work that is given up stops, and the next is done as ever', async () => {
    const stop = new AbortController();
    const work = audio.prepare([{ fileName: 'long.wav', source: endless(3) }], {
      signal: stop.signal,
      sink: () => stop.abort(new Error('given up')),
    });
    await expect(work).rejects.toThrow('given up');
    expect((await audio.prepare([speech], { sink: () => {} })).channels).toBe(1);
  });

  test('a source that never answers stalls nothing but itself: its own time does not count', async () => {
    await using impatient = openAudio(AudioSettings.parse({ stallTimeoutMs: 6000, ffmpeg: '' }), deps);
    let reads = 0;
    const slow: ByteSource = {
      size: speech.source.size,
      async read(start, end) {
        if (reads++ === 0) await delay(6500);
        return speech.source.read(start, end);
      },
    };
    const prepared = await impatient.prepare([{ ...speech, source: slow }], { sink: () => {} });
    expect(prepared.channels).toBe(1);
  }, 60_000);

  test('a call that is too long by its header is refused at once', async () => {
    await expect(
      audio.prepare([{ fileName: 'a.wav', source: endless(6) }], { sink: () => {} }),
    ).rejects.toMatchObject({
      code: 'audio_too_long',
    });
  });
});

describe('a real call', () => {
  test('two legs come out with talk on both, hardly any of it at once, and told apart when mixed', async (ctx) => {
    if (!existsSync(sharedCall)) {
      console.warn('no shared recordings: the test on a real call is skipped');
      return ctx.skip();
    }
    const legs = ['agent', 'caller'].map((leg) =>
      readFileSync(new URL(`Auto_Repairs_40_UTC_${leg}.wav`, sharedCall)),
    );
    const prepared = await audio.prepare(
      legs.map((bytes, i) => ({ fileName: `${i}.wav`, source: bufferSource(bytes) })),
      { sink: () => {} },
    );
    expect(prepared).toMatchObject({ sampleRateHz: 8000, channels: 2, durationMs: 245_380 });
    for (const spans of prepared.speech) {
      expect(totalMs(spans)).toBeGreaterThan(75_000);
      expect(totalMs(spans)).toBeLessThan(100_000);
    }
    const [agent, caller] = legs.map((bytes) => new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44)));
    const mixed = Int16Array.from(agent!, (sample, i) => sample + caller![i]!);
    const { speakers, certainty, method } = await audio.separate(
      { pcm: bufferSource(new Uint8Array(mixed.buffer)), sampleRateHz: 8000 },
      prepared.speech.flat(),
      { speakers: 2 },
    );
    expect(method).toBe('voice features');
    expect(certainty).toBeGreaterThan(0.7);
    expect(rightShare(speakers, prepared.speech)).toBeGreaterThan(0.95);
  }, 120_000);
});

interface Times {
  startMs: number;
  endMs: number;
}

/** Of the time in which one of two speaks alone, the share given to the right one; whichever way round is better. */
function rightShare(heard: Times[][], truth: Times[][]): number {
  const at = (spans: Times[], ms: number) => spans.some(({ startMs, endMs }) => ms >= startMs && ms < endMs);
  const counts = [0, 0];
  let total = 0;
  for (let ms = 0; ms < 245_380; ms += 20) {
    const [a, b] = [at(truth[0]!, ms), at(truth[1]!, ms)];
    if (a === b) continue;
    total++;
    if (at(heard[a ? 0 : 1]!, ms)) counts[0]!++;
    if (at(heard[a ? 1 : 0]!, ms)) counts[1]!++;
  }
  return Math.max(...counts) / total;
}
