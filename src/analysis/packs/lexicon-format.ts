import { z } from 'zod';

const Phrases = z.array(z.string().min(1)).min(1);
const Name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'small letters, digits and _ only');

/** 1 interrupts, 2 shows itself, 3 is only noted. */
const Tier = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Tier = z.infer<typeof Tier>;

const Category = z.strictObject({
  id: Name,
  title: z.string().min(1),
  tier: Tier,
  /** Categories of one family speak for each other: a word misheard counts beside another of its family. */
  family: Name,
  expectedIn: z
    .array(z.string())
    .optional()
    .describe('question sets of the incidents it belongs to; in any other it is out of the ordinary'),
  says: Phrases.describe('what says it'),
  hints: Phrases.optional().describe('what leaves it possible, never more'),
  unless: Phrases.optional().describe('words that hold a phrase of `says` and mean something else'),
  figurative: Phrases.optional().describe('the same, but meant after all once the family has been asserted'),
  cancel: Phrases.optional().describe('said after it: it is over'),
  asks: Phrases.optional().describe("an agent's question that means it in other words"),
  opposite: Phrases.optional().describe("an agent's question whose no says it; not noted as asked"),
  confirms: Phrases.optional().describe('an answer that says yes once it was asked'),
  misheard: Phrases.optional().describe('what a recogniser may have made of it; possible beside its family'),
  asksOnly: z.boolean().default(false).describe('an agent asks it in the words of `asks` alone'),
  inherent: z.boolean().default(false).describe('its phrases hold their own negation'),
});
export type CategoryFormat = z.infer<typeof Category>;

/** Words around a phrase that change what it says. */
const Manner = z.strictObject({
  uncertain: Phrases,
  uncertainAfter: Phrases,
  context: Phrases,
  negators: Phrases,
  /** Words that hold a negator and deny nothing. */
  affirms: Phrases,
  /** End the reach of a negator or of a doubt. */
  breakers: Phrases,
  /** Take back the words just said ("a gun no wait a knife"). */
  corrects: Phrases,
});
export type MannerFormat = z.infer<typeof Manner>;

/** How people answer a question, where they do not repeat its words. */
const Answers = z.strictObject({ yes: Phrases, no: Phrases, unsure: Phrases });
export type AnswersFormat = z.infer<typeof Answers>;

/** What a caller says who does not take part in the call: refuses, or argues and presses. */
const Distress = z.strictObject({ refuses: Phrases, argues: Phrases });
export type DistressFormat = z.infer<typeof Distress>;

/** `lexicon.v1.yaml`: what a risk sounds like. */
export const LexiconFormat = z.strictObject({
  version: z.int().positive(),
  /** Another pack's lexicon whose categories and manner are taken over: `psap/lexicon.v1`. */
  basedOn: z
    .string()
    .regex(/^[a-z][a-z0-9-]*\/[a-z0-9.-]+$/)
    .optional(),
  /** The tier its categories have here instead; those written below keep their own. */
  tierOfBase: Tier.optional(),
  tiers: z.record(Name, Tier).default({}).describe('the same for single categories'),
  words: z.record(Name, Phrases).default({}).describe('groups of words, used as {name}'),
  manner: Manner.optional(),
  answers: Answers.optional(),
  distress: Distress.optional(),
  categories: z.array(Category).min(1),
});
export type LexiconFormat = z.infer<typeof LexiconFormat>;
