import type { Role, Turn } from '../../model/call.ts';
import type { Answer, Mark } from '../../model/judgement.ts';
import type { GoldenCheck } from '../../model/scorecard-editing.ts';
import { analyse } from '../analyse.ts';
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
    const call = goldenCall(golden, pack.format.kind);
    const { findings } = analyse(call, [pack]);
    return answersOf(golden, pack).flatMap(([scorecardId, answers]) => {
      const card = newestOf(scorecards, scorecardId);
      return card ? changesOf(golden, answers, judge(call, card, findings).marks) : [];
    });
  });
}

/** What a draft changes on the pack's golden calls, compared with the version in force. */
export function goldenCheck(pack: Pack, cards: { before: Scorecard | null; after: Scorecard }): GoldenCheck {
  const { id } = cards.after.format;
  const marked = pack.golden.flatMap((golden) => {
    const answers = Object.fromEntries(
      answersOf(golden, pack).flatMap(([card, given]) => (card === id ? Object.entries(given) : [])),
    );
    return Object.keys(answers).length > 0 ? [{ golden, answers }] : [];
  });
  const changes = marked.flatMap(({ golden, answers }): GoldenCheck['changes'] => {
    if (!cards.before) return [];
    const call = goldenCall(golden, pack.format.kind);
    const { findings } = analyse(call, [pack]);
    const before = new Map(
      judge(call, cards.before, findings).marks.map((mark) => [mark.criterionId, mark.answer]),
    );
    return judge(call, cards.after, findings).marks.flatMap((mark) => {
      const was = before.get(mark.criterionId);
      const person = answers[mark.criterionId];
      if (was === undefined || person === undefined || was === mark.answer) return [];
      const { criterionId, answer: after, reason } = mark;
      return [
        { call: golden.id, title: golden.format.title, criterionId, before: was, after, person, reason },
      ];
    });
  });
  return { calls: marked.length, changes };
}

/** Which scorecard the criteria of labels belong to. */
const labelledForms = { criteria: 'psap-call-taking', criteriaCc: 'contact-centre-voice' } as const;

type Answers = Readonly<Record<string, Answer>>;

/** What a person would answer, by scorecard. */
function answersOf({ format }: Golden, pack: Pack): [scorecardId: string, Answers][] {
  const { labels } = format;
  return [
    [format.scorecard ?? pack.format.scorecard, format.marks],
    [labelledForms.criteria, labels?.criteria ?? {}],
    [labelledForms.criteriaCc, labels?.criteriaCc ?? {}],
  ];
}

function newestOf(scorecards: readonly Scorecard[], id: string): Scorecard | undefined {
  return scorecards
    .filter((one) => one.format.id === id)
    .sort((a, b) => b.format.version - a.format.version)[0];
}

function changesOf({ id, format }: Golden, answers: Answers, marks: readonly Mark[]): GoldenChange[] {
  return Object.entries(answers).flatMap(([criterion, person]): GoldenChange[] => {
    const mark = marks.find((one) => one.criterionId === criterion);
    const expected = format.differs[criterion] ?? person;
    if (!mark) {
      const reason = 'The scorecard has no such criterion.';
      return [{ call: id, criterion, expected, got: 'unclear', reason }];
    }
    if (mark.answer === expected) return [];
    return [{ call: id, criterion, expected, got: mark.answer, reason: mark.reason }];
  });
}
