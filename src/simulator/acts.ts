import { z } from 'zod';
import { type CueBook, compileCue, type Phrases, saidIn } from '../analysis/rules/phrases.ts';
import type { HeardCall, HeardTurn } from '../analysis/text/hear.ts';

/** Acts that are told from how a turn stands in the drill and not from its words alone. */
const situations = [
  'read_back',
  'asks_again',
  'persists',
  'dead_air',
  'long_turn',
  'interrupts',
  'one_question',
  'feels_and_acts',
] as const;
type Situation = (typeof situations)[number];

const moves = {
  title: z.string().min(1),
  /** What it adds to the caller's distress and trust. */
  distress: z.number().min(-4).max(4).default(0),
  trust: z.number().min(-5).max(5).default(0),
  fault: z.boolean().default(false),
  /** Counts the first time only. */
  once: z.boolean().default(false),
  /** Moves nothing below this distress. */
  fromDistress: z.number().min(1).max(5).default(1),
};
const Phrasing = z.array(z.string().min(1)).min(1);
const SpokenAct = z.strictObject({
  ...moves,
  says: Phrasing,
  unless: Phrasing.optional(),
  /** Told to do something: followed or not, by compliance. */
  instructs: z.boolean().default(false),
});
const SituationAct = z.strictObject(moves);

/** `packs/<pack>/acts.v1.yaml`: what a trainee's turn can do to a caller. `docs/simulator.md` explains it. */
export const ActsFormat = z.strictObject({
  uses: z.array(z.string()).default([]),
  /** What the caller's mind needs to tell apart; each is an act of its own. */
  acts: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), SpokenAct),
  situations: z.strictObject(
    Object.fromEntries(situations.map((id) => [id, SituationAct])) as Record<Situation, typeof SituationAct>,
  ),
  /** Which marks of the main scorecard count as closing, and which sections as the handling of the call. */
  closing: z.array(z.string().min(1)).min(1),
  sections: z.array(z.string().min(1)).min(1),
});
export type ActsFormat = z.infer<typeof ActsFormat>;
export type Moves = Pick<
  z.infer<typeof SituationAct>,
  'distress' | 'trust' | 'fault' | 'once' | 'fromDistress'
>;

/** Acts the mind reacts to by name: every file of acts has them. */
export const namedActs = [
  'gives_reason',
  'feels',
  'ends_call',
  'calls_back',
  'insults',
  'out_of_role',
  'help_coming',
  'offers_more',
  'asks_to_report',
] as const;

export interface ActBook {
  format: ActsFormat;
  spoken: ReadonlyMap<string, Phrases>;
  /** What phrases of scenarios may use. */
  book: CueBook;
}

/** @throws PhraseError */
export function compileActs(format: ActsFormat, book: CueBook): ActBook {
  const spoken = new Map(
    Object.entries(format.acts).map(([id, { says, unless }]) => [
      id,
      compileCue({ any: says, unless }, book),
    ]),
  );
  return { format, spoken, book };
}

/** Ids of the acts that are in the words of a turn. */
export function spokenActs(turn: HeardTurn, call: HeardCall, acts: ActBook): string[] {
  return [...acts.spoken].filter(([, phrases]) => saidIn(phrases, turn, call)).map(([id]) => id);
}

/** What an act moves. */
export function movesOf(id: string, { format }: ActBook): Moves {
  const moves = format.acts[id] ?? format.situations[id as Situation];
  if (!moves) throw new Error(`no act is called ${id}`);
  return moves;
}
