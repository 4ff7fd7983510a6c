import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { bufferSource } from '../../lib/bytes.ts';
import { systemClock } from '../../lib/clock.ts';
import { wavHeaderBytes } from '../../lib/wav-header.ts';
import { silentLog } from '../../log.ts';
import type { Hearing } from '../engine.ts';
import { openSpeech } from '../engines.ts';
import type { WordStream } from '../live/word-stream.ts';
import { SpeechSettings } from '../settings.ts';
import { scratchFolder } from '../testing/tiny-sherpa.ts';
import { hasPocketStream, hasPocketsphinx, openPocketEngine } from './engine.ts';
import { readLogLine, readTimedWord } from './log.ts';
import { PlacedWords } from './placed-words.ts';
import { openPocketStream } from './word-stream.ts';

const settings = SpeechSettings.parse({}).pocketsphinx;
const canSpeak = spawnSync('flite', ['--version']).error === undefined;
const isInstalled = await hasPocketsphinx(settings);
const canFollow = await hasPocketStream(settings);
const scratch = await scratchFolder();
afterAll(() => scratch[Symbol.asyncDispose]());

test('words, their times and how sure they are come from the log; pauses and noises do not', () => {
  const row = 'breathing            53    96    0.966 -1082368   -475       3  ';
  expect(readLogLine(row)).toEqual({
    type: 'word',
    word: { text: 'breathing', startS: 0.53, endS: 0.97, confidence: 0.966 },
  });
  expect(readLogLine(row.replace('breathing', 'the(2)   '))).toMatchObject({ word: { text: 'the' } });
  for (const noise of ['<s>', '</s>', '<sil>', '[NOISE]', '++COUGH++'])
    expect(readLogLine(row.replace('breathing', noise))).toEqual({ type: 'other' });
  expect(readLogLine('17 done --------------------------------------')).toEqual({ type: 'done', name: '17' });
  expect(readLogLine('ERROR: "batch.c", line 389: Failed to open x/3.raw: No such file')).toEqual({
    type: 'unread',
  });
});

test('a program that follows prints words with their times, and where an utterance ends', () => {
  expect(readTimedWord('your(2) 1.660 1.840 0.769719')).toEqual({
    ...{ word: 'your', startS: 1.66, endS: 1.84, confidence: 0.769719 },
  });
  expect(readTimedWord('</s> 2.690 2.780 1.000100')).toMatchObject({ word: null, endS: 2.78, confidence: 1 });
  expect(readTimedWord('[NOISE] 1.000 1.200 0.9')).toMatchObject({ word: null, startS: 1 });
  for (const other of ['what is the address', 'breathing 53 96 0.966', ''])
    expect(readTimedWord(other)).toBeUndefined();
});

test('words stand where they were said, whatever silence was put in to have them', () => {
  const words = new PlacedWords();
  words.passed(3_000);
  expect([words.silence(700), words.silence(700)]).toEqual([true, false]);
  const at = (startS: number, word: string | null) =>
    words.take({ word, startS, endS: startS + 0.2, confidence: 0.5 });
  at(2.5, 'help');
  expect(words.heardUpToMs).toBeCloseTo(2_700);
  at(2.7, null);
  words.passed(1_000);
  at(4.2, 'me');
  at(4.6, null);
  expect(words.heardUpToMs).toBeCloseTo(4_100);
  const [first] = words.turnIn({ startMs: 2_400, endMs: 3_000 });
  expect(first).toMatchObject({ text: 'help', startMs: 2_500, endMs: 2_700, confidence: 0.5 });
  const [both] = words.turnIn({ startMs: 2_400, endMs: 4_000 });
  expect(both).toMatchObject({ text: 'help me', startMs: 2_500 });
  expect(both!.endMs).toBeCloseTo(3_700);
  expect(words.turnIn({ startMs: 5_000, endMs: 6_000 })).toEqual([]);
});

test('a program that ends is a crash for whoever waits, and is not started for ever', async () => {
  await using stream = openPocketStream({ ...settings, streaming: '/bin/false' });
  for (let n = 0; n < 10; n++) {
    stream.push(new Int16Array(1_600));
    await expect(stream.words({ startMs: 0, endMs: 100 * (n + 1) })).rejects.toMatchObject({
      code: 'child_crashed',
    });
  }
});

test('a program that is not there is not used, and one that ends is a crash', async () => {
  expect(await hasPocketsphinx({ ...settings, program: 'no-such-program' })).toBe(false);
  expect(await hasPocketsphinx({ ...settings, model: '/nowhere' })).toBe(false);
  await using engine = await openPocketEngine({ ...settings, program: '/bin/false' });
  await expect(engine.hear(hearing(new Int16Array(16_000)))).rejects.toMatchObject({ code: 'child_crashed' });
});

test('the telephone is refused: a recogniser of microphones would write down what nobody said', async () => {
  await using engine = await openPocketEngine({ ...settings, program: '/bin/false' });
  const call = hearing(new Int16Array(8000), 8000);
  await expect(engine.hear(call)).rejects.toMatchObject({ code: 'speech_narrowband' });
});

describe.skipIf(!(canSpeak && isInstalled))('with pocketsphinx and flite installed', () => {
  test('the desk is heard by it where no model is, and calls are not', async () => {
    const modelsFolder = join(scratch.path, 'models');
    await using speech = await openSpeech(SpeechSettings.parse({}), {
      modelsFolder,
      clock: systemClock,
      log: silentLog,
    });
    expect(speech.current('en')).toBe(null);
    expect(speech.desk.current('es')).toBe(null);
    expect(speech.desk.current('en-US')).toEqual({ name: 'pocketsphinx', model: 'en-us' });
    const heard = await speech.desk.hear(hearing(spoken('is he breathing and awake')));
    expect(heard.engine.name).toBe('pocketsphinx');
    const [turn] = heard.turns;
    expect(turn?.text).toContain('breathing');
    expect(turn?.words.map((word) => word.text).join(' ')).toBe(turn?.text);
    for (const { startMs, endMs, confidence } of turn?.words ?? []) {
      expect(endMs).toBeGreaterThan(startMs);
      expect(confidence).toBeGreaterThanOrEqual(0);
    }
    await expect(speech.hear(hearing(spoken('hello')))).rejects.toMatchObject({
      code: 'speech_engine_missing',
    });
  });

  test.skipIf(!canFollow)(
    'a microphone that is followed has its words by the time of a pause, and again when the turn goes on',
    async () => {
      await using stream = openPocketStream(settings);
      const said = spoken('what is the address');
      const more = spoken('is he breathing');
      const first = { startMs: 500, endMs: 500 + said.length / 16 };
      await follow(stream, new Int16Array(8_000), said);
      const [turn] = await stream.words(first);
      expect(turn?.text).toContain('address');
      expect(turn!.startMs).toBeGreaterThan(400);
      expect(turn!.endMs).toBeLessThan(first.endMs + 200);
      await follow(stream, new Int16Array(8_000), more);
      const [whole] = await stream.words({ startMs: 500, endMs: first.endMs + 500 + more.length / 16 });
      expect(whole?.text).toMatch(/address.*breathing/);
      expect(whole!.words.every((word, n, all) => n === 0 || word.startMs >= all[n - 1]!.startMs)).toBe(true);
    },
    30_000,
  );

  test('turns asked for at once are told apart, and silence is nothing', async () => {
    await using engine = await openPocketEngine(settings);
    const [first, silent, second] = await Promise.all([
      engine.hear(hearing(spoken('what is the address'))),
      engine.hear(hearing(new Int16Array(16_000))),
      engine.hear(hearing(spoken('is there any smoke'))),
    ]);
    expect(first?.turns[0]?.text).toContain('address');
    expect(second?.turns[0]?.text).toContain('smoke');
    expect(silent?.turns).toEqual([]);
    expect(silent?.missed).toHaveLength(1);
  });

  test('one that was given up leaves the next to a new process', async () => {
    await using engine = await openPocketEngine(settings);
    const stop = new AbortController();
    const reason = new Error('the drill ended');
    const hearing_ = engine.hear(hearing(spoken('never mind')), { signal: stop.signal });
    stop.abort(reason);
    await expect(hearing_).rejects.toBe(reason);
    const heard = await engine.hear(hearing(spoken('is he breathing')));
    expect(heard.turns[0]?.text).toContain('breathing');
  });
});

/** As a microphone gives it. */
async function follow(stream: WordStream, ...pieces: Int16Array[]): Promise<void> {
  for (const samples of pieces)
    for (let at = 0; at < samples.length; at += 320) {
      stream.push(samples.subarray(at, at + 320));
      await delay(18);
    }
}

/** A woman's voice at 16 kHz. */
function spoken(text: string): Int16Array {
  const file = join(scratch.path, 'spoken.wav');
  execFileSync('flite', ['-voice', 'slt', '-t', text, '-o', file]);
  const bytes = readFileSync(file).subarray(wavHeaderBytes);
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

function hearing(samples: Int16Array, sampleRateHz = 16_000): Hearing {
  const durationMs = (samples.length * 1000) / sampleRateHz;
  const pcm = bufferSource(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  return {
    audio: { pcm, sampleRateHz, channels: 1, durationMs },
    legs: [{ leg: 0, channel: 0, speech: [{ startMs: 0, endMs: durationMs }] }],
    language: 'en',
    hotwords: [],
  };
}
