import { commonWords } from '../../text/common-words.ts';
import { isNumberWord } from '../../text/numbers.ts';
import { capitalised, type EntityTurn, type Mention } from './entity.ts';
import { isEnglish } from './names.ts';

/** What is found once is found wherever it is said again: names by their words, numbers by their digits. */
export interface Known {
  persons: ReadonlySet<string>;
  streets: ReadonlySet<string>;
  houseNumbers: ReadonlySet<string>;
  organisations: readonly string[][];
  landmarks: readonly string[][];
  codes: readonly { type: 'phone' | 'card' | 'account'; value: string }[];
}

const sureEnough = 0.75;
const roadWords =
  /^(st|ave|rd|ln|dr|ct|pl|blvd|cir|ter|trl|pkwy|hwy|sq|n|s|e|w|ne|nw|se|sw|way|loop|route|county|old|the|in|apt|\d.*)$/i;

export function learn(turns: readonly EntityTurn[], found: readonly (readonly Mention<string>[])[]): Known {
  const persons = new Set<string>();
  const streets = new Set<string>();
  const houseNumbers = new Set<string>();
  const organisations: string[][] = [];
  const landmarks: string[][] = [];
  const codes: { type: 'phone' | 'card' | 'account'; value: string }[] = [];
  found.forEach((mentions, at) => {
    for (const one of mentions) {
      const words = turns[at]!.tokens.slice(one.from, one.to).map((token) => token.word);
      if (one.type === 'person' && one.confidence >= sureEnough)
        for (const word of words)
          if (word.length > 2 && !/^(mr|mrs|ms|miss|mister|doctor|the|los|las|van|von|del)$/.test(word))
            persons.add(word);
      if (one.type === 'organisation') organisations.push(words);
      const name = words.filter((word) => word !== 'the');
      if (one.type === 'landmark' && name.length >= 2) landmarks.push(name);
      if (one.type === 'address' || one.type === 'cross_street')
        learnAddress(one.value, streets, houseNumbers);
      if (one.type === 'phone' || one.type === 'card' || one.type === 'account')
        codes.push({ type: one.type, value: one.value.replaceAll(/[^A-Z0-9]/g, '') });
    }
  });
  return { persons, streets, houseNumbers, organisations, landmarks, codes };
}

function learnAddress(value: string, streets: Set<string>, houseNumbers: Set<string>): void {
  const parts = value.split(' ');
  if (/^\d{2,}$/.test(parts[0]!)) houseNumbers.add(parts[0]!);
  for (const part of parts) {
    const word = part.toLowerCase();
    if (!roadWords.test(word) && !isEnglish(word) && word.length > 2) streets.add(word);
  }
}

/** Mentions of known things among the tokens that nothing else claims. */
export function mentionedAgain(turn: EntityTurn, known: Known, isFree: (at: number) => boolean): Mention[] {
  return [
    ...codesAgain(turn, known, isFree),
    ...namesAgain(turn, 'organisation', known.organisations, isFree),
    ...namesAgain(turn, 'landmark', known.landmarks, isFree),
    ...wordsAgain(turn, known, isFree),
  ];
}

function wordsAgain(turn: EntityTurn, known: Known, isFree: (at: number) => boolean): Mention[] {
  const again: Mention[] = [];
  const { tokens } = turn;
  for (let at = 0; at < tokens.length; at++) {
    const type = isFree(at) ? typeAgain(turn, at, known) : undefined;
    if (!type) continue;
    let to = at + 1;
    while (
      to < tokens.length &&
      tokens[to]!.clause === tokens[at]!.clause &&
      isFree(to) &&
      typeAgain(turn, to, known) === type
    )
      to++;
    const words = tokens.slice(at, to).map((token) => token.word);
    again.push({ type, from: at, to, value: capitalised(words.join(' ')), confidence: 0.75 });
    at = to - 1;
  }
  return again;
}

function typeAgain(turn: EntityTurn, at: number, known: Known): 'person' | 'address' | undefined {
  const token = turn.tokens[at]!;
  const { word } = token;
  const capital = /^\p{Lu}/u.test(turn.text.slice(token.start, token.end));
  const written = /\p{Lu}/u.test(turn.text);
  const isName = written ? capital : !commonWords.has(word);
  const possessed = word.endsWith('s') && known.persons.has(word.slice(0, -1)) && !isEnglish(word);
  if ((known.persons.has(word) || possessed) && isName) return 'person';
  return known.streets.has(word) && isName ? 'address' : undefined;
}

function namesAgain(
  turn: EntityTurn,
  type: 'organisation' | 'landmark',
  names: readonly string[][],
  isFree: (at: number) => boolean,
): Mention[] {
  const again: Mention[] = [];
  const { tokens } = turn;
  for (const words of names) {
    const [first, second] = words;
    if (!first) continue;
    for (let at = 0; at < tokens.length; at++) {
      if (tokens[at]!.word !== first || !isFree(at)) continue;
      if (again.some((one) => one.from <= at && at < one.to)) continue;
      let to = at + 1;
      while (to - at < words.length && tokens[to]?.word === words[to - at]) to++;
      const alone = to === at + 1 && second !== undefined;
      if (alone && (type === 'landmark' || isEnglish(first) || commonWords.has(first))) continue;
      if (type === 'landmark' && to - at < words.length) continue;
      again.push({ type, from: at, to, value: capitalised(words.join(' ')), confidence: 0.75 });
    }
  }
  return again;
}

const leastDigits = 3;

function codesAgain(turn: EntityTurn, known: Known, isFree: (at: number) => boolean): Mention[] {
  const again: Mention[] = [];
  for (const run of turn.numbers) {
    if (!isFree(run.from) || run.digits.length < leastDigits) continue;
    const code = known.codes.find(({ value }) => value.endsWith(run.digits) || value.startsWith(run.digits));
    if (code) again.push({ type: code.type, from: run.from, to: run.to, value: run.digits, confidence: 0.7 });
    else if (
      known.houseNumbers.has(run.digits) &&
      turn.asked.has('address') &&
      !isNumberWord(turn.tokens[run.to]?.word ?? '')
    )
      again.push({ type: 'address', from: run.from, to: run.to, value: run.digits, confidence: 0.6 });
  }
  return again;
}
