import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toInt16 } from '../../audio/pcm.ts';
import { openResampler } from '../../audio/resample.ts';
import { EarshotError } from '../../errors.ts';
import type { Heard, HeardTurn, Hearing, HearOptions, SpeechEngine } from '../engine.ts';
import { quietestMs, readChannel } from '../pcm.ts';
import { planSegments, type Segment } from '../segments.ts';
import { buildTurns } from '../turns.ts';
import { type PocketSettings, pocketModel, pocketRateHz as rateHz } from './program.ts';
import { openPocketSession } from './session.ts';

/** Cut-off edges of words cost more than a little silence. */
const marginMs = 120;

/** Whether the program and its model are installed. */
export async function hasPocketsphinx({ program, model }: PocketSettings): Promise<boolean> {
  const files = [pocketModel, `${pocketModel}.lm.bin`, `cmudict-${pocketModel}.dict`];
  if (program === '' || !files.every((file) => existsSync(join(model, file)))) return false;
  return await isThere(program);
}

/** Whether its program that follows a microphone is installed. */
export async function hasPocketStream({ streaming }: PocketSettings): Promise<boolean> {
  return streaming !== '' && (await isThere(streaming));
}

async function isThere(program: string): Promise<boolean> {
  const child = spawn(program, [], { stdio: 'ignore' });
  // Without arguments it says how it is used and ends.
  return await once(child, 'close').then(
    () => true,
    () => false,
  );
}

/**
 * pocketsphinx of the system: a small recogniser of English, for a microphone at 16 kHz when there is nothing better.
 * Telephone audio is refused: of clean speech over a telephone it gets four words of five wrong, so what it would
 * write there is no transcript.
 */
export async function openPocketEngine(settings: PocketSettings): Promise<SpeechEngine> {
  const session = await openPocketSession(settings);
  const closing = new AbortController();

  async function hearAll(hearing: Hearing, options: HearOptions & { signal: AbortSignal }): Promise<Heard> {
    const { sampleRateHz, durationMs } = hearing.audio;
    if (sampleRateHz < rateHz)
      throw new EarshotError('speech_narrowband', { details: { sampleRateHz, needs: rateHz } });
    const segments = await planSegments(hearing.legs, durationMs, async (channel, search) => {
      const samples = await readChannel(hearing.audio, channel, search);
      return search.startMs + quietestMs(samples, sampleRateHz);
    });
    const turns: HeardTurn[] = [];
    const missed: Heard['missed'] = [];
    for (const [index, segment] of segments.entries()) {
      const turn = await hearSegment(segment, hearing, options.signal);
      if (turn) turns.push(turn);
      else {
        const { leg, startMs, endMs } = segment;
        missed.push({ leg, startMs, endMs, reason: 'nothing was recognised in it' });
      }
      options.onProgress?.((index + 1) / segments.length);
    }
    return { language: 'en', turns: buildTurns(turns), missed };
  }

  async function hearSegment(
    segment: Segment,
    { audio }: Hearing,
    signal: AbortSignal,
  ): Promise<HeardTurn | null> {
    const { leg, channel } = segment;
    const startMs = Math.max(0, segment.startMs - Math.min(marginMs, segment.roomBeforeMs));
    const endMs = Math.min(audio.durationMs, segment.endMs + Math.min(marginMs, segment.roomAfterMs));
    const samples = atRate(await readChannel(audio, channel, { startMs, endMs }), audio.sampleRateHz);
    const words = (await session.decode(samples, signal)).map(({ text, startS, endS, confidence }) => ({
      text,
      startMs: Math.min(endMs, startMs + startS * 1000),
      endMs: Math.min(endMs, startMs + endS * 1000),
      confidence,
    }));
    const [first, last] = [words[0], words.at(-1)];
    if (!first || !last) return null;
    const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / words.length;
    const text = words.map((word) => word.text).join(' ');
    return { leg, startMs: first.startMs, endMs: last.endMs, text, words, confidence };
  }

  return {
    name: 'pocketsphinx',
    model: pocketModel,
    capabilities: { wordTimes: true, hotwords: false, languages: ['en'] },
    async hear(hearing, options = {}) {
      const signal = AbortSignal.any([closing.signal, ...(options.signal ? [options.signal] : [])]);
      signal.throwIfAborted();
      return await hearAll(hearing, { ...options, signal });
    },
    async [Symbol.asyncDispose]() {
      closing.abort(
        new EarshotError('speech_engine_failed', { details: { reason: 'the engine was closed' } }),
      );
      await session[Symbol.asyncDispose]();
    },
  };
}

function atRate(samples: Int16Array, sampleRateHz: number): Int16Array {
  if (sampleRateHz === rateHz) return samples;
  const resampler = openResampler(sampleRateHz, rateHz);
  const pieces = [resampler.push(Float32Array.from(samples, (sample) => sample / 32768)), resampler.flush()];
  const out = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  toInt16(pieces[0] as Float32Array, out, 0, 1);
  toInt16(pieces[1] as Float32Array, out, (pieces[0] as Float32Array).length, 1);
  return out;
}
