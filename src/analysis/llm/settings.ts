import { z } from 'zod';

const providers = [
  'google',
  'groq',
  'openai',
  'openrouter',
  'anthropic',
  'ollama',
  'openai-compatible',
] as const;

const Member = z
  .strictObject({
    provider: z.enum(providers),
    model: z.string().min(1).describe('As the provider calls it; pin a dated version where there is one.'),
    baseUrl: z.url().optional().describe('Where it answers, when not at the usual place.'),
    apiKey: z.string().min(1).optional(),
    timeoutMs: z.int().positive().default(60_000),
    requestsPerMinute: z.int().positive().default(60),
    /** Money a day, in the currency of the prices; without it there is no limit. */
    dailyBudget: z.number().nonnegative().optional(),
    pricePerMillionInput: z.number().nonnegative().default(0),
    pricePerMillionOutput: z.number().nonnegative().default(0),
    /** Whether it keeps to a JSON schema it is sent; the schema stands in the prompt in any case. */
    structuredOutputs: z.boolean().optional(),
  })
  .refine((one) => one.provider !== 'openai-compatible' || one.baseUrl !== undefined, {
    message: 'an openai-compatible endpoint needs its baseUrl',
    path: ['baseUrl'],
  });
export type MemberSettings = z.infer<typeof Member>;

export const ModelSettings = z.object({
  chain: z
    .array(Member)
    .default([])
    .describe(
      'Language models that may be asked about a call, the first that answers counting; none by default.',
    ),
  questionsAtOnce: z
    .int()
    .min(1)
    .max(12)
    .default(5)
    .describe('How many questions of a scorecard go into one request.'),
  criticalAsks: z
    .int()
    .min(1)
    .max(9)
    .default(3)
    .describe('How often a question with grave consequences is asked; answers that differ are unclear.'),
  onDisagreement: z
    .enum(['surer', 'rule', 'person'])
    .default('surer')
    .describe(
      'What counts when rule and model differ on a question without grave consequences: the surer of the two, the rule, or a person.',
    ),
});
export type ModelSettings = z.infer<typeof ModelSettings>;
