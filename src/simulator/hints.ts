import type { DrillState } from '../model/drill.ts';
import type { DrillHint } from '../model/drill-desk.ts';
import type { Playable } from './playable.ts';
import { isTold, trueFacts } from './reveal.ts';

/** Up to this level the trainee is shown what to ask next. */
const guidedUpTo = 2;
const mostHints = 3;

/** What can be asked now, what matters most first; null above the guided levels. */
export function hintsFor(state: DrillState, play: Playable): DrillHint[] | null {
  if (play.format.level > guidedUpTo) return null;
  return trueFacts(state, play)
    .filter(
      ({ id, format: { reveal } }) => !isTold(id, state) && reveal.facts.every((one) => isTold(one, state)),
    )
    .flatMap(({ id, format: { title, ask, critical } }) =>
      ask === undefined ? [] : [{ fact: id, title, ask, critical }],
    )
    .slice(0, mostHints);
}
