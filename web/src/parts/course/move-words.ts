import type { MoodMoment } from '../../../../src/model/debrief.ts';
import { wordsOfCode } from '../../words.ts';
import type { Move } from './curve.ts';

/** `2.5 → 3.5`. */
export function movedWords({ moment, by }: Move): string {
  return `${formatDistress(moment.mood.distress - by)} → ${formatDistress(moment.mood.distress)}`;
}

export function formatDistress(distress: number): string {
  return String(Math.round(distress * 10) / 10);
}

export function whatMoved({ acts, happened, turn }: Pick<MoodMoment, 'acts' | 'happened' | 'turn'>): string {
  const words = [...acts.map(({ id }) => wordsOfCode(id)), ...happened.map(wordsOfCode)];
  if (words.length > 0) return words.join(', ');
  return turn === null ? 'Time that went by' : 'How it was said';
}
