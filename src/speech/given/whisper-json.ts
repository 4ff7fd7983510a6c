import { z } from 'zod';
import type { Word } from '../../model/call.ts';
import { languageTag } from '../language.ts';
import { inForm } from './json.ts';
import { finish, type GivenTranscript, type GivenTurn, roleOf, toConfidence } from './transcript.ts';

const Seconds = z.number().nonnegative();

const WhisperWord = z.object({
  word: z.string().optional(),
  text: z.string().optional(),
  // Aligners leave out the times of words they could not place.
  start: Seconds.nullish(),
  end: Seconds.nullish(),
  probability: z.number().nullish(),
  score: z.number().nullish(),
});

const WhisperSegment = z
  .object({
    start: Seconds,
    end: Seconds,
    text: z.string(),
    avg_logprob: z.number().nullish(),
    speaker: z.string().nullish(),
    words: z.array(WhisperWord).nullish(),
  })
  .refine((segment) => segment.end >= segment.start, {
    path: ['end'],
    message: 'a segment ends before it starts',
  });

/** openai-whisper, faster-whisper, WhisperX and OpenAI's verbose form. */
const Segmented = z.object({
  language: z.string().nullish(),
  segments: z.array(WhisperSegment),
  words: z.array(WhisperWord).nullish(),
});

/** whisper.cpp: times in milliseconds, the language apart. */
const Cpp = z.object({
  result: z.object({ language: z.string().nullish() }).nullish(),
  transcription: z.array(
    z
      .object({
        offsets: z.object({ from: z.number().nonnegative(), to: z.number().nonnegative() }),
        text: z.string(),
        speaker: z.union([z.string(), z.number()]).nullish(),
      })
      .refine(({ offsets }) => offsets.to >= offsets.from, {
        path: ['offsets', 'to'],
        message: 'a segment ends before it starts',
      }),
  ),
});

export function looksLikeWhisper(value: object): boolean {
  return Array.isArray(value) || 'segments' in value || 'transcription' in value;
}

/** @throws transcript_malformed */
export function parseWhisperJson(value: object): GivenTranscript {
  if ('transcription' in value) return fromCpp(value);
  const whole = inForm(Segmented, Array.isArray(value) ? { segments: value } : value);
  const ownWords = whole.segments.some((segment) => segment.words?.length);
  const turns = whole.segments.map((segment, index): GivenTurn => {
    const given = ownWords ? (segment.words ?? []) : between(whole.words ?? [], whole.segments, index);
    return {
      speaker: segment.speaker ?? null,
      role: roleOf(segment.speaker ?? null),
      channel: null,
      startMs: toMs(segment.start),
      endMs: toMs(segment.end),
      text: segment.text,
      words: allTimed(given),
      confidence: segment.avg_logprob == null ? null : toConfidence(Math.exp(segment.avg_logprob)),
    };
  });
  return finish(languageTag(whole.language), turns);
}

type GivenWord = z.output<typeof WhisperWord>;

/** Words that stand beside the segments belong to the one their start lies in. */
function between(words: GivenWord[], segments: { start: number }[], index: number): GivenWord[] {
  const from = segments[index]?.start ?? 0;
  const to = segments[index + 1]?.start ?? Number.POSITIVE_INFINITY;
  return words.filter((word) => word.start != null && word.start >= from && word.start < to);
}

/** All or none: words with holes would be taken for all that was said. */
function allTimed(words: GivenWord[]): Word[] {
  const timed: Word[] = [];
  for (const word of words) {
    const text = (word.word ?? word.text ?? '').trim();
    if (word.start == null || word.end == null) return [];
    if (text === '') continue;
    const startMs = toMs(word.start);
    const confidence = toConfidence(word.probability ?? word.score);
    timed.push({ text, startMs, endMs: Math.max(startMs, toMs(word.end)), confidence });
  }
  return timed;
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1000);
}

/** `(speaker 1)` before the text names the channel of a stereo file; `(speaker ?)` does not know. */
const cppSpeaker = /^\s*\(speaker (\d+|\?)\)\s*/;

function fromCpp(value: object): GivenTranscript {
  const { result, transcription } = inForm(Cpp, value);
  const turns = transcription.map(({ offsets, text, speaker }): GivenTurn => {
    const named = speaker == null ? cppSpeaker.exec(text)?.[1] : String(speaker);
    const channel = named !== undefined && /^\d+$/.test(named) ? Number(named) : null;
    return {
      speaker: channel === null ? null : `speaker ${channel}`,
      role: null,
      channel,
      startMs: Math.round(offsets.from),
      endMs: Math.round(offsets.to),
      text: text.replace(cppSpeaker, ''),
      words: [],
      confidence: null,
    };
  });
  return finish(languageTag(result?.language), turns);
}
