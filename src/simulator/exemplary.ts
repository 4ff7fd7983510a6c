import type { TraineeTurn } from '../model/drill.ts';
import type { Playable } from './playable.ts';

/**
 * What somebody might say who knows the scenario: its own questions, what matters most first, and everything again where
 * something was not taken in. It shows how far asking goes, and is no model of how to speak.
 */
export function ownQuestions({ facts, format }: Playable): TraineeTurn[] {
  const asks = (isCritical: boolean) =>
    facts
      .filter(({ format: { critical } }) => critical === isCritical)
      .flatMap(({ format: { ask } }) => ask ?? []);
  const place = facts.find(({ id }) => id === 'address' || id === 'location')?.format.ask;
  const greeting =
    format.kind === 'psap'
      ? (place ?? '911, what is the address of your emergency?')
      : 'Thank you for calling, how can I help?';
  const calming = ['Help is on the way.', "I hear you, I'm right here with you."];
  const round = [...asks(true), ...calming, ...asks(false)];
  return [greeting, ...round, ...round];
}
