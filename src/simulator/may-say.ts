import type { DrillState } from '../model/drill.ts';
import { type Playable, personOf } from './playable.ts';
import { hasHappened, isTold } from './reveal.ts';
import { openingEvent } from './timeline.ts';

/**
 * What a reply may hold in a state of a drill, for `checkReply`: the words of facts that are told or being told, of
 * what has happened, and everyday words of whoever has the phone. All other facts are withheld.
 */
export function mayBeSaid(state: DrillState, play: Playable): { allowed: string[]; withheld: string[] } {
  const { format, facts } = play;
  const told = facts.filter(({ id }) => isTold(id, state));
  const events = format.events.filter(({ id }) => hasHappened(id, state));
  const speech = play.speech.get(personOf(state.speaker, play).talk);
  return {
    allowed: [
      ...told.flatMap(({ format: { value, says, upset } }) => [value, ...says, ...(upset ?? [])]),
      ...(hasHappened(openingEvent, state) ? format.opening.says : []),
      ...events.flatMap(({ says }) => says ?? []),
      ...(state.ended?.reason === 'ran_its_course' ? (format.ending.says ?? []) : []),
      ...(speech
        ? [...speech.words, ...Object.values(speech.says).flatMap(({ calm, upset }) => [...calm, ...upset])]
        : []),
    ],
    withheld: facts.filter(({ id }) => !isTold(id, state)).map(({ format: { value } }) => value),
  };
}
