import type { HeardTurn } from '../text/hear.ts';

/** Words that begin another thought when a recogniser sets no stops. */
const turnsOfThought = /^(but|because|so|okay|which|though|otherwise)$/;
const newSubject = /^(i|you|we|he|she|they|it|the|your|that|this|there)$/;
const leastWords = 3;

/** Where the thought that begins at a token ends: at a stop, at a turn of thought, or after so many words. */
export function thoughtEnd(turn: HeardTurn, from: number, mostWords: number): number {
  const { tokens } = turn;
  const { sentence } = tokens[from]!;
  for (let at = from + 1; at < tokens.length; at++) {
    const { word } = tokens[at]!;
    if (tokens[at]!.sentence !== sentence || at - from >= mostWords) return at;
    if (at - from < leastWords) continue;
    if (turnsOfThought.test(word) || turn.questions.includes(at)) return at;
    if (word === 'and' && newSubject.test(tokens[at + 1]?.word ?? '')) return at;
  }
  return tokens.length;
}

const lead = /^(and|so|then|okay|just|now|but|all|right|the)$/;

/** The first word that carries meaning, past "and", "so", "okay". */
export function pastLead(turn: HeardTurn, from: number, to: number): number {
  let at = from;
  while (at < to - 2 && lead.test(turn.tokens[at]!.word)) at++;
  return at;
}

/** The words of a turn between two tokens, as they stand in the transcript. */
export function wordsBetween(text: string, turn: HeardTurn, from: number, to: number) {
  const chars = { start: turn.tokens[from]!.start, end: turn.tokens[to - 1]!.end };
  return { text: text.slice(chars.start, chars.end), chars };
}
