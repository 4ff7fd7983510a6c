import type { MentionAgreement } from '../../model/agreement.ts';
import type { Found } from './detection.ts';
import { detection } from './estimate.ts';

/** Something said at a turn, as a person labelled it or as it was found. */
export interface Mention {
  type: string;
  turn: number | null;
  text: string;
  value: string | null;
}

/** Which mentions of one call belong together, and which stand alone. */
export interface Matched<M> {
  both: { expected: M; got: M }[];
  missed: M[];
  wrong: M[];
}

/** How much two mentions are alike, 0 when they are not the same thing. */
export type Likeness<M> = (expected: M, got: M) => number;

/** Pairs mentions one to one, the likest first. */
export function matchMentions<M>(
  expected: readonly M[],
  got: readonly M[],
  likeness: Likeness<M>,
): Matched<M> {
  const candidates = expected
    .flatMap((one) => got.map((other) => ({ expected: one, got: other, likeness: likeness(one, other) })))
    .filter((pair) => pair.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness);
  const [usedExpected, usedGot] = [new Set<M>(), new Set<M>()];
  const both = candidates.filter((pair) => {
    if (usedExpected.has(pair.expected) || usedGot.has(pair.got)) return false;
    usedExpected.add(pair.expected);
    usedGot.add(pair.got);
    return true;
  });
  return {
    both: both.map((pair) => ({ expected: pair.expected, got: pair.got })),
    missed: expected.filter((one) => !usedExpected.has(one)),
    wrong: got.filter((one) => !usedGot.has(one)),
  };
}

/** The same turn and type, and words in common or the same normalised value. */
export const sameWords: Likeness<Mention> = (expected, got) => {
  if (expected.turn !== got.turn || expected.type !== got.type) return 0;
  const shared = overlap(expected.text, got.text);
  return shared + (isSameValue(expected, got) ? 1 : 0);
};

/** The same turn and type: for things that are labelled once per turn. */
export const sameTurn: Likeness<Mention> = (expected, got) =>
  expected.turn === got.turn && expected.type === got.type ? 1 : 0;

const farthestTurns = 1;
const leastShared = 0.5;

/** The same owner, and either at most a turn apart or with half of the words in common. */
export const sameAction: Likeness<Mention> = (expected, got) => {
  if (expected.type !== got.type) return 0;
  const shared = overlap(expected.text, got.text);
  const isNear =
    expected.turn !== null && got.turn !== null && Math.abs(expected.turn - got.turn) <= farthestTurns;
  return isNear || shared >= leastShared ? shared + (isNear ? 1 : 0) : 0;
};

export function isSameValue(a: Mention, b: Mention): boolean {
  return a.value !== null && b.value !== null && plain(a.value) === plain(b.value);
}

function plain(value: string): string {
  return value.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const empty = new Set(
  'a an the of at on in and to it is my his her your our their i we he she they'.split(' '),
);

/** The share of words two texts have in common, of the shorter one; small words count only where nothing else is said. */
function overlap(a: string, b: string): number {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared / Math.max(1, Math.min(first.size, second.size));
}

function wordsOf(text: string): Set<string> {
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}']+/gu) ?? [];
  const full = words.filter((word) => !empty.has(word));
  return new Set(full.length > 0 ? full : words);
}

/** How well mentions were found, of all types together and of each. */
export function mentionAgreement(calls: readonly Matched<Mention>[]): MentionAgreement {
  const types = new Set(
    calls.flatMap((call) =>
      [...call.both.map((pair) => pair.expected), ...call.missed, ...call.wrong].map((one) => one.type),
    ),
  );
  const byType = [...types]
    .sort()
    .map((type) => [type, detection(calls.map((call) => countOf(call, type)))] as const);
  return { all: detection(calls.map((call) => countOf(call))), byType: Object.fromEntries(byType) };
}

function countOf(call: Matched<Mention>, type?: string): Found {
  const isOf = (one: Mention) => type === undefined || one.type === type;
  return {
    right: call.both.filter((pair) => isOf(pair.expected)).length,
    wrong: call.wrong.filter(isOf).length,
    missed: call.missed.filter(isOf).length,
  };
}
