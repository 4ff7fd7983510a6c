import { isNumberWord } from './numbers.ts';
import type { Token } from './tokens.ts';

/** Words taken back, and the words that take them back, by tokens, end exclusive. */
export interface Correction {
  away: { from: number; to: number };
  /** The first token of what is said instead. */
  instead: number;
}

/** What one says to take words back, longest first; the second group also begins ordinary talk. */
const markers: string[][] = [
  'no wait sorry',
  'no i mean',
  'no sorry',
  'no wait',
  'wait no',
  'oh no wait',
  'sorry no',
  'i mean',
  'scratch that',
  'make that',
  'or rather',
  'i meant',
  'correction',
]
  .map((words) => words.split(' '))
  .sort((a, b) => b.length - a.length);
const weakMarkers: string[][] = [['sorry'], ['no', 'no'], ['no'], ['actually'], ['wait']];

const determiner = /^(a|an|the|my|his|her|this|that|one|some)$/;
const backReach = 8;

/**
 * Where somebody puts himself right: "a gun no wait a knife", "four sixteen i mean four sixty". What is taken
 * back reaches from the word that the new words begin like (the same word, a number for a number, "a" for "a")
 * up to the marker. A bare "no" or "sorry" takes back only a number for a number or a word for itself.
 */
export function correctionsIn(tokens: readonly Token[]): Correction[] {
  const found: Correction[] = [];
  for (let at = 1; at < tokens.length - 1; at++) {
    const strong = markers.find((words) => saysAt(tokens, at, words));
    const marker = strong ?? weakMarkers.find((words) => saysAt(tokens, at, words));
    if (!marker) continue;
    const instead = at + marker.length;
    const from = instead < tokens.length ? reparandum(tokens, at, instead, strong !== undefined) : undefined;
    if (from !== undefined) found.push({ away: { from, to: at }, instead });
    at = instead - 1;
  }
  return found;
}

function saysAt(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  return words.every((word, i) => tokens[at + i]?.word === word);
}

function reparandum(
  tokens: readonly Token[],
  marker: number,
  instead: number,
  strong: boolean,
): number | undefined {
  const first = tokens[instead]!.word;
  const alike = (word: string) =>
    (word === first && first.length > 1 && !/^(it|is|he|she|they|the|and|you|to)$/.test(first)) ||
    (isNumberWord(word) && isNumberWord(first)) ||
    (strong && determiner.test(word) && determiner.test(first));
  for (let at = marker - 1; at >= Math.max(0, marker - backReach); at--) {
    if (!alike(tokens[at]!.word)) continue;
    if (!isNumberWord(first)) return at;
    let from = at;
    while (from > 0 && isNumberWord(tokens[from - 1]!.word)) from--;
    return from;
  }
  return strong && !isNumberWord(first) && tokens[marker - 1]!.clause === tokens[instead]!.clause
    ? marker - 1
    : undefined;
}
