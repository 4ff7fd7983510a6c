import { commonWords } from '../text/common-words.ts';
import type { HeardTurn } from '../text/hear.ts';
import type { Pattern } from '../text/pattern.ts';

const least = 0.34;

/**
 * The turn that came nearest to a family of phrases, by the share of one phrase's words it holds; rare words
 * count double. Null when none holds a third of any phrase.
 */
export function nearestTurn(pattern: Pattern, turns: readonly HeardTurn[]): number | null {
  const phrases = pattern.kind === 'choice' ? pattern.of : [pattern];
  let best = least;
  let nearest: number | null = null;
  for (const phrase of phrases) {
    const words = wordsOf(phrase);
    if (words.length < 2) continue;
    const total = words.reduce((sum, word) => sum + weightOf(word.word), 0);
    for (const turn of turns) {
      let held = 0;
      for (const word of words) {
        if ((turn.concordance.turnsFor(word) >> BigInt(turn.place)) & 1n) held += weightOf(word.word);
      }
      if (held / total > best) {
        best = held / total;
        nearest = turn.index;
      }
    }
  }
  return nearest;
}

const small = /^(a|the|to|of|is|it|i|you|that|this|and|for|in|on|me|my|your|we|do|can|will|be|are|not)$/;

function weightOf(word: string): number {
  if (small.test(word)) return 0.25;
  return commonWords.has(word) ? 1 : 2;
}

type Word = Extract<Pattern, { kind: 'word' }>;

/** The words of a phrase; of a choice inside it, the first option stands for all. */
function wordsOf(pattern: Pattern): Word[] {
  if (pattern.kind === 'word') return [pattern];
  if (pattern.kind === 'sequence') return pattern.parts.flatMap(wordsOf);
  return pattern.kind === 'choice' ? wordsOf(pattern.of[0]!) : [];
}
