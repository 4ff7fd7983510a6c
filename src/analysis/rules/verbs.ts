import type { AnyVerb } from './verb.ts';
import { asks } from './verbs/asks.ts';
import { echoes } from './verbs/echoes.ts';
import { found } from './verbs/found.ts';
import { metric, speaks, wordsPerTurn } from './verbs/measures.ts';
import { usesName } from './verbs/name.ts';
import { place } from './verbs/place.ts';
import { questions, ranked } from './verbs/questions.ts';
import { says } from './verbs/says.ts';
import { saysAgain } from './verbs/says-again.ts';
import { stacked } from './verbs/stacked.ts';
import { interrupts, pause } from './verbs/timing.ts';

/** What a rule can look for, by the key that names it in a scorecard. */
export const verbs: ReadonlyMap<string, AnyVerb> = new Map(
  Object.entries({
    says,
    asks,
    questions,
    ranked,
    echoes,
    place,
    usesName,
    interrupts,
    pauseOverS: pause,
    metric,
    wordsPerTurn,
    speaks,
    found,
    saysAgain,
    stacked,
  }),
);
