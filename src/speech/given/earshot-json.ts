import { z } from 'zod';
import { Role } from '../../model/call.ts';
import { languageTag } from '../language.ts';
import { inForm } from './json.ts';
import { finish, type GivenTranscript, roleOf, toConfidence } from './transcript.ts';

const Milliseconds = z.number().nonnegative();

const EarshotWord = z.object({
  text: z.string(),
  startMs: Milliseconds,
  endMs: Milliseconds,
  confidence: z.number().nullish(),
});

/** A turn names its speaker (`call_taker`, `caller`, `agent`, `customer`, `other`, or any name), its role or its leg. */
const EarshotTurn = z
  .object({
    startMs: Milliseconds,
    endMs: Milliseconds,
    text: z.string(),
    speaker: z.string().nullish(),
    role: Role.nullish(),
    channel: z.int().nonnegative().nullish(),
    words: z.array(EarshotWord).nullish(),
    confidence: z.number().nullish(),
  })
  .refine((turn) => turn.endMs >= turn.startMs, { path: ['endMs'], message: 'a turn ends before it starts' });

const EarshotTranscript = z.object({ language: z.string().nullish(), turns: z.array(EarshotTurn) });

/** Whether it looks like Earshot's own form: an object with turns, or a whole call with a transcript in it. */
export function looksLikeEarshot(value: object): boolean {
  return 'turns' in value || ('transcript' in value && typeof value.transcript === 'object');
}

/** @throws transcript_malformed */
export function parseEarshotJson(value: object): GivenTranscript {
  const inner = 'turns' in value ? value : (value as { transcript: unknown }).transcript;
  const { language, turns } = inForm(EarshotTranscript, inner);
  return finish(
    languageTag(language),
    turns.map((turn) => {
      const speaker = turn.speaker?.trim() || turn.role || null;
      return {
        speaker,
        role: turn.role ?? roleOf(speaker),
        channel: turn.channel ?? null,
        startMs: turn.startMs,
        endMs: turn.endMs,
        text: turn.text,
        words: (turn.words ?? []).map((word) => ({
          text: word.text,
          startMs: word.startMs,
          endMs: Math.max(word.startMs, word.endMs),
          confidence: toConfidence(word.confidence),
        })),
        confidence: toConfidence(turn.confidence),
      };
    }),
  );
}
