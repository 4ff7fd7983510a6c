import { EarshotError } from '../../errors.ts';
import { isInjectable } from '../../simulator/watch-timeline.ts';
import type { Happening } from './happening.ts';
import { keepNow, type Playing } from './playing.ts';

/** What an instructor can do to a drill that is open. */
export type Instruction = Extract<Happening, { type: 'note' | 'injected' }>;

/** Kept as all else, told to the desk. @throws drill_not_answered, drill_over, event_not_injectable */
export async function instruct(what: Instruction, playing: Playing): Promise<void> {
  const { kept, clock, seat, telling } = playing;
  const { now, play } = kept;
  const { phase } = now;
  if (phase === 'ended') throw new EarshotError('drill_over');
  if (phase === 'ringing') throw new EarshotError('drill_not_answered');
  if (what.type === 'injected') {
    const possible = play.format.events.filter((one) => isInjectable(one, now.run.state)).map(({ id }) => id);
    if (!possible.includes(what.event))
      throw new EarshotError('event_not_injectable', { details: { possible } });
  }
  const note = what.type === 'note' ? { ...what.note, atMs: Math.round(clock.ms) } : null;
  await keepNow(note ? { type: 'note', note } : what, playing);
  if (note?.kind === 'whisper') seat.send({ type: 'whisper', note });
  telling.all();
}
