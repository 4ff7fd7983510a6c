import { z } from 'zod';
import { Kind } from '../../model/call.ts';
import { Answer, FaultClass } from '../../model/judgement.ts';
import { Condition } from '../rules/condition.ts';
import { Speaker, Window } from '../rules/window.ts';
import { OwnAssignment } from './pack-format.ts';

/** How a scorecard is written. `docs/scorecards.md` explains it with examples. */

const Id = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]*$/, 'letters, digits, - and _ only, and a letter first');
const Sentence = z.string().trim().min(3);

const Observation = z.strictObject({
  shows: z.string().min(1).describe('what it shows when it is found, in a few words'),
  when: Condition,
});

/** One grade up or down of a rating. */
const Step = z.strictObject({
  when: Condition,
  add: z.number().describe('how much of a point it adds, or takes when negative'),
  each: z.boolean().default(false).describe('once per turn in which it is found, instead of once'),
  upTo: z.number().positive().optional().describe('with `each`: never more than this, up or down'),
  did: Sentence.describe('what was done, as the start of a sentence: "gave the company\'s name"'),
  todo: Sentence.optional().describe('what to do instead or next time: "say your own name"'),
});

/** The most or the least a rating can be when something is so, whatever the steps add up to. */
const Limit = z.strictObject({
  when: Condition,
  atMost: z.int().min(1).max(5).optional(),
  atLeast: z.int().min(1).max(5).optional(),
  because: Sentence,
});

const RatingRule = z.strictObject({
  start: z.number().min(0).max(6).describe('where the rating begins before any step'),
  steps: z.array(Step).min(1),
  limits: z.array(Limit).default([]),
  unclearWhen: Condition.optional(),
});

const CheckAnswer = Answer.options[0];

/** The first whose condition holds is the answer. */
const Rung = z.strictObject({
  answer: CheckAnswer,
  when: Condition,
  because: Sentence.describe('one sentence a call taker can act on'),
});

/** One thing that a situation calls for. */
const Listed = z.strictObject({
  id: Id,
  need: z.string().min(1).describe('what is called for, in a few words, as the start of a sentence'),
  when: Condition.describe('the situation that calls for it'),
  from: Condition.optional().describe('time runs from here, instead of from the first sign of the situation'),
  done: Condition,
  partly: Condition.optional().describe('what is better than nothing'),
  withinS: z.number().positive().optional().describe('later than this after it was called for is late'),
  grave: z.boolean().default(false).describe('not done at all, the answer is no and the fault critical'),
});

/** Yes when all that was called for was done in time, no when none of it was, else partial. */
const List = z.strictObject({
  clock: Condition.optional().describe('time runs no earlier than from here'),
  items: z.array(Listed).min(1),
  met: Sentence,
  partly: Sentence,
  unmet: Sentence,
});
export type ListFormat = z.infer<typeof List>;

const CheckRule = z.strictObject({
  answers: z.array(Rung).default([]).describe('none: words never decide it'),
  list: List.optional().describe(
    'looked through when no answer above holds; "otherwise" when nothing in it applies',
  ),
  otherwise: z.strictObject({
    answer: CheckAnswer,
    because: Sentence,
    seeks: z.string().optional().describe('what was sought in vain, in a few words'),
  }),
});

/** The items of a set of questions, one by one: the mark earns the share that was asked or already plain. */
const ItemsRule = z
  .strictObject({
    items: z.string().min(1).describe('`question_set`: that of the incident type; or a set by its name'),
    yes: z.number().min(0).max(1).default(0.75).describe('the least share for the answer yes'),
    partial: z.number().min(0).max(1).default(0.4).describe('the least share for the answer partial'),
    asking: z
      .strictObject({
        least: z.int().positive().describe('with fewer turns that ask, the answer is no more than partial'),
        enough: z.int().positive().describe('with so many turns that ask, two thirds of `yes` are enough'),
      })
      .optional()
      .describe('how many turns of the agent ask something, whatever it is'),
  })
  .refine((rule) => rule.yes >= rule.partial, { message: '`yes` asks for no less than `partial`' });

/** Either way of judging a check, told apart by its first key, so that a mistake is told where it stands. */
const Check: z.ZodType<z.infer<typeof CheckRule> | z.infer<typeof ItemsRule>> = z
  .unknown()
  .transform((value, context) => {
    const isItems = typeof value === 'object' && value !== null && 'items' in value;
    const checked = (isItems ? ItemsRule : CheckRule).safeParse(value);
    if (checked.success) return checked.data;
    for (const issue of checked.error.issues) context.addIssue({ ...issue });
    return z.NEVER;
  });

/** What it means when this is not done: its class, and when the circumstances make it critical. */
const Fault = z.strictObject({
  class: FaultClass,
  /** Whom the error harms, where errors of a kind are counted apart. */
  family: z.enum(['customer', 'business', 'compliance']).optional(),
  criticalWhen: Condition.optional(),
});

const criterion = {
  id: Id,
  title: z.string().min(1),
  question: z.string().min(1),
  weight: z.number().nonnegative(),
  /** The id of the same question on another form, such as A1 of the 911 call-taking form. */
  sameAs: z.string().optional(),
  speaker: Speaker.optional().describe('whose words count, unless a condition says otherwise; the agent'),
  in: z.union([z.string(), Window]).optional().describe('where to look, unless a condition says otherwise'),
  needs: z
    .array(z.enum(['agent', 'customer']))
    .default(['agent'])
    .describe('who must be heard; without them the answer is unclear'),
  appliesWhen: z.strictObject({ when: Condition, otherwise: Sentence }).optional(),
  fault: Fault.prefault({ class: 'none' }),
  method: z
    .enum(['rule', 'model', 'both'])
    .default('both')
    .describe("who is asked: order, times and ratings are the rules' own business in any case"),
  bonus: z
    .boolean()
    .default(false)
    .describe('earns its weight on top of the form when it is done, and costs nothing when not'),
  comment: z.array(CheckAnswer).default([]).describe('answers a person may not give without a comment'),
  certainty: z
    .number()
    .min(0)
    .max(1)
    .default(0.8)
    .describe('how far this rule is to be trusted, from agreement'),
};

export const CriterionFormat = z.discriminatedUnion('answers', [
  z.strictObject({ ...criterion, answers: z.literal('rating'), judge: RatingRule }),
  z.strictObject({ ...criterion, answers: z.literal('check'), judge: Check }),
]);
export type CriterionFormat = z.infer<typeof CriterionFormat>;

const band = { id: Id, title: z.string().min(1) };
const most = z.int().nonnegative().optional();

/** Bands by score, from the best down; or by how many faults of each class a call may have, the first that fits. */
const Bands = z.union([
  z.array(z.strictObject({ ...band, atLeast: z.number().min(0).max(100) })).min(1),
  z
    .array(
      z.strictObject({
        ...band,
        atMost: z.strictObject({ critical: most, major: most, moderate: most, minor: most }),
      }),
    )
    .min(1),
]);

const Policy = z.union([
  z.literal(['keep_score', 'zero']),
  z.strictObject({ cap: z.number().min(0).max(100) }),
]);

/** What fails the whole call, whatever it scored. */
const AutoFailRule = z.strictObject({
  id: Id,
  title: z.string().min(1),
  when: Condition,
  because: Sentence,
});

export const ScorecardFormat = z
  .strictObject({
    id: Id,
    version: z.int().positive(),
    status: z.enum(['draft', 'published', 'archived']).default('draft'),
    title: z.string().min(1),
    kind: Kind,
    language: z
      .string()
      .default('en')
      .describe('the language its phrases are in; other calls are not scored'),
    threshold: z.number().min(0).max(100).describe('a score below it is flagged'),
    /** Marks n/a leave the form, and the rest is weighed anew over the whole form. The only policy there is. */
    naPolicy: z.literal('renormalise_form').default('renormalise_form'),
    minJudgedShare: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .describe('with less of the form judged there is no score'),
    minApplicableWeight: z
      .number()
      .nonnegative()
      .default(0)
      .describe('with less weight applicable to the call there is no score'),
    bands: Bands,
    /** What a critical fault or an auto-fail does to the score; what the marks add up to is kept beside it. */
    criticalPolicy: Policy.default('keep_score'),
    /** The same for an auto-fail, where it differs. */
    autoFailPolicy: Policy.optional(),
    /** The band of a call with a critical fault or an auto-fail; none changes nothing. */
    criticalBand: z.strictObject(band).optional(),
    autoFails: z.array(AutoFailRule).default([]),
    assign: z
      .array(OwnAssignment)
      .optional()
      .describe('the calls it is for, in place of what the pack says of it'),
    uses: z.array(z.string()).default([]).describe('files of cues, by name without .yaml'),
    questions: z.string().optional().describe('the file of question sets that `items` are of'),
    windows: z.record(z.string(), Window).default({}),
    observations: z.record(z.string(), Observation).default({}),
    sections: z
      .array(z.strictObject({ id: Id, title: z.string().min(1), criteria: z.array(CriterionFormat).min(1) }))
      .min(1),
  })
  .check((context) => {
    const seen = new Set<string>();
    context.value.sections.forEach((section, s) => {
      section.criteria.forEach((one, c) => {
        if (seen.has(one.id)) {
          context.issues.push({
            code: 'custom',
            input: one.id,
            message: `the id "${one.id}" is used twice`,
            path: ['sections', s, 'criteria', c, 'id'],
          });
        }
        seen.add(one.id);
      });
    });
    const bounds = context.value.bands.flatMap((band) => ('atLeast' in band ? [band.atLeast] : []));
    if (
      bounds.length > 0 &&
      (bounds.some((bound, i) => i > 0 && bound >= bounds[i - 1]!) || bounds.at(-1) !== 0)
    ) {
      context.issues.push({
        code: 'custom',
        input: bounds,
        message: 'bands go from the best to the worst, and the last begins at 0',
        path: ['bands'],
      });
    }
  });
export type ScorecardFormat = z.infer<typeof ScorecardFormat>;
