import { z } from 'zod';
import { EarshotError } from '../../errors.ts';
import { languageTag } from '../language.ts';

/** What an endpoint answered, whatever of it was there. Times in seconds from the start of the excerpt. */
export interface Reply {
  text: string;
  /** BCP 47, or null. */
  language: string | null;
  segments: ReplySegment[];
  /** Words given beside the segments rather than in them. */
  words: ReplyWord[];
}

export interface ReplySegment {
  startS: number;
  endS: number;
  text: string;
  words: ReplyWord[];
  confidence: number | null;
}

export interface ReplyWord {
  startS: number;
  endS: number;
  text: string;
  confidence: number | null;
}

const Seconds = z.number().nonnegative();

const Word = z
  .object({
    word: z.string().optional(),
    text: z.string().optional(),
    start: Seconds,
    end: Seconds,
    probability: z.number().optional(),
    score: z.number().optional(),
  })
  .transform((word) => ({
    startS: word.start,
    endS: Math.max(word.start, word.end),
    text: (word.word ?? word.text ?? '').trim(),
    confidence: toShare(word.probability ?? word.score),
  }));

const Segment = z.object({
  start: Seconds,
  end: Seconds,
  text: z.string(),
  avg_logprob: z.number().nullish(),
  words: z.array(z.unknown()).nullish(),
});

const Body = z.object({
  text: z.string().nullish(),
  language: z.string().nullish(),
  segments: z.array(z.unknown()).nullish(),
  words: z.array(z.unknown()).nullish(),
});

/**
 * Reads an answer. Segments and words that lack their times or text are passed over: self-hosted servers leave out
 * whatever they do not have.
 * @throws speech_engine_failed when there is nothing to read
 */
export function parseReply(body: string, contentType: string): Reply {
  const trimmed = body.trim();
  if (trimmed === '') throw unreadable('the answer is empty');
  if (/html/i.test(contentType) || /^<(!doctype|html)/i.test(trimmed))
    throw unreadable('the answer is a web page');
  if (/^text\/plain/i.test(contentType) && !/^[[{"]/.test(trimmed)) return bare(trimmed);
  let json: unknown;
  try {
    json = JSON.parse(trimmed);
  } catch (cause) {
    throw unreadable('the answer is not whole JSON', cause);
  }
  if (typeof json === 'string') return bare(json);
  const parsed = Body.safeParse(json);
  if (!parsed.success) throw unreadable('the answer is not of the documented form', parsed.error);
  const { text, language, segments, words } = parsed.data;
  if (text == null && segments == null) throw unreadable('the answer holds no text');
  const timed = (segments ?? []).flatMap(toSegment);
  return {
    text: (text ?? timed.map((segment) => segment.text).join(' ')).trim(),
    language: languageTag(language),
    segments: timed,
    words: (words ?? []).flatMap(toWord),
  };
}

export function hasTimes(reply: Reply): boolean {
  return reply.segments.length > 0 || reply.words.length > 0;
}

function bare(text: string): Reply {
  return { text: text.trim(), language: null, segments: [], words: [] };
}

function toSegment(value: unknown): ReplySegment[] {
  const parsed = Segment.safeParse(value);
  if (!parsed.success || parsed.data.text.trim() === '') return [];
  const { start, end, text, avg_logprob, words } = parsed.data;
  const confidence = avg_logprob == null ? null : toShare(Math.exp(avg_logprob));
  return [
    {
      startS: start,
      endS: Math.max(start, end),
      text: text.trim(),
      words: (words ?? []).flatMap(toWord),
      confidence,
    },
  ];
}

function toWord(value: unknown): ReplyWord[] {
  const parsed = Word.safeParse(value);
  return parsed.success && parsed.data.text !== '' ? [parsed.data] : [];
}

function toShare(value: number | null | undefined): number | null {
  return value == null || Number.isNaN(value)
    ? null
    : Math.round(Math.max(0, Math.min(1, value)) * 1000) / 1000;
}

function unreadable(reason: string, cause?: unknown): EarshotError {
  return new EarshotError('speech_engine_failed', { details: { reason }, cause });
}
