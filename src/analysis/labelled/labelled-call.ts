import { z } from 'zod';
import { Kind, type Leg, type Role, type Turn } from '../../model/call.ts';
import { type Answer, Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';

/** A call with what people said of it: what rules and models are measured against. `docs/agreement.md` explains it. */

const turn = z.int().nonnegative();
export const LabelledAnswer = z.enum(['yes', 'no', 'partial', 'na', 'refused', 'unclear']);
const Mood = z.enum(['positive', 'neutral', 'negative']);

const EntityLabel = z.looseObject({
  type: z.string(),
  /** The exact words in the turn. */
  text: z.string(),
  value: z.coerce.string().nullish(),
  turn,
});

const RiskLabel = z.looseObject({ category: z.string(), status: Finding.shape.status.unwrap(), turn });

/** Every name may be missing: what nobody labelled is not measured. */
export const Labels = z.looseObject({
  entities: z.array(EntityLabel).optional(),
  risk: z.array(RiskLabel).optional(),
  pii: z.array(EntityLabel.omit({ value: true })).optional(),
  actionItems: z.array(z.looseObject({ what: z.string(), who: z.string(), turn })).optional(),
  incidentType: z.string().optional(),
  priority: z.string().optional(),
  callerState: z.enum(['cooperative', 'uncooperative']).optional(),
  criteria: z.record(z.string(), LabelledAnswer).optional(),
  evidence: z.record(z.string(), z.array(turn)).optional(),
  autoFail: z.array(z.string()).optional(),
  intent: z.string().optional(),
  sentiment: z.looseObject({ start: Mood, end: Mood }).optional(),
  complaint: z.looseObject({ type: z.string(), severity: z.string() }).nullish(),
  scores8: z.record(z.string(), z.int().min(1).max(5)).optional(),
  criteriaCc: z.record(z.string(), LabelledAnswer).optional(),
});
export type Labels = z.infer<typeof Labels>;

const Speaker = z.enum(['call_taker', 'caller', 'agent', 'customer', 'other']);

const Line = z
  .looseObject({
    i: turn,
    speaker: Speaker,
    startMs: z.number().nonnegative(),
    endMs: z.number().nonnegative(),
    text: z.string(),
  })
  .refine((line) => line.endMs >= line.startMs, { path: ['endMs'], error: 'it ends before it begins' });

/** A call as one JSON file, with labels or without. */
export const LabelledFile = z
  .looseObject({
    id: z.string(),
    kind: Kind.nullish(),
    title: z.string().optional(),
    quality: z.enum(['good', 'mixed', 'poor']).optional(),
    text: z.enum(['written', 'asr']).optional(),
    turns: z.array(Line),
    labels: Labels.optional(),
  })
  .check(({ value, issues }) => {
    const at = (path: (string | number)[], message: string) =>
      issues.push({ code: 'custom', input: undefined, path, message });
    const known = new Set<number>();
    for (const [place, { i }] of value.turns.entries()) {
      if (known.has(i)) at(['turns', place, 'i'], 'an earlier turn has this number');
      known.add(i);
    }
    for (const { path, turn } of turnsNamedIn(value.labels ?? {})) {
      if (!known.has(turn)) at(['labels', ...path], 'the call has no turn of this number');
    }
  });
type LabelledFile = z.infer<typeof LabelledFile>;

/** Every turn that labels point at, and where they do. */
export function turnsNamedIn(labels: Labels): { path: (string | number)[]; turn: number }[] {
  const { entities = [], risk = [], pii = [], actionItems = [], evidence = {} } = labels;
  const listed = Object.entries({ entities, risk, pii, actionItems }).flatMap(([name, all]) =>
    all.map((one, place) => ({ path: [name, place, 'turn'], turn: one.turn })),
  );
  const proven = Object.entries(evidence).flatMap(([id, turns]) =>
    turns.map((turn, place) => ({ path: ['evidence', id, place], turn })),
  );
  return [...listed, ...proven];
}

export interface LabelledCall {
  id: string;
  title: string | null;
  call: JudgedCall;
  labels: Labels;
  /** A person's answers on one scorecard, by its criteria's own ids. */
  marks: { scorecardId: string; answers: Record<string, Answer> } | null;
}

const roles: Record<z.infer<typeof Speaker>, Role> = {
  agent: 'agent',
  call_taker: 'agent',
  customer: 'customer',
  caller: 'customer',
  other: 'other',
};
const legs: Record<Role, number> = { agent: 0, customer: 1, other: 2 };

export function labelledCallOf(file: LabelledFile): LabelledCall {
  const turns = file.turns.map(({ i, speaker, startMs, endMs, text }): Turn => {
    const role = roles[speaker];
    return { index: i, leg: legs[role], role, startMs, endMs, text, words: [], confidence: null };
  });
  const durationMs = turns.reduce((end, one) => Math.max(end, one.endMs), 0);
  const call = { kind: file.kind ?? null, durationMs, legs: legsOf(turns), turns, metrics: null };
  return { id: file.id, title: file.title ?? null, call, labels: file.labels ?? {}, marks: null };
}

/** A leg for everybody who speaks, by what their turns say of them. */
export function legsOf(turns: readonly Turn[]): Leg[] {
  const byIndex = new Map(turns.map((turn) => [turn.leg, turn.role]));
  return [...byIndex]
    .sort(([a], [b]) => a - b)
    .map(([index, role]) => ({
      index,
      channel: index,
      mixed: false,
      role,
      roleSource: 'given',
      roleConfidence: 1,
      certainty: 1,
      speech: [],
    }));
}
