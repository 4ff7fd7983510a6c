import { z } from 'zod';
import { CallMetadata } from '../../src/model/intake.ts';

/** The synthesiser's voices; each person is one of them with another vocal tract, pitch and pace. */
const BaseVoice = z.enum(['slt', 'rms', 'awb', 'kal16']);

export const Person = z.strictObject({
  voice: BaseVoice,
  /** Vocal tract against the base voice: above 1 is shorter (a smaller person), below 1 longer. */
  tract: z.number().min(0.8).max(1.35).default(1),
  /** Median pitch against the base voice. */
  pitch: z.number().min(0.6).max(1.8).default(1),
  /** Pace against the base voice. */
  rate: z.number().min(0.6).max(1.6).default(1),
  /** Level of speech on the line, dBFS (RMS while speaking). */
  levelDb: z.number().min(-40).max(-12).default(-22),
});
export type Person = z.infer<typeof Person>;

/** How a line is said: what it does to pitch, pace and level stands in `voice.ts`. */
export const Mood = z.enum([
  'calm',
  'bright',
  'flat',
  'firm',
  'soft',
  'weary',
  'urgent',
  'panicked',
  'crying',
  'annoyed',
  'angry',
  'whispered',
]);
export type Mood = z.infer<typeof Mood>;

export const Speaker = z.enum(['agent', 'customer']);
export type Speaker = z.infer<typeof Speaker>;

/** When a line or sound begins: by default a short natural gap after what came before it. */
const placing = {
  /** Silence before it. */
  pauseMs: z.int().min(0).max(15_000).optional(),
  /** How long before the end of what precedes it: an interruption. */
  overlapMs: z.int().min(1).max(3000).optional(),
};

/**
 * What is written in a line:
 *   {911|Nine one one}   shown in the transcript | given to the synthesiser
 *   [700]                the speaker stops for 700 ms
 */
const Words = z.string().trim().min(1);

const saying = { mood: Mood.default('calm'), rate: z.number().min(0.6).max(1.6).default(1), ...placing };

const AgentLine = z.strictObject({ agent: Words, ...saying });
const CustomerLine = z.strictObject({ customer: Words, ...saying });

const EventLine = z.strictObject({
  sound: z.enum(['keypad', 'keyboard', 'thud', 'footsteps', 'shouting']),
  leg: Speaker,
  levelDb: z.number().min(-60).max(-10).default(-32),
  lengthMs: z.int().min(50).max(12_000).default(220),
  ...placing,
});

export const Line = z
  .union([AgentLine, CustomerLine, EventLine])
  .refine(
    (line) => line.pauseMs === undefined || line.overlapMs === undefined,
    'pauseMs or overlapMs, not both',
  );
export type Line = z.infer<typeof Line>;
export type EventLine = z.infer<typeof EventLine>;
export type SpokenLine = z.infer<typeof AgentLine> | z.infer<typeof CustomerLine>;

export const Background = z.strictObject({
  sound: z.enum(['smoke-alarm', 'traffic', 'television', 'office']),
  leg: Speaker,
  levelDb: z.number().min(-70).max(-15),
});
export type Background = z.infer<typeof Background>;

const Format = z.enum(['stereo-opus', 'mono-opus', 'stereo-mp3', 'leg-wavs']);
export type Format = z.infer<typeof Format>;

/** One demo call as it is written. */
export const Script = z.strictObject({
  title: CallMetadata.shape.title.unwrap(),
  kind: CallMetadata.shape.kind.unwrap(),
  /** How well the call is handled, as meant by its author. */
  quality: z.enum(['good', 'mixed', 'poor']),
  startedAt: CallMetadata.shape.startedAt.unwrap(),
  agent: z.string(),
  queue: z.string(),
  customerNumber: z.string().regex(/555-01\d\d$/),
  format: Format.default('stereo-opus'),
  customer: Person,
  background: z.array(Background).default([]),
  lines: z.array(Line).min(4),
});
export type Script = z.infer<typeof Script>;

/** The people on the agents' side, by name. They keep their voice from call to call. */
export const Agents = z.record(z.string(), Person);

/** One word of a line: as the transcript shows it, and as it is said. */
export interface ScriptWord {
  text: string;
  spoken: string;
}

/** A stretch said in one breath, and the silence after it. */
export interface Breath {
  words: ScriptWord[];
  pauseMs: number | null;
}

const token = /\{([^|{}\s]+)\|([^|{}]+)\}([^\s[\]{}]*)|\[(\d+)\]|([^\s[\]{}]+)/g;

/** Splits the words of a line at sentence ends and written pauses. */
export function breathsOf(text: string): Breath[] {
  if (text.replace(token, '').trim() !== '') throw new Error(`a line has a malformed { | } or [ ]: ${text}`);
  const breaths: Breath[] = [];
  let words: ScriptWord[] = [];
  const end = (pauseMs: number | null) => {
    const previous = breaths.at(-1);
    if (words.length > 0) breaths.push({ words, pauseMs });
    else if (previous && pauseMs !== null) previous.pauseMs = pauseMs;
    else if (pauseMs !== null) throw new Error(`a pause before the first word belongs in pauseMs: ${text}`);
    words = [];
  };
  for (const [, shown, spoken, tail, pauseMs, plain] of text.matchAll(token)) {
    if (pauseMs !== undefined) {
      end(Number(pauseMs));
      continue;
    }
    const word = plain ?? `${shown}${tail}`;
    const said = plain ?? `${spoken}${tail}`;
    words.push({ text: word, spoken: said });
    if (/[.?!]$/.test(said)) end(null);
  }
  end(null);
  return breaths;
}

/** The text of a line as the transcript shows it. */
export function shownText(text: string): string {
  return breathsOf(text)
    .flatMap((breath) => breath.words.map((word) => word.text))
    .join(' ');
}

export function speakerOf(line: SpokenLine): Speaker {
  return 'agent' in line ? 'agent' : 'customer';
}

export function wordsOf(line: SpokenLine): string {
  return 'agent' in line ? line.agent : line.customer;
}

export function isSpoken(line: Line): line is SpokenLine {
  return !('sound' in line);
}
