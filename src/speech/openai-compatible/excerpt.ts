import type { Span } from '../../model/call.ts';
import type { StoredAudio } from '../engine.ts';
import { readChannel } from '../pcm.ts';
import type { Segment } from '../segments.ts';

/**
 * What one request sends: the speech of one leg, the silence between left out. Long silence costs money and makes
 * Whisper models invent words; on a shared channel the other speaker is left out with it.
 *
 *   call      ──▁▁█████▁▁▁▁▁▁▁▁▁▁▁▁███▁▁──
 *   excerpt     █████ ░ ███                 ░ a short silence where two stretches meet
 */
export interface Excerpt {
  leg: number;
  channel: number;
  segments: Segment[];
  /** What is taken from the recording, in order, a little real audio around speech included. */
  stretches: Span[];
}

const paddingMs = 150;
const joinMs = 300;
const pauseMs = 700;
const headerBytes = 44;

export interface ExcerptLimits {
  maxMs: number;
  maxBytes: number;
  sampleRateHz: number;
}

/** As few excerpts as the limits allow. */
export function longExcerpts(segments: Segment[], limits: ExcerptLimits): Excerpt[] {
  return group(segments, limits, () => true);
}

/** One excerpt for each turn: an answer without times gets them from where its excerpt was taken. */
export function turnExcerpts(segments: Segment[], limits: ExcerptLimits): Excerpt[] {
  const speaksBetween = (from: Segment, to: Segment) =>
    segments.some((one) => one.leg !== from.leg && one.endMs > from.endMs && one.startMs < to.startMs);
  return group(segments, limits, (last, next) => {
    return next.startMs - last.endMs <= pauseMs && (next.startMs <= last.endMs || !speaksBetween(last, next));
  });
}

function group(
  segments: Segment[],
  limits: ExcerptLimits,
  belongs: (last: Segment, next: Segment) => boolean,
): Excerpt[] {
  const excerpts: Excerpt[] = [];
  const open = new Map<number, Excerpt>();
  for (const segment of segments) {
    const excerpt = open.get(segment.leg);
    const last = excerpt?.segments.at(-1);
    const stretch = stretchOf(segment);
    if (excerpt && last && belongs(last, segment) && fits([...excerpt.stretches, stretch], limits)) {
      excerpt.segments.push(segment);
      append(excerpt.stretches, stretch);
      continue;
    }
    const next = { leg: segment.leg, channel: segment.channel, segments: [segment], stretches: [stretch] };
    excerpts.push(next);
    open.set(segment.leg, next);
  }
  return excerpts;
}

function stretchOf(segment: Segment): Span {
  return {
    startMs: segment.startMs - Math.min(paddingMs, segment.roomBeforeMs),
    endMs: segment.endMs + Math.min(paddingMs, segment.roomAfterMs),
  };
}

function append(stretches: Span[], stretch: Span): void {
  const last = stretches.at(-1);
  if (last && stretch.startMs <= last.endMs) last.endMs = Math.max(last.endMs, stretch.endMs);
  else stretches.push(stretch);
}

function fits(stretches: Span[], limits: ExcerptLimits): boolean {
  const lengthMs = lengthOf(stretches);
  const bytes = headerBytes + (lengthMs / 1000) * limits.sampleRateHz * 2;
  return lengthMs <= limits.maxMs && bytes <= limits.maxBytes;
}

function lengthOf(stretches: Span[]): number {
  const spoken = stretches.reduce((sum, stretch) => sum + stretch.endMs - stretch.startMs, 0);
  return spoken + joinMs * (stretches.length - 1);
}

export function lengthMs(excerpt: Excerpt): number {
  return lengthOf(excerpt.stretches);
}

/** Where an instant of the excerpt lies in the call, and in which stretch. In a joint it is at the nearer edge. */
export function toCall(excerpt: Excerpt, atMs: number): { callMs: number; stretch: number } {
  let passedMs = 0;
  for (const [index, stretch] of excerpt.stretches.entries()) {
    const spokenMs = stretch.endMs - stretch.startMs;
    const intoMs = atMs - passedMs;
    const isLast = index === excerpt.stretches.length - 1;
    if (isLast || intoMs < spokenMs + joinMs / 2) {
      const callMs = stretch.startMs + Math.max(0, Math.min(spokenMs, intoMs));
      return { callMs: Math.round(callMs), stretch: index };
    }
    passedMs += spokenMs + joinMs;
  }
  return { callMs: 0, stretch: 0 };
}

/** The excerpt as a WAV file: 16-bit, one channel. */
export async function excerptWav(excerpt: Excerpt, audio: StoredAudio): Promise<Uint8Array> {
  const join = new Int16Array(Math.round((joinMs * audio.sampleRateHz) / 1000));
  const parts: Int16Array[] = [];
  for (const [index, stretch] of excerpt.stretches.entries()) {
    if (index > 0) parts.push(join);
    parts.push(await readChannel(audio, excerpt.channel, stretch));
  }
  const samples = parts.reduce((sum, part) => sum + part.length, 0);
  const wav = new Uint8Array(headerBytes + samples * 2);
  writeHeader(new DataView(wav.buffer), samples, audio.sampleRateHz);
  let at = headerBytes;
  for (const part of parts) {
    wav.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return wav;
}

/**
 *   0 "RIFF" · 4 size of the rest · 8 "WAVE" · 12 "fmt " · 16 16 · 20 1 = PCM · 22 channels · 24 sample rate
 *   28 bytes per second · 32 bytes per frame · 34 bits per sample · 36 "data" · 40 size of the samples
 */
function writeHeader(view: DataView, samples: number, sampleRateHz: number): void {
  const text = (at: number, letters: string) => {
    for (const [index, letter] of [...letters].entries()) view.setUint8(at + index, letter.charCodeAt(0));
  };
  text(0, 'RIFF');
  view.setUint32(4, headerBytes - 8 + samples * 2, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples * 2, true);
}
