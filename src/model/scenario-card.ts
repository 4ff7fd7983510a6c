import { z } from 'zod';
import { ScenarioOutline } from './drill.ts';

/** A scenario as the list of what can be trained shows it. */
export const ScenarioCard = ScenarioOutline.extend({
  channel: z.enum(['voice', 'text']),
  line: z.enum(['emergency', 'admin', 'alarm', 'service']),
  /** When it is over by itself, after the answer. */
  lastsS: z.number(),
  facts: z.int(),
  criticalFacts: z.int(),
  /** What has to be done, in a few words each. */
  trains: z.array(z.string()),
});
export type ScenarioCard = z.infer<typeof ScenarioCard>;

export const ScenarioList = z.object({ scenarios: z.array(ScenarioCard) });
export type ScenarioList = z.infer<typeof ScenarioList>;

/** A scenario for whoever prepares for it; what its caller knows is not told. */
export const ScenarioDetail = ScenarioCard.extend({
  /** Who has the phone first. */
  caller: z.string(),
  should: z.array(z.string()),
  forbidden: z.array(z.string()),
  clocks: z.array(z.object({ title: z.string(), goalS: z.number() })),
});
export type ScenarioDetail = z.infer<typeof ScenarioDetail>;
