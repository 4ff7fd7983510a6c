import { z } from 'zod';
import { asksIn } from '../../text/asks.ts';
import { countedHits, wholeTurn } from '../observed.ts';
import { searchedFor, verb } from '../verb.ts';
import { lookIn, Speaker, Window } from '../window.ts';

const Spec = z.strictObject({
  stacked: z.int().min(2).describe('so many things asked in one turn'),
  by: Speaker.optional(),
  in: z.union([z.string(), Window]).optional(),
  atLeast: z.int().positive().default(1),
  seeks: z.string().optional(),
});

/** Somebody asks several things at once, in at least so many turns. */
export const stacked = verb<z.infer<typeof Spec>>({
  schema: Spec,
  compile(spec, compiler) {
    const speaker = compiler.speaker(spec.by);
    const window = compiler.window(spec.in);
    const soughtFor = compiler.sought(spec.seeks ?? 'several questions in one breath');
    return (hearing) => {
      const looked = lookIn(hearing, speaker, window);
      const hits = looked.turns.filter((turn) => asksIn(turn) >= spec.stacked).map(wholeTurn);
      return countedHits(hits, spec.atLeast, searchedFor(looked, soughtFor));
    };
  },
});
