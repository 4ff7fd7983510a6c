import type { Token } from './tokens.ts';

/** How the speaker stands to what is said at a place: as so, as not so, or as maybe so. */
export type Polarity = 'asserted' | 'possible' | 'denied';

const negators: ReadonlySet<string> = new Set(
  'no not never without none nobody nothing neither nor zero nowhere cannot'.split(' '),
);
const breakers: ReadonlySet<string> = new Set(
  'but though although except just instead however because so then only'.split(' '),
);
const subjects: ReadonlySet<string> = new Set('i he she it they we there you that this who'.split(' '));
const verbs =
  /^(is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|should|may|might|got|gets?|said|says|keeps?|went|came|took|tried|just|been|looks?|saw|heard|think)$/;
/** Negators that deny nothing: "no doubt he has a gun", "why don't you". */
const emptyNegation = /^(doubt|question|wonder|kidding|joke|only|matter|problem|worries|just|longer)$/;
/** Verbs that hand their "not" on: "I don't think he has a gun". */
const handsOn = /^(think|believe|see|seem|look|have|say|know of|appear)$/;
const uncertain =
  /\b(think|guess|if|whether|might|maybe|may|could be|could have|look(s|ed)? like|sound(s|ed)? like|possibly|probably|perhaps|suppose|in case|not sure|no idea|do not know|can not tell|seem(s|ed)? like|assum(e|ing)|afraid|worried)\b/;
/** An "i think" that stands after its "not" is a denial, not a doubt. */
const deniesThought = /\bnot (think|believe|guess|suppose)\b/g;
const afterwards =
  /^(?:\w+ ){0,2}(or something|or whatever|or anything like that|maybe|i think|i guess|possibly|probably|not sure)\b/;

const negatorReach = 6;
const clauseReach = 10;

/**
 * Whether what stands at tokens `from` to `to` (end exclusive) is asserted, possible or denied within its
 * clause. A clause ends at a full stop, at "but" and the like, at a comma outside a list, and, where nobody
 * wrote commas, where a new subject brings its own verb. Doubt is stronger than denial: "I don't know if he
 * has a gun" is possible.
 */
export function polarityOf(tokens: readonly Token[], from: number, to = from + 1): Polarity {
  const start = clauseStart(tokens, from);
  const before = wordsOf(tokens, start, from).replaceAll(deniesThought, 'not');
  const after = wordsOf(tokens, to, Math.min(tokens.length, to + 6), tokens[from]?.sentence);
  const doubted = uncertain.test(before) || afterwards.test(`${after} `);
  if (doubted) return 'possible';
  if (negatedBefore(tokens, start, from) || negatedAfter(tokens, from, to)) return 'denied';
  return 'asserted';
}

/** Whether a negation before a place, in its clause, denies it. */
export function isDenied(tokens: readonly Token[], at: number): boolean {
  return negatedBefore(tokens, clauseStart(tokens, at), at);
}

/** Where the clause that holds the token begins: no further back than its sentence. */
function clauseStart(tokens: readonly Token[], at: number): number {
  let start = at;
  while (start > 0 && at - start < clauseReach) {
    const before = tokens[start - 1]!;
    const token = tokens[start]!;
    if (before.sentence !== token.sentence || breakers.has(before.word)) break;
    if (before.clause !== token.clause && !goesOnAsList(tokens, start, at)) break;
    if (isNewSubject(tokens, start)) break;
    start--;
  }
  return start;
}

/** Whether the words from a comma to the place are one more item of a list: few, and with no subject of their own. */
function goesOnAsList(tokens: readonly Token[], start: number, at: number): boolean {
  const item = tokens.slice(start, at);
  if (item.length > 3 || tokens.slice(start, at + 1).some((one) => subjects.has(one.word))) return false;
  return tokens
    .slice(start, at + 5)
    .some(
      (one) =>
        (one.word === 'or' || one.word === 'and' || one.word === 'nor') &&
        one.sentence === tokens[at]!.sentence,
    );
}

/** "…a gun | he has a knife": a subject with a verb, unless a word before needs it ("if he has", "think he has"). */
function isNewSubject(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]!.word;
  const next = tokens[at + 1]?.word ?? '';
  if (!subjects.has(word) || !(verbs.test(next) || next === 'not')) return false;
  const before = tokens[at - 1]!.word;
  return !/^(if|whether|think|thought|believe|know|sure|guess|say|said|says|suppose|like|where|what|when|who|that|case|maybe|do|does|did|is|are|was|were|will|can|has|have|not|see|seem|tell|probably|possibly|idea|afraid|worried|because|assume|assuming)$/.test(
    before,
  );
}

function negatedBefore(tokens: readonly Token[], start: number, at: number): boolean {
  for (let i = Math.max(start, at - negatorReach); i < at; i++) {
    if (!negators.has(tokens[i]!.word)) continue;
    const next = tokens[i + 1]?.word ?? '';
    if (emptyNegation.test(next)) continue;
    // "no he has a gun" answers; "no gun" denies.
    if (tokens[i]!.word === 'no' && (subjects.has(next) || /^(no|yes|my|his|her|the|please)$/.test(next)))
      continue;
    if (/^(why|because)$/.test(tokens[i - 2]?.word ?? '') && tokens[i]!.word === 'not') continue;
    const between = tokens.slice(i + 1, at);
    const newSubject = between.some(
      (_, k) => subjects.has(between[k]!.word) && k > 0 && !handsOn.test(between[k - 1]!.word),
    );
    if (!newSubject) return true;
  }
  return false;
}

/** "weapons no", "a gun, no": named and then denied, with nothing more said of it. */
function negatedAfter(tokens: readonly Token[], from: number, to: number): boolean {
  const next = tokens[to];
  if (!next || from > 2 || !/^(no|none|nope|not)$/.test(next.word)) return false;
  const more = tokens[to + 1]?.word;
  return more === undefined || /^(not|nothing|none|no|that|sir|maam|i)$/.test(more);
}

function wordsOf(tokens: readonly Token[], from: number, to: number, sentence?: number): string {
  let words = '';
  for (let i = from; i < to; i++) {
    if (sentence !== undefined && tokens[i]!.sentence !== sentence) break;
    words += words === '' ? tokens[i]!.word : ` ${tokens[i]!.word}`;
  }
  return words;
}
