import { EarshotError } from '../../errors.ts';
import type { Role, Word } from '../../model/call.ts';

/** A transcript that came with a call, in any of the formats taken. Turns are in order of start. */
export interface GivenTranscript {
  /** BCP 47, or null when it does not say. */
  language: string | null;
  turns: GivenTurn[];
}

export interface GivenTurn {
  /** As the transcript calls whoever speaks, or null. */
  speaker: string | null;
  /** What the name says of the role, or null. */
  role: Role | null;
  /** The channel of the recording, from 0, or null. */
  channel: number | null;
  startMs: number;
  endMs: number;
  text: string;
  words: Word[];
  confidence: number | null;
}

/** Where in the file something is wrong: a line of text, or a place in JSON. */
export type Position = { line: number } | { path: string };

export function malformed(reason: string, position?: Position, cause?: unknown): EarshotError {
  return new EarshotError('transcript_malformed', { details: { reason, ...position }, cause });
}

const maxTurns = 100_000;

/** In order, without turns that say nothing. @throws transcript_malformed */
export function finish(language: string | null, turns: GivenTurn[]): GivenTranscript {
  if (turns.length > maxTurns) throw malformed(`more than ${maxTurns} turns`);
  const said = turns.filter((turn) => turn.text.trim() !== '');
  if (said.length === 0) throw malformed('it holds no words');
  const tidied = said.map((turn) => ({ ...turn, text: turn.text.replace(/\s+/g, ' ').trim() }));
  return { language, turns: tidied.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs) };
}

const roleNames: [RegExp, Role][] = [
  [/^customer (service|care|support)/, 'agent'],
  [
    /^(agent|call ?taker|operator|dispatch(er)?|tele ?communicator|representative|rep|advis[oe]r|psap|911)\b/,
    'agent',
  ],
  [/^(caller|customer|client|patient|member|reporting party|rp)\b/, 'customer'],
  [/^(other|bystander|third party)\b/, 'other'],
];

/** The role a speaker's name stands for, or null: `call_taker`, `Agent 2`, `CUSTOMER`. */
export function roleOf(speaker: string | null): Role | null {
  if (speaker === null) return null;
  const plain = speaker
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[_-]+/g, ' ')
    .trim();
  return roleNames.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** Confidence as it is kept: 0 to 1, three digits; null where absent or not a number. */
export function toConfidence(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  return Math.round(Math.max(0, Math.min(1, number)) * 1000) / 1000;
}
