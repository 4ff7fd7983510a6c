import { z } from 'zod';
import { agrees, corrects } from '../../text/agreement.ts';
import { commonWords } from '../../text/common-words.ts';
import type { HeardTurn } from '../../text/hear.ts';
import { countedHits, type Hit, wholeTurn } from '../observed.ts';
import { saidIn } from '../phrases.ts';
import { searchedFor, verb } from '../verb.ts';
import { isBy, lookIn, Speaker, Window } from '../window.ts';

const Spec = z.strictObject({
  echoes: z.enum(['number', 'phone', 'words']),
  by: Speaker.optional(),
  of: Speaker.default('customer'),
  agreed: z.boolean().default(false).describe('the other side must agree, or correct it'),
  backTurns: z.int().positive().default(6).describe('how far back the words may lie'),
  with: z.array(z.string().min(1)).optional().describe('phrases the turn that says it back must hold'),
  minWords: z.int().positive().default(1).describe('only in turns of so many words'),
  in: z.union([z.string(), Window]).optional(),
  atLeast: z.int().positive().default(1),
  seeks: z.string().optional(),
});
type Spec = z.infer<typeof Spec>;

/** One side says back what the other said: a number digit by digit, a telephone number, or the gist in its words. */
export const echoes = verb<Spec>({
  schema: Spec,
  compile(spec, compiler) {
    const speaker = compiler.speaker(spec.by);
    const window = compiler.window(spec.in);
    const phrases = spec.with && compiler.phrases(spec.with);
    const soughtFor = compiler.sought(spec.seeks ?? `${spec.echoes} said back`);
    return (hearing) => {
      const looked = lookIn(hearing, speaker, window);
      const { turns } = hearing.call;
      const hits: Hit[] = [];
      const along: Hit[] = [];
      for (const turn of looked.turns) {
        if (turn.tokens.length < spec.minWords || (phrases && !saidIn(phrases, turn, hearing.call))) continue;
        const at = turn.place;
        const before = turns.slice(Math.max(0, at - spec.backTurns), at).filter((one) => isBy(one, spec.of));
        const source = sourceOf(turn, before, spec);
        const reply = turns.slice(at + 1, at + 3).find((one) => isBy(one, spec.of));
        const isAgreed = reply !== undefined && (agrees(reply) || corrects(reply));
        // A telephone number read out by one side and agreed to by the other is as good as said back.
        const readOut = spec.echoes === 'phone' && longNumbers(turn, 7).length > 0 && isAgreed;
        if (!(source || readOut) || (spec.agreed && !isAgreed)) continue;
        hits.push(wholeTurn(turn));
        if (source) along.push(wholeTurn(source));
        if (isAgreed) along.push(wholeTurn(reply));
      }
      return countedHits(hits, spec.atLeast, searchedFor(looked, soughtFor), { along });
    };
  },
});

function sourceOf(turn: HeardTurn, before: readonly HeardTurn[], spec: Spec): HeardTurn | undefined {
  if (spec.echoes === 'words') return before.findLast((one) => sharedWords(turn, one) >= 2);
  if (spec.echoes === 'number') {
    return before.findLast((one) =>
      longNumbers(turn, 3).some((digits) => longNumbers(one, 3).includes(digits)),
    );
  }
  return before.findLast((one) =>
    longNumbers(turn, lastDigits).some((digits) =>
      longNumbers(one, 7).some((phone) => phone.endsWith(digits) || digits.endsWith(phone)),
    ),
  );
}

/** "ending in zero one four two" says a telephone number back as well. */
const lastDigits = 4;

function longNumbers(turn: HeardTurn, least: number): string[] {
  return turn.numbers.filter((run) => run.digits.length >= least).map((run) => run.digits);
}

const empty =
  /^(a|an|the|to|of|is|it|i|you|that|this|and|for|in|on|at|me|my|your|we|do|does|did|can|will|would|be|am|are|was|were|not|have|has|had|so|with|from|or|if|but|just|now|okay|all|right|yes|no|get|got|there|here|what|when|where|how|who|up|out|going|go|like|one|he|she|they|him|her|them|his|know|well|oh|sir|maam|please|thank|thanks|good|about|some|then|because|could|should)$/;

/** Words with a meaning of their own that both turns hold; rare ones count double. */
function sharedWords(turn: HeardTurn, other: HeardTurn): number {
  const stems = new Set(other.tokens.filter((token) => !empty.test(token.word)).map((token) => token.stem));
  const shared = new Map(
    turn.tokens.filter((token) => stems.has(token.stem)).map((token) => [token.stem, token.word]),
  );
  return [...shared.values()].reduce((sum, word) => sum + (commonWords.has(word) ? 1 : 2), 0);
}
