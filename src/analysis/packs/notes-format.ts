import { z } from 'zod';
import { Speaker } from '../rules/window.ts';

/** `notes.v1.yaml` of a pack: what is noted of a call besides its marks. `docs/notes.md` explains it. */

const Phrases = z.array(z.string().min(1)).min(1);

/** Words that speak for something, and how strongly. */
const Sign = z.strictObject({
  says: Phrases,
  by: Speaker.default('customer'),
  points: z.number(),
  first: z.int().positive().optional().describe("only in the speaker's first turns"),
});
const Signs = z.array(Sign).min(1);

const Option = z.strictObject({ id: z.string().min(1), title: z.string().min(1), signs: Signs });

const Complaint = z.strictObject({
  atLeast: z.number().positive().describe('points from which a call holds a complaint'),
  signs: Signs,
  kinds: z.array(Option).min(1),
  severity: z.strictObject({ high: z.number().positive(), medium: z.number().positive() }),
});

const ActionItem = z.strictObject({
  who: z.enum(['agent', 'customer', 'call_taker', 'caller']),
  by: Speaker,
  says: Phrases,
  confidence: z.number().min(0).max(1).default(0.6),
});

const Slot = z.strictObject({
  slot: z.enum(['what', 'where', 'who', 'outcome', 'next']),
  by: Speaker,
  /** Which of the turns that fit is taken. */
  take: z.enum(['first', 'last', 'fullest']),
  says: Phrases,
  fromShare: z.number().min(0).max(1).default(0),
  toShare: z.number().min(0).max(1).default(1),
});

export const NotesFormat = z.strictObject({
  uses: z.array(z.string()).default([]),
  intents: z.array(Option).default([]),
  moods: z.strictObject({ positive: Signs, negative: Signs }).optional(),
  complaint: Complaint.optional(),
  actionItems: z.array(ActionItem).default([]),
  summary: z.array(Slot).default([]),
});
export type NotesFormat = z.infer<typeof NotesFormat>;
export type NoteSign = z.infer<typeof Sign>;
