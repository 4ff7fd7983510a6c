import type { Ledger } from '../analysis/llm/models.ts';
import type { Clock } from '../lib/clock.ts';
import { modelCostSince, recordModelCall } from '../storage/db/model-calls.ts';
import type { Db } from '../storage/db/tables.ts';

const dayMs = 86_400_000;

/** What language models cost, in the database, so that a day's budget holds over restarts and several servers. */
export function modelLedger(deps: { db: Db; clock: Clock }): Ledger {
  return {
    spentToday: (name) => {
      const midnight = Math.floor(deps.clock.now() / dayMs) * dayMs;
      return modelCostSince(name, new Date(midnight), deps.db);
    },
    record: ({ provider, model, outcome, inputTokens, outputTokens, cost, tookMs }) =>
      recordModelCall(
        {
          provider,
          model,
          outcome,
          input_tokens: inputTokens,
          output_tokens: outputTokens,
          cost,
          took_ms: tookMs,
        },
        new Date(deps.clock.now()),
        deps.db,
      ),
  };
}
