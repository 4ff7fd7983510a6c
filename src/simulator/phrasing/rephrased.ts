import type { DrillEvent, DrillState } from '../../model/drill.ts';
import type { Playable } from '../playable.ts';
import { retimed, speechOf } from '../speak.ts';

/**
 * What is to be said is said in other words. It begins no sooner than these were there, and takes as long as they do;
 * what it tells stays the same.
 */
export function rephrased(
  state: DrillState,
  { utterance, text, atMs }: Omit<DrillEvent & { type: 'phrased' }, 'type'>,
  play: Playable,
): DrillState {
  const one = state.speaking.find(({ number, kind }) => number === utterance && kind === 'speech');
  if (!one) return state;
  const speaking = state.speaking.map((said) =>
    said === one ? { ...said, text, written: said.written ?? said.text } : said,
  );
  const msPerWord = speechOf({ ...state, speaker: one.speaker }, play)?.msPerWord ?? 0;
  const durationMs = text.split(/\s+/).length * msPerWord;
  return retimed(
    { ...state, speaking },
    { utterance, startMs: Math.max(one.startMs, Math.round(atMs)), durationMs },
  );
}
