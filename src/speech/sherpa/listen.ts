import type { Span } from '../../model/call.ts';
import type { StoredAudio } from '../engine.ts';
import type { ModelTypeInfo } from '../model-types.ts';
import { readChannel } from '../pcm.ts';
import type { Segment } from '../segments.ts';
import type { Recognition } from '../words.ts';

/** One way to present a segment to the recogniser. */
interface Cut extends Span {
  noise: number;
}

/** What came of a segment: what was recognised and where the audio given began, or nothing. */
export interface Listened {
  recognition: Recognition;
  startMs: number;
  endMs: number;
}

export type Decode = (samples: Int16Array, noise: number) => Promise<Recognition>;

const paddingMs = 100;
const shiftMs = 300;
/** Faint enough not to be heard; 1e-4 was reported not to cure. */
const curingNoise = 1e-3;
/** An encoder needs some frames; a blip is widened to this with what is around it. */
const shortestMs = 250;

/**
 * Hears one segment. Parakeet TDT is known to answer nothing where near-digital silence stands before or after
 * speech (deterministic, not monotonic in its length), so an empty answer is asked again: without padding, shifted,
 * with faint noise.
 */
export async function listen(
  segment: Segment,
  audio: StoredAudio,
  traits: Pick<ModelTypeInfo, 'leadInMs' | 'retriesEmpty'>,
  decode: Decode,
): Promise<Listened | null> {
  const tried = new Set<string>();
  for (const cut of cuts(segment, traits)) {
    const key = JSON.stringify(cut);
    if (tried.has(key)) continue;
    tried.add(key);
    const samples = await readChannel(audio, segment.channel, cut);
    if (samples.length === 0) return null;
    const missingMs = lacksLeadIn(segment, cut, traits.leadInMs);
    const recognition = await decode(withLeadIn(samples, missingMs, audio.sampleRateHz), cut.noise);
    if (saysSomething(recognition.text)) {
      return { recognition, startMs: cut.startMs - missingMs, endMs: cut.endMs };
    }
  }
  return null;
}

/** Only real audio is used as padding: digital silence is what the fault comes from. */
function cuts(segment: Segment, traits: Pick<ModelTypeInfo, 'leadInMs' | 'retriesEmpty'>): Cut[] {
  const widenMs = Math.max(0, shortestMs - (segment.endMs - segment.startMs)) / 2;
  const cut = (beforeMs: number, afterMs: number, noise = 0): Cut => ({
    startMs: segment.startMs - Math.min(segment.roomBeforeMs, Math.max(beforeMs, widenMs)),
    endMs: segment.endMs + Math.min(segment.roomAfterMs, Math.max(afterMs, widenMs)),
    noise,
  });
  const usual = cut(Math.max(paddingMs, traits.leadInMs), paddingMs);
  if (!traits.retriesEmpty) return [usual];
  return [usual, cut(0, 0), cut(shiftMs, 0), cut(0, shiftMs), { ...usual, noise: curingNoise }];
}

/** A model that drops a clip beginning with speech gets the rest of its lead-in made where the recording has none. */
function lacksLeadIn(segment: Segment, cut: Cut, leadInMs: number): number {
  return leadInMs > paddingMs ? Math.max(0, leadInMs - (segment.startMs - cut.startMs)) : 0;
}

/** Faint alternating samples, at -60 dBFS: nothing to hear, and not digital silence. */
function withLeadIn(samples: Int16Array, lengthMs: number, sampleRateHz: number): Int16Array {
  if (lengthMs === 0) return samples;
  const leadIn = Int16Array.from({ length: Math.round((lengthMs * sampleRateHz) / 1000) }, (_, at) =>
    at % 7 < 3 ? 33 : -25,
  );
  const whole = new Int16Array(leadIn.length + samples.length);
  whole.set(leadIn);
  whole.set(samples, leadIn.length);
  return whole;
}

/** Punctuation alone, as some models give for a breath, is nothing. */
function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
