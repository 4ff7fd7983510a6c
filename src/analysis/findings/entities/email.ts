import { alphabetLetter } from '../../text/letters.ts';
import { type EntityTurn, type Mention, tokensOver } from './entity.ts';

const written = /[\p{L}\d][\p{L}\d._%+-]*@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/gu;
/** "ramgmailcom", "calliemadden 658 gmail com": a recogniser's or typist's way without signs. */
const runTogether =
  /\b([\p{L}\d]{2,}?(?: \d+)?) ?(gmail|yahoo|hotmail|outlook|icloud|rediffmail|ymail) ?com\b/giu;
const topLevel = /^(com|org|net|edu|gov|co|io|us|biz|info|me|ca|uk|mil|de|fr)$/;
const symbols: Record<string, string> = {
  dot: '.',
  point: '.',
  period: '.',
  underscore: '_',
  dash: '-',
  hyphen: '-',
  minus: '-',
  plus: '+',
  under: '_',
};
/** Words that lead up to an address and are no part of it. */
const leads =
  /^(is|it|was|at|to|my|the|email|mail|address|that|so|okay|yes|no|sorry|and|or|for|on|you|your|be|use|um|uh|have|as|would|can|a|i|am|of|confirm|sure|correct|right|one|word|all|lowercase|lower|case|not|wait|actually|from|in|got|me|try|send|reach|contact|with|her|his|then|just|well|thats)$/;
const longestLocal = 16;
const longestDomain = 8;

/** E-mail addresses, written and as spoken: "m as in mary tillery eight two at outlook dot com". */
export function emails(turn: EntityTurn): Mention[] {
  const found: Mention[] = [];
  for (const match of turn.text.matchAll(written)) {
    const span = tokensOver(turn, match.index, match.index + match[0].length);
    if (span) found.push({ type: 'email', ...span, value: match[0].toLowerCase(), confidence: 0.98 });
  }
  for (const match of turn.text.matchAll(runTogether)) {
    const span = tokensOver(turn, match.index, match.index + match[0].length);
    const value = `${match[1]}@${match[2]}.com`.replaceAll(' ', '').toLowerCase();
    if (span && !found.some((one) => one.from < span.to && span.from < one.to))
      found.push({ type: 'email', ...span, value, confidence: 0.7 });
  }
  for (let at = 0; at < turn.tokens.length; at++) {
    const spoken = turn.tokens[at]!.word === 'at' ? spokenAround(turn, at) : undefined;
    if (spoken && !found.some((one) => one.from < spoken.to && spoken.from < one.to)) found.push(spoken);
  }
  return found;
}

function spokenAround(turn: EntityTurn, at: number): Mention | undefined {
  const { tokens } = turn;
  let to = at + 1;
  while (
    to < tokens.length &&
    to - at <= longestDomain &&
    !(isDot(turn, to) && topLevel.test(tokens[to + 1]?.word ?? ''))
  )
    to++;
  if (to >= tokens.length || to - at > longestDomain || to === at + 1) return undefined;
  to += 2;
  if (isDot(turn, to) && topLevel.test(tokens[to + 1]?.word ?? '')) to += 2;
  let from = at;
  while (from > 0 && at - from < longestLocal && belongs(turn, from - 1)) from--;
  if (from === at) return undefined;
  const value = `${joined(turn, from, at)}@${joined(turn, at + 1, to)}`;
  return { type: 'email', from, to, value, confidence: 0.9 };
}

function isDot({ tokens }: EntityTurn, at: number): boolean {
  return /^(dot|point|period)$/.test(tokens[at]?.word ?? '');
}

function belongs(turn: EntityTurn, at: number): boolean {
  const { tokens } = turn;
  const { word } = tokens[at]!;
  const next = tokens[at + 1]!;
  if (tokens[at]!.sentence !== next.sentence && word.length > 1) return false;
  if (word === 'as' || word === 'in' || word === 'like')
    return /^(as|in)$/.test(next.word) || isExample(turn, at + (word === 'as' ? 2 : 1));
  if (word === 'a' || word === 'i') return next.word.length === 1 || isExplained(turn, at);
  return !leads.test(word);
}

/** "mary" in "m as in mary". */
function isExample({ tokens }: EntityTurn, at: number): boolean {
  const example = tokens[at]?.word ?? '';
  const letter = tokens[at - 3]?.word ?? '';
  return letter.length === 1 && example.startsWith(letter);
}

function isExplained({ tokens }: EntityTurn, at: number): boolean {
  return tokens[at + 1]?.word === 'as' && tokens[at + 2]?.word === 'in';
}

function joined(turn: EntityTurn, from: number, to: number): string {
  const { tokens } = turn;
  let value = '';
  for (let at = from; at < to; ) {
    const { word } = tokens[at]!;
    const run = turn.numberAt.get(at);
    const symbol = Object.hasOwn(symbols, word) ? symbols[word] : undefined;
    if (run && run.to <= to) {
      value += run.digits;
      at = run.to;
    } else if (word.length === 1 && isExplained(turn, at)) {
      value += word;
      at += 4;
    } else if (symbol !== undefined) {
      value += symbol;
      at += word === 'under' && tokens[at + 1]?.word === 'score' ? 2 : 1;
    } else {
      const isSpelling =
        alphabetLetter(word) &&
        tokens[at - 1] &&
        (alphabetLetter(tokens[at - 1]!.word) || alphabetLetter(tokens[at + 1]?.word ?? ''));
      value += isSpelling ? alphabetLetter(word) : word;
      at++;
    }
  }
  return value;
}
