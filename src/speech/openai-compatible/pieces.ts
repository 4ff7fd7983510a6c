import type { Word } from '../../model/call.ts';
import type { HeardPiece } from '../turns.ts';
import { type Excerpt, toCall } from './excerpt.ts';
import { hasTimes, type Reply, type ReplySegment, type ReplyWord } from './reply.ts';

interface PlacedWord extends Word {
  stretch: number;
}

/** What was heard in an excerpt, on the call's own clock. */
export function piecesOf(reply: Reply, excerpt: Excerpt): HeardPiece[] {
  if (!hasTimes(reply)) return reply.text === '' ? [] : [untimedPiece(reply, excerpt)];
  if (reply.segments.length === 0) return fromWords(reply, excerpt);
  const given = reply.segments.some((segment) => segment.words.length > 0);
  return reply.segments.flatMap((segment, index) => {
    const words = given ? segment.words : wordsIn(reply, index);
    return fromSegment(segment, words, excerpt);
  });
}

/** The speech the excerpt was made of gives the times. */
function untimedPiece(reply: Reply, excerpt: Excerpt): HeardPiece {
  return {
    leg: excerpt.leg,
    startMs: Math.round(excerpt.segments[0]?.startMs ?? 0),
    endMs: Math.round(excerpt.segments.at(-1)?.endMs ?? 0),
    text: reply.text,
    words: [],
    confidence: null,
  };
}

/** The words whose middle lies in a segment, the last one open to the end. */
function wordsIn(reply: Reply, index: number): ReplyWord[] {
  const from = index === 0 ? 0 : (reply.segments[index]?.startS ?? 0);
  const to = reply.segments[index + 1]?.startS ?? Number.POSITIVE_INFINITY;
  return reply.words.filter((word) => {
    const middle = (word.startS + word.endS) / 2;
    return middle >= from && middle < to;
  });
}

function fromSegment(segment: ReplySegment, given: ReplyWord[], excerpt: Excerpt): HeardPiece[] {
  const words = given.map((word) => place(word, excerpt));
  const parts = splitAtJoints(segment.text, words) ?? [{ text: segment.text, words }];
  return parts.map(({ text, words: own }) => ({
    leg: excerpt.leg,
    startMs: own[0]?.startMs ?? toCall(excerpt, segment.startS * 1000).callMs,
    endMs: own.at(-1)?.endMs ?? toCall(excerpt, segment.endS * 1000).callMs,
    text,
    words: own.map(({ stretch: _stretch, ...word }) => word),
    confidence: meanConfidence(own) ?? segment.confidence,
  }));
}

function fromWords(reply: Reply, excerpt: Excerpt): HeardPiece[] {
  const words = reply.words.map((word) => place(word, excerpt));
  const whole = {
    startS: 0,
    endS: 0,
    text: words.map((word) => word.text).join(' '),
    words: [],
    confidence: null,
  };
  const spelt = lettersOf(whole.text) === lettersOf(reply.text) ? { ...whole, text: reply.text } : whole;
  return fromSegment(spelt, reply.words, excerpt);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function place(word: ReplyWord, excerpt: Excerpt): PlacedWord {
  const start = toCall(excerpt, word.startS * 1000);
  const end = toCall(excerpt, word.endS * 1000);
  // A word over a joint ends where its stretch does.
  const limitMs = Math.round(excerpt.stretches[start.stretch]?.endMs ?? start.callMs);
  return {
    text: word.text,
    startMs: start.callMs,
    endMs: Math.max(start.callMs, end.stretch === start.stretch ? end.callMs : limitMs),
    confidence: word.confidence,
    stretch: start.stretch,
  };
}

/**
 * Cuts a text where its words come from different stretches of the call, so that a turn does not reach over what
 * the other leg said meanwhile. Null when there is nothing to cut, or the words do not spell the text.
 */
function splitAtJoints(text: string, words: PlacedWord[]): { text: string; words: PlacedWord[] }[] | null {
  const lower = text.toLowerCase();
  const parts: { from: number; words: PlacedWord[] }[] = [{ from: 0, words: [] }];
  let cursor = 0;
  for (const [index, word] of words.entries()) {
    const bare = word.text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    const found = lower.indexOf(bare, cursor);
    if (found < 0) return null;
    if (index > 0 && word.stretch !== words[index - 1]?.stretch) parts.push({ from: found, words: [] });
    parts.at(-1)?.words.push(word);
    cursor = found + bare.length;
  }
  if (parts.length < 2) return null;
  return parts.map((part, index) => ({
    text: text.slice(part.from, parts[index + 1]?.from).trim(),
    words: part.words,
  }));
}

function meanConfidence(words: PlacedWord[]): number | null {
  const known = words.flatMap((word) => (word.confidence === null ? [] : [word.confidence]));
  if (known.length === 0) return null;
  return Math.round((known.reduce((sum, value) => sum + value, 0) / known.length) * 1000) / 1000;
}
