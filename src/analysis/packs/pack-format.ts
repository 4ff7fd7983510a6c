import { z } from 'zod';
import { Direction, Kind } from '../../model/call.ts';
import { LabelledAnswer, Labels } from '../labelled/labelled-call.ts';
import { Condition } from '../rules/condition.ts';
import { Speaker } from '../rules/window.ts';

const Phrases = z.array(z.string().min(1)).min(1);

/** A family of phrases that mean one thing: a plain list, or a list with exceptions. */
const CueFormat = z.union([
  Phrases.transform((any) => ({ any })),
  z.strictObject({
    any: Phrases,
    unless: z.array(z.string().min(1)).optional(),
    negated: z.enum(['keep', 'drop']).optional(),
    quoted: z.enum(['keep', 'drop']).optional(),
    asked: z.enum(['keep', 'drop']).optional(),
  }),
]);

/** `cues/<name>.yaml`: cues by name. A cue may use those above it. */
export const CuesFormat = z.record(
  z.string().regex(/^[a-z][a-z0-9_]*$/, 'small letters, digits and _ only'),
  CueFormat,
);

/** Words that speak for something, and how strongly: natural-log odds. */
const Sign = z.strictObject({
  says: Phrases,
  by: Speaker.default('anyone'),
  points: z.number(),
  first: z.int().positive().optional().describe("only in the speaker's first turns"),
});

/** The calls a scorecard is for. What is given must all be true of a call. */
export const OwnAssignment = z.strictObject({
  /** Judges beside the main scorecard, which is the first that is not. */
  beside: z.boolean().default(false),
  queues: z.array(z.string()).min(1).optional(),
  directions: z.array(Direction).min(1).optional(),
  minDurationS: z.number().positive().optional(),
  maxDurationS: z.number().positive().optional(),
  when: Condition.optional().describe('what must be found in the call: an incident type, a risk, words'),
});

const Assignment = OwnAssignment.extend({ scorecard: z.string().min(1) });

/** `pack.yaml`. */
export const PackFormat = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1),
  kind: Kind,
  /** The scorecard its calls are judged by unless the queue says otherwise. */
  scorecard: z.string().min(1),
  /** Which calls are judged by which scorecards; without it, all by `scorecard`. */
  assign: z.array(Assignment).default([]),
  uses: z.array(z.string()).default([]),
  /** The file of its lexicon of risks, without the ending: `lexicon.v1`. */
  lexicon: z.string().min(1).optional(),
  incidents: z.string().optional().describe('the file of incident types, by name without .yaml'),
  notes: z.string().optional().describe('the file of what is noted of its calls, by name without .yaml'),
  alerts: z.string().optional().describe('the file of its rules for alerts, by name without .yaml'),
  guides: z.string().optional().describe('the file of its guides for call takers, by name without .yaml'),
  /** What tells a call of this kind from others. */
  recognisedBy: z.array(Sign).min(1),
  /** What tells who speaks on a leg. */
  roles: z.strictObject({
    agent: z.array(Sign.omit({ by: true })),
    customer: z.array(Sign.omit({ by: true })),
  }),
  /** Moments whose time since the answer is measured: the first of what is looked for, or the first from another's on. */
  clocks: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'small letters, digits and _ only'),
        when: Condition,
        after: z
          .string()
          .optional()
          .describe('a clock above: only what comes in the turn of its moment or later'),
      }),
    )
    .default([]),
  topics: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        title: z.string().min(1),
        says: Phrases,
        by: Speaker.default('anyone'),
      }),
    )
    .default([]),
  /**
   * Digests of published scorecards, incident types and question sets, as `id@version`, and of the lexicon, as
   * `lexicon@version`: what was published is never edited in place.
   */
  published: z.record(z.string(), z.string()).default({}),
});
export type PackFormat = z.infer<typeof PackFormat>;
export type Assignment = z.infer<typeof Assignment>;

const Line = z.strictObject({
  agent: z.string().optional(),
  customer: z.string().optional(),
  other: z.string().optional(),
  pauseS: z.number().positive().optional().describe('silence before it'),
  overlapS: z.number().positive().optional().describe('how long it begins before the turn above has ended'),
});

/** `golden/<name>.yaml`: a call with the marks a person would give, on one scorecard or for everything that is judged. */
export const GoldenFormat = z.strictObject({
  title: z.string().min(1),
  scorecard: z.string().optional().describe("the pack's own when absent"),
  style: z.enum(['written', 'asr']),
  quality: z.enum(['good', 'mixed', 'poor']),
  turns: z
    .array(
      Line.refine(
        (line) => [line.agent, line.customer, line.other].filter((text) => text !== undefined).length === 1,
        'one speaker per turn',
      ),
    )
    .min(1),
  /** Only to say it in the file; a golden call is of its pack's kind. */
  kind: Kind.optional(),
  marks: z.record(z.string(), z.union([z.int().min(1).max(5), LabelledAnswer])).default({}),
  /** What else a person would say of the call: entities, risks, criteria of other forms. */
  labels: Labels.optional(),
  /** Where the rules are known to answer otherwise than a person, and what they answer. */
  differs: z.record(z.string(), z.union([z.int().min(1).max(5), LabelledAnswer])).default({}),
});
export type GoldenFormat = z.infer<typeof GoldenFormat>;
