import { z } from 'zod';
import { countedHits, type Hit } from '../observed.ts';
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
  asking: z.boolean().default(false).describe('only in a question, or in a few words that may be one'),
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
        .flatMap((turn) => hitsIn(phrases, turn, hearing.call))
        .filter((hit) => !spec.asking || isAsking(hit));
      return countedHits(hits, spec.atLeast, searchedFor(looked, soughtFor, phrases), { most: spec.atMost });
    };
  },
});

const fewWords = 5;
const questionWords = 14;

/** Within a question, or in a turn so short that it may be one: "cross street", "and the apartment number". */
function isAsking({ turn, from, to }: Hit): boolean {
  if (turn.tokens.length <= fewWords) return true;
  const { sentence } = turn.tokens[from]!;
  return turn.questions.some(
    (start) => start < to && from - start <= questionWords && turn.tokens[start]!.sentence === sentence,
  );
}
