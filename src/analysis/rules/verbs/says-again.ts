import { z } from 'zod';
import { commonWords } from '../../text/common-words.ts';
import type { HeardTurn } from '../../text/hear.ts';
import { isNumberWord } from '../../text/numbers.ts';
import { countedHits, type Hit, wholeTurn } from '../observed.ts';
import { saidIn } from '../phrases.ts';
import { searchedFor, verb } from '../verb.ts';
import { lookIn, Speaker, Window } from '../window.ts';

const Spec = z.strictObject({
  saysAgain: z
    .number()
    .positive()
    .max(1)
    .describe('share of the words that carry meaning which the two turns have in common'),
  withinTurns: z
    .int()
    .positive()
    .default(10)
    .describe('how far back the first may lie, in turns of the call'),
  with: z.array(z.string().min(1)).optional().describe('phrases that one of the two must hold'),
  by: Speaker.optional(),
  in: z.union([z.string(), Window]).optional(),
  atLeast: z.int().positive().default(1),
  seeks: z.string().optional(),
});

/** Somebody asks the same thing again in nearly the same words, with somebody else's words between. */
export const saysAgain = verb<z.infer<typeof Spec>>({
  schema: Spec,
  compile(spec, compiler) {
    const speaker = compiler.speaker(spec.by);
    const window = compiler.window(spec.in);
    const phrases = spec.with && compiler.phrases(spec.with);
    const soughtFor = compiler.sought(spec.seeks ?? 'the same request again');
    return (hearing) => {
      const looked = lookIn(hearing, speaker, window);
      const asking = looked.turns.filter((turn) => turn.questions.length > 0 || meaningOf(turn).size > 2);
      const hits: Hit[] = [];
      const along: Hit[] = [];
      asking.forEach((turn, at) => {
        const first = asking
          .slice(0, at)
          .findLast(
            (one) => turn.place - one.place <= spec.withinTurns && sharedShare(turn, one) >= spec.saysAgain,
          );
        if (!first || turn.place - first.place < 2) return;
        const both = [first, turn];
        if (phrases && !both.some((one) => saidIn(phrases, one, hearing.call))) return;
        hits.push(wholeTurn(turn));
        along.push(wholeTurn(first));
      });
      return countedHits(hits, spec.atLeast, searchedFor(looked, soughtFor), { along });
    };
  },
});

const asksMuch = 12;

/** Of the words of the last question of each turn that carry meaning, the share the shorter has in common. */
function sharedShare(turn: HeardTurn, other: HeardTurn): number {
  const [a, b] = [meaningOf(turn), meaningOf(other)];
  const least = Math.min(a.size, b.size);
  if (least === 0) return 0;
  return [...a].filter((stem) => b.has(stem)).length / least;
}

function meaningOf(turn: HeardTurn): Set<string> {
  const from = turn.questions.at(-1) ?? 0;
  return new Set(
    turn.tokens
      .slice(from, from + asksMuch)
      .filter(({ word }) => word.length > 3 && !empty.test(word) && !isNumberWord(word))
      .map(({ stem, word }) => (commonWords.has(word) ? stem : word)),
  );
}

const empty =
  /^(what|where|when|which|that|this|there|have|does|about|with|from|them|they|then|just|like|okay|right|tell|need|want|know|going|maam|please|your|anyone|anybody|somebody|someone|doing|get|now|for|here|will|can|could|would|exactly|happen|happened)$/;
