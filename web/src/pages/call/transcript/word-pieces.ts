import type { Word } from '../../../../../src/model/call.ts';

export interface WordPiece {
  text: string;
  /** The index of the word, or null for what stands between words. */
  word: number | null;
}

/** How far on a word may lie before it is taken to be missing from the text. */
const reach = 60;
const bare = (text: string) => text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/**
 * Finds the timed words in the text of their turn. The two may differ (capitals and punctuation are often put in
 * afterwards); joined, the pieces are always exactly the text.
 */
export function wordPieces(text: string, words: Word[]): WordPiece[] {
  const lower = text.toLowerCase();
  const pieces: WordPiece[] = [];
  let at = 0;
  for (const [index, { text: spoken }] of words.entries()) {
    const wanted = bare(spoken);
    const found = wanted === '' ? -1 : lower.indexOf(wanted, at);
    if (found === -1 || found - at > reach) continue;
    if (found > at) pieces.push({ text: text.slice(at, found), word: null });
    at = found + wanted.length;
    pieces.push({ text: text.slice(found, at), word: index });
  }
  if (at < text.length) pieces.push({ text: text.slice(at), word: null });
  return pieces;
}
