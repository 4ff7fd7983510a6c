import { z } from 'zod';
import type { HeardCall, HeardTurn } from '../../text/hear.ts';
import { countedHits, type Hit } from '../observed.ts';
import { hitsIn, type Phrases } from '../phrases.ts';
import { searchedFor, verb } from '../verb.ts';
import { lookIn, Speaker, Window } from '../window.ts';

const Questions = z.strictObject({
  questions: z.strictObject({ notAbout: z.array(z.string().min(1)).default([]) }),
  by: Speaker.optional(),
  in: z.union([z.string(), Window]).optional(),
  atLeast: z.int().positive().default(1),
  seeks: z.string().optional(),
});

/** Somebody asks questions, leaving out those about certain things, in at least so many turns. */
export const questions = verb<z.infer<typeof Questions>>({
  schema: Questions,
  compile(spec, compiler) {
    const except = compiler.phrases(spec.questions.notAbout);
    const speaker = compiler.speaker(spec.by);
    const window = compiler.window(spec.in);
    const soughtFor = compiler.sought(spec.seeks ?? 'questions');
    return (hearing) => {
      const looked = lookIn(hearing, speaker, window);
      const hits = looked.turns.flatMap((turn) => questionsOf(turn, except, hearing.call));
      return countedHits(hits, spec.atLeast, searchedFor(looked, soughtFor));
    };
  },
});

/** A turn's questions, less those in which one of the phrases to leave out is said before the next begins. */
function questionsOf(turn: HeardTurn, except: Phrases, call: HeardCall): Hit[] {
  if (turn.questions.length === 0) return [];
  const left = hitsIn(except, turn, call);
  return turn.questions.flatMap((from, i) => {
    const to = turn.questions[i + 1] ?? turn.tokens.length;
    const isLeftOut = left.some((hit) => hit.from < to && hit.to > from);
    return isLeftOut ? [] : [{ turn, from, to }];
  });
}

const Ranked = z.strictObject({
  ranked: z
    .array(z.string().min(1))
    .min(1)
    .describe('phrases of the question whose place in the order counts'),
  atMost: z.int().positive(),
  ignoring: z.array(z.string().min(1)).default([]).describe('phrases of questions that do not count'),
  by: Speaker.optional(),
  seeks: z.string().optional(),
});

/** A question is among the first so many that are asked. Never asked, it does not hold. */
export const ranked = verb<z.infer<typeof Ranked>>({
  schema: Ranked,
  compile(spec, compiler) {
    const wanted = compiler.phrases(spec.ranked);
    const ignored = compiler.phrases(spec.ignoring);
    const speaker = compiler.speaker(spec.by);
    const soughtFor = compiler.sought(spec.seeks, spec.ranked);
    return (hearing) => {
      const looked = lookIn(hearing, speaker, undefined);
      const asked = looked.turns.filter(
        (turn) =>
          hitsIn(wanted, turn, hearing.call).length > 0 ||
          questionsOf(turn, ignored, hearing.call).length > 0,
      );
      const first = asked.findIndex((turn) => hitsIn(wanted, turn, hearing.call).length > 0);
      const holds = first >= 0 && first < spec.atMost;
      const upTo = first >= 0 ? asked[first]! : asked[spec.atMost - 1];
      return {
        holds,
        hits: first >= 0 ? hitsIn(wanted, asked[first]!, hearing.call) : [],
        along: [],
        count: first + 1,
        searched: [{ ...searchedFor(looked, soughtFor, wanted), endMs: upTo?.endMs ?? looked.endMs }],
      };
    };
  },
});
