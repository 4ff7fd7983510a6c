import { z } from 'zod';
import type { HeardTurn } from '../../text/hear.ts';
import { isProper } from '../../text/match.ts';
import { countedHits, type Hearing } from '../observed.ts';
import { type Phrases, saidIn } from '../phrases.ts';
import { searchedFor, verb } from '../verb.ts';
import { isBy, lookIn, Speaker, Window } from '../window.ts';

const Spec = z.strictObject({
  usesName: z.strictObject({
    of: Speaker.default('customer'),
    askedBy: z.array(z.string().min(1)).min(1).describe('phrases with which the name is asked for'),
    givenBy: z
      .array(z.string().min(1))
      .min(1)
      .describe('phrases that come right before a name, as in "my name is"'),
  }),
  by: Speaker.optional(),
  in: z.union([z.string(), Window]).optional(),
  atLeast: z.int().positive().default(1),
  seeks: z.string().optional(),
});

/** One side calls the other by the name it gave, or by a title ("Mrs. Okoro", "miss ostrander"). */
export const usesName = verb<z.infer<typeof Spec>>({
  schema: Spec,
  compile(spec, compiler) {
    const asked = compiler.phrases(spec.usesName.askedBy);
    const given = compiler.phrases(spec.usesName.givenBy);
    const speaker = compiler.speaker(spec.by);
    const window = compiler.window(spec.in);
    const soughtFor = compiler.sought(spec.seeks ?? 'the name being used');
    return (hearing) => {
      const names = namesGiven(hearing, spec.usesName.of, asked, given);
      const looked = lookIn(hearing, speaker, window);
      const hits = looked.turns.flatMap((turn) =>
        turn.tokens.flatMap((token, from) => {
          const known = names.get(token.word);
          const isName = known !== undefined && turn.startMs > known.startMs;
          return isName || isTitled(turn, from) ? [{ turn, from, to: from + 1 }] : [];
        }),
      );
      return countedHits(hits, spec.atLeast, searchedFor(looked, soughtFor));
    };
  },
});

function isTitled(turn: HeardTurn, at: number): boolean {
  const before = turn.tokens[at - 1];
  return (
    before !== undefined && /^(mister|missus|miss|mr|mrs|ms)$/.test(before.word) && isProper(turn.tokens[at]!)
  );
}

/** Names by word, with the turn in which they were given. */
function namesGiven(hearing: Hearing, side: Speaker, asked: Phrases, given: Phrases): Map<string, HeardTurn> {
  const { turns } = hearing.call;
  const names = new Map<string, HeardTurn>();
  turns.forEach((turn, at) => {
    if (!isBy(turn, side)) return;
    const before = turns[at - 1];
    const answers = before !== undefined && !isBy(before, side) && saidIn(asked, before, hearing.call);
    if (!answers && !saidIn(given, turn, hearing.call)) return;
    for (const token of turn.tokens.slice(0, 12)) {
      if (isProper(token) && token.word.length > 2 && !names.has(token.word)) names.set(token.word, turn);
    }
  });
  return names;
}
