import { z } from 'zod';
import type { Word } from '../../model/call.ts';
import { languageTag } from '../language.ts';
import { inForm } from './json.ts';
import { finish, type GivenTranscript, type GivenTurn, roleOf, toConfidence } from './transcript.ts';

/** Amazon writes numbers as text. */
const Seconds = z
  .union([z.string().regex(/^\d+(\.\d+)?$/), z.number().nonnegative()])
  .transform(Number)
  .pipe(z.number().nonnegative());

const Item = z.object({
  type: z.enum(['pronunciation', 'punctuation']),
  start_time: Seconds.nullish(),
  end_time: Seconds.nullish(),
  alternatives: z.array(z.object({ content: z.string(), confidence: z.unknown() })).min(1),
  speaker_label: z.string().nullish(),
});
type Item = z.output<typeof Item>;

const SpeakerSegment = z.object({
  speaker_label: z.string(),
  items: z.array(z.object({ start_time: Seconds, speaker_label: z.string().nullish() })).nullish(),
});

const Results = z.object({
  results: z.object({
    language_code: z.string().nullish(),
    items: z.array(Item).nullish(),
    speaker_labels: z.object({ segments: z.array(SpeakerSegment) }).nullish(),
    channel_labels: z
      .object({ channels: z.array(z.object({ channel_label: z.string(), items: z.array(Item) })) })
      .nullish(),
  }),
});

/** A pause this long ends a turn. */
const pauseMs = 700;

interface Spoken extends Word {
  speaker: string | null;
  channel: number | null;
  /** The word with the punctuation that follows it. */
  written: string;
}

export function looksLikeAmazon(value: object): boolean {
  return 'results' in value && typeof value.results === 'object';
}

/** @throws transcript_malformed */
export function parseAmazonTranscribe(value: object): GivenTranscript {
  const { results } = inForm(Results, value);
  const channels = results.channel_labels?.channels;
  const spoken = channels
    ? channels.flatMap(({ channel_label, items }, index) => {
        const channel = Number(/(\d+)$/.exec(channel_label)?.[1] ?? index);
        return wordsOf(items, () => channel_label, channel);
      })
    : wordsOf(results.items ?? [], speakerFinder(results.speaker_labels?.segments ?? []), null);
  spoken.sort((a, b) => a.startMs - b.startMs);
  return finish(languageTag(results.language_code), toTurns(spoken));
}

/** Newer files name the speaker at each item, older ones only in a list by time. */
function speakerFinder(segments: z.output<typeof SpeakerSegment>[]): (item: Item) => string | null {
  const byTime = new Map<number, string>();
  for (const segment of segments) {
    for (const item of segment.items ?? [])
      byTime.set(item.start_time, item.speaker_label ?? segment.speaker_label);
  }
  return (item) => item.speaker_label ?? byTime.get(item.start_time ?? -1) ?? null;
}

function wordsOf(items: Item[], speakerOf: (item: Item) => string | null, channel: number | null): Spoken[] {
  const words: Spoken[] = [];
  for (const item of items) {
    const [best] = item.alternatives;
    const content = best?.content ?? '';
    const last = words.at(-1);
    if (item.type === 'punctuation') {
      if (last) last.written += content;
      continue;
    }
    const startMs = Math.round((item.start_time ?? (last?.endMs ?? 0) / 1000) * 1000);
    const endMs = Math.max(startMs, Math.round((item.end_time ?? startMs / 1000) * 1000));
    const confidence = toConfidence(best?.confidence);
    words.push({
      text: content,
      written: content,
      startMs,
      endMs,
      confidence,
      speaker: speakerOf(item),
      channel,
    });
  }
  return words;
}

/** Words of one speaker become a turn until a pause, or until another speaker begins in one. */
function toTurns(spoken: Spoken[]): GivenTurn[] {
  const turns: GivenTurn[] = [];
  const open = new Map<string | null, { turn: GivenTurn; othersSince: boolean }>();
  for (const { written, speaker, channel, ...word } of spoken) {
    const mine = open.get(speaker);
    for (const [other, theirs] of open) {
      if (other !== speaker && word.startMs >= theirs.turn.endMs) theirs.othersSince = true;
    }
    if (mine && !mine.othersSince && word.startMs - mine.turn.endMs <= pauseMs) {
      mine.turn.text += ` ${written}`;
      mine.turn.words.push(word);
      mine.turn.endMs = Math.max(mine.turn.endMs, word.endMs);
      continue;
    }
    const { startMs, endMs } = word;
    const turn = {
      speaker,
      role: roleOf(speaker),
      channel,
      startMs,
      endMs,
      text: written,
      words: [word],
      confidence: null,
    };
    turns.push(turn);
    open.set(speaker, { turn, othersSince: false });
  }
  return turns.map((turn) => ({ ...turn, confidence: meanOf(turn.words) }));
}

function meanOf(words: Word[]): number | null {
  const known = words.flatMap((word) => (word.confidence === null ? [] : [word.confidence]));
  return known.length === 0
    ? null
    : toConfidence(known.reduce((sum, value) => sum + value, 0) / known.length);
}
