import type { Role, Turn } from '../../model/call.ts';
import type { Answer } from '../../model/judgement.ts';
import { judge } from '../judge.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Golden, Pack, Scorecard } from './pack.ts';

const firstWordMs = 500;
const gapMs = 400;
const msPerWord = 380;
const legOf: Record<Role, number> = { agent: 0, customer: 1, other: 2 };

/** A golden call as if it had been heard: turns at an even pace of speech, with the pauses and overlaps written in it. */
export function goldenCall({ format }: Golden, kind: Pack['format']['kind']): JudgedCall {
  let ended = firstWordMs;
  const turns = format.turns.map((line, index): Turn => {
    const role: Role =
      line.agent !== undefined ? 'agent' : line.customer !== undefined ? 'customer' : 'other';
    const text = line.agent ?? line.customer ?? line.other ?? '';
    const gap =
      line.pauseS !== undefined
        ? line.pauseS * 1000
        : line.overlapS !== undefined
          ? -line.overlapS * 1000
          : gapMs;
    const startMs = Math.max(0, ended + gap);
    const endMs = startMs + text.split(/\s+/).length * msPerWord;
    ended = endMs;
    return { index, leg: legOf[role], role, startMs, endMs, text, words: [], confidence: null };
  });
  return { kind, durationMs: ended, legs: [], turns, metrics: null };
}

/** A mark of a golden call that is not what its file says it is. */
export interface GoldenChange {
  call: string;
  criterion: string;
  expected: Answer;
  got: Answer;
  reason: string;
}

/** Judges a pack's golden calls and tells which marks have changed. */
export function changedGoldenMarks(
  pack: Pack,
  scorecards: readonly Scorecard[] = pack.scorecards,
): GoldenChange[] {
  return pack.golden.flatMap((golden) => {
    const id = golden.format.scorecard ?? pack.format.scorecard;
    const card = scorecards
      .filter((one) => one.format.id === id)
      .sort((a, b) => b.format.version - a.format.version)[0];
    if (!card) return [];
    const { marks } = judge(goldenCall(golden, pack.format.kind), card);
    return Object.entries(golden.format.marks).flatMap(([criterion, person]): GoldenChange[] => {
      const mark = marks.find((one) => one.criterionId === criterion);
      const expected = golden.format.differs[criterion] ?? person;
      if (!mark)
        return [
          {
            call: golden.id,
            criterion,
            expected,
            got: 'unclear',
            reason: 'The scorecard has no such criterion.',
          },
        ];
      if (mark.answer === expected) return [];
      return [{ call: golden.id, criterion, expected, got: mark.answer, reason: mark.reason }];
    });
  });
}
