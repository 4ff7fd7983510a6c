import { z } from 'zod';
import { CadRecord, EndReason } from '../../model/drill.ts';
import { DrillNote } from '../../model/drill-desk.ts';
import { AsWrittenReason } from '../../model/drill-phrasing.ts';

const Model = z.object({ provider: z.string(), model: z.string() });

/** What is kept of a drill: everything that happened in it from outside. The caller's part follows from these. */
export const Happening = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('answered'),
    /** Under which the call is open: nobody else may know it. */
    key: z.string(),
    /** Whether the trainee is heard by an engine of the server. */
    isHeard: z.boolean(),
  }),
  z.object({
    type: z.literal('said'),
    /** As the desk named it, to know it when it comes again; null for what was heard on the line. */
    id: z.string().nullable(),
    text: z.string(),
    startMs: z.number(),
    endMs: z.number(),
  }),
  z.object({ type: z.literal('speaking'), on: z.boolean() }),
  /** Time has gone by, and something came of it. */
  z.object({ type: z.literal('time') }),
  z.object({
    type: z.literal('spoke'),
    utterance: z.int(),
    startMs: z.number(),
    durationMs: z.number(),
  }),
  /** An utterance that had not begun is said in a model's words. */
  z.object({ type: z.literal('phrased'), utterance: z.int(), text: z.string(), by: Model }),
  /** A model was asked for words, and the utterance is said as it is written. `by`: who answered, if anybody did. */
  z.object({
    type: z.literal('as_written'),
    utterance: z.int(),
    because: AsWrittenReason,
    by: Model.nullable(),
  }),
  z.object({ type: z.literal('cut'), utterance: z.int(), heardMs: z.number() }),
  z.object({ type: z.literal('hold'), on: z.boolean() }),
  z.object({ type: z.literal('mute'), on: z.boolean() }),
  z.object({ type: z.literal('keypad'), key: z.string() }),
  z.object({ type: z.literal('transfer'), to: z.string() }),
  z.object({ type: z.literal('cad'), field: CadRecord.keyof(), value: z.string() }),
  z.object({ type: z.literal('injected'), event: z.string(), by: z.string() }),
  z.object({ type: z.literal('note'), note: DrillNote }),
  z.object({ type: z.literal('ended'), reason: EndReason }),
]);
export type Happening = z.infer<typeof Happening>;
