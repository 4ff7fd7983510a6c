import { z } from 'zod';
import { countedHits } from '../observed.ts';
import { hitsIn } from '../phrases.ts';
import { searchedFor, verb } from '../verb.ts';
import { lookIn, Speaker, Window } from '../window.ts';

const Spec = z.strictObject({
  says: z.array(z.string().min(1)).min(1),
  by: Speaker.optional(),
  in: z.union([z.string(), Window]).optional(),
  atLeast: z.int().positive().default(1),
  atMost: z.int().positive().optional(),
  minWords: z.int().positive().default(1).describe('only in turns of so many words'),
  seeks: z.string().optional(),
});

/** Somebody says one of the phrases, in at least so many turns. */
export const says = verb<z.infer<typeof Spec>>({
  schema: Spec,
  compile(spec, compiler) {
    const phrases = compiler.phrases(spec.says);
    const speaker = compiler.speaker(spec.by);
    const window = compiler.window(spec.in);
    const soughtFor = compiler.sought(spec.seeks, spec.says);
    return (hearing) => {
      const looked = lookIn(hearing, speaker, window);
      const hits = looked.turns
        .filter((turn) => turn.tokens.length >= spec.minWords)
        .flatMap((turn) => hitsIn(phrases, turn, hearing.call));
      return countedHits(hits, spec.atLeast, searchedFor(looked, soughtFor, phrases), { most: spec.atMost });
    };
  },
});
