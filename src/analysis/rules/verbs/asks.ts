import { z } from 'zod';
import type { HeardCall, HeardTurn } from '../../text/hear.ts';
import { countedHits, type Hit, wholeTurn } from '../observed.ts';
import { hitsIn, type Phrases, saidIn } from '../phrases.ts';
import { searchedFor, verb } from '../verb.ts';
import { lookIn, Speaker, Window } from '../window.ts';

const Spec = z.strictObject({
  asks: z.array(z.string().min(1)).min(1),
  by: Speaker.optional(),
  in: z.union([z.string(), Window]).optional(),
  answered: z
    .union([z.literal('anything'), z.array(z.string().min(1)).min(1)])
    .describe('what the other side must answer'),
  withinTurns: z.int().positive().default(3),
  withinS: z.number().positive().optional(),
  atLeast: z.int().positive().default(1),
  seeks: z.string().optional(),
});
type Spec = z.infer<typeof Spec>;

/** A question and its answer: one side says one of the phrases, and the other answers within a few turns. */
export const asks = verb<Spec>({
  schema: Spec,
  compile(spec, compiler) {
    const question = compiler.phrases(spec.asks);
    const answer = spec.answered === 'anything' ? null : compiler.phrases(spec.answered);
    const speaker = compiler.speaker(spec.by);
    const window = compiler.window(spec.in);
    const soughtFor = compiler.sought(spec.seeks, spec.asks);
    return (hearing) => {
      const looked = lookIn(hearing, speaker, window);
      const hits: Hit[] = [];
      const along: Hit[] = [];
      for (const turn of looked.turns) {
        const asked = hitsIn(question, turn, hearing.call);
        const answered = asked.length > 0 ? answerTo(turn, hearing.call, answer, spec) : undefined;
        if (!answered) continue;
        hits.push(...asked);
        along.push(...answered);
      }
      return countedHits(hits, spec.atLeast, searchedFor(looked, soughtFor, question), { along });
    };
  },
});

function answerTo(asked: HeardTurn, call: HeardCall, answer: Phrases | null, spec: Spec): Hit[] | undefined {
  for (const turn of call.turns.slice(asked.place + 1, asked.place + 1 + spec.withinTurns)) {
    if (spec.withinS !== undefined && turn.startMs - asked.endMs > spec.withinS * 1000) return undefined;
    if ((turn.role === 'agent') === (asked.role === 'agent')) continue;
    if (!answer) return [wholeTurn(turn)];
    if (saidIn(answer, turn, call)) return hitsIn(answer, turn, call);
  }
  return undefined;
}
