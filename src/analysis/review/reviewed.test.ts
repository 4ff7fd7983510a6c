import { expect, test } from 'vitest';
import type { Answer, Evaluation, Flag, Mark } from '../../model/judgement.ts';
import type { ReviewEntry, ReviewEvent } from '../../model/review.ts';
import { judge } from '../judge.ts';
import { callOf, cardOf } from '../testing/calls.ts';
import { standingOf } from './next.ts';
import { isSameJudging, needsComment, reviewed, takesAnswer } from './reviewed.ts';
import { agreementKey, evaluationWaits, flagWait, type InReview } from './waits.ts';

const criterion = {
  id: 'address',
  title: 'Address asked',
  question: 'Was the address asked for?',
  answers: 'check',
  weight: 10,
  fault: { class: 'critical' },
  comment: ['na'],
  judge: {
    answers: [{ answer: 'yes', when: { says: ['address'] }, because: 'The address was asked for.' }],
    otherwise: { answer: 'no', because: 'Ask for the address.' },
  },
};
const card = cardOf(criterion, {
  autoFails: [
    { id: 'X2', title: 'No place', when: { not: { says: ['address'] } }, because: 'No place came out.' },
  ],
});
const silent = judge(
  callOf('psap', [
    ['agent', 'nine one one'],
    ['customer', 'help me please'],
  ]),
  card,
);

const entries = (...said: [string, ReviewEvent][]): ReviewEntry[] =>
  said.map(([author, event], i) => ({ author, event, at: `2026-03-01T12:00:0${i}.000Z`, score: null }));
const answered = (
  answer: Answer | null,
  comment: string | null = null,
  turns: number[] = [],
): ReviewEvent => ({
  kind: 'mark',
  criterionId: 'address',
  answer,
  comment,
  turns,
});
const read = (stands: boolean): ReviewEvent => ({ kind: 'read', autoFailId: 'X2', stands, comment: null });
const standing = (history: ReviewEntry[], machine = silent) =>
  reviewed(machine, standingOf(history), card, () => true);

test("a person's answer stands with their reason, and rule and people keep their opinions", () => {
  const { score, faults, marks } = standing(
    entries(['Ines', answered('no')], ['Piet', answered('yes', 'It is in turn 2.', [1])]),
  );
  expect([silent.score, silent.faults.critical, score, faults.critical]).toEqual([0, 1, 100, 0]);
  expect(marks[0]).toMatchObject({
    answer: 'yes',
    source: 'person',
    reason: 'It is in turn 2.',
    evidence: [{ kind: 'turns', turns: [1], shows: 'picked by Piet' }],
  });
  expect(marks[0]!.opinions.map(({ source, answer, person }) => [source, answer, person?.name])).toEqual([
    ['rule', 'no', undefined],
    ['person', 'no', 'Ines'],
    ['person', 'yes', 'Piet'],
  ]);
});

test('what the machine answered is left as it was, and stands again when a person takes their answer back', () => {
  const machine = structuredClone(silent);
  const back = standing(entries(['Ines', answered('yes', 'Yes.')], ['Ines', answered(null)]), machine);
  expect(machine).toEqual(silent);
  expect(back).toEqual(silent);
});

test('a person who agrees keeps what the machine saw in it', () => {
  const [mark] = standing(entries(['Ines', answered('no')])).marks;
  expect(mark).toMatchObject({
    reason: silent.marks[0]!.reason,
    evidence: silent.marks[0]!.evidence,
    fault: 'critical',
  });
});

test('an auto-fail that two people overturn counts no more', () => {
  expect(silent.autoFails).toHaveLength(1);
  expect(standing(entries(['Ines', read(false)])).autoFails).toHaveLength(1);
  expect(standing(entries(['Ines', read(false)], ['Piet', read(false)])).autoFails).toEqual([]);
});

test('a comment is needed where the answer differs from the machine or the form asks for one', () => {
  const [rule] = card.criteria;
  const [mark] = silent.marks;
  expect((['no', 'yes', 'na'] as const).map((answer) => needsComment(rule!, mark!, answer))).toEqual([
    false,
    true,
    true,
  ]);
  expect(([3, 'yes'] as const).map((answer) => takesAnswer(rule!, answer))).toEqual([false, true]);
});

test('two judgings are the same when all answers and auto-fails are', () => {
  expect(isSameJudging(silent, structuredClone(silent))).toBe(true);
  expect(isSameJudging(silent, { ...silent, autoFails: [] })).toBe(false);
});

const inReview = (machine: Evaluation, history: ReviewEntry[] = []): InReview => {
  const review = standingOf(history);
  return { machine, review, card, evaluation: reviewed(machine, review, card, () => false) };
};
const marked = (own: Partial<Mark>): Evaluation => ({
  ...silent,
  autoFails: [],
  marks: [{ ...silent.marks[0]!, ...own }],
});
const reasons = (one: InReview, low: string[] = []) =>
  evaluationWaits(one, new Set(low)).map((wait) => wait.reason);

test('an auto-fail waits for a second person and says who looked first', () => {
  const [wait] = evaluationWaits(inReview(silent, entries(['Ines', read(true)])), new Set());
  expect(wait).toMatchObject({ reason: 'auto_fail', blocksRelease: true });
  expect(wait!.text).toContain('Ines looked');
  expect(reasons(inReview(silent, entries(['Ines', read(true)], ['Piet', read(true)])))).toEqual([]);
});

test('rule and model that differ on something grave wait until a person answers or leaves it open', () => {
  const opinion = { confidence: 1, reason: '', turns: [], model: null, person: null };
  const contested = marked({
    answer: 'unclear',
    points: null,
    opinions: [
      { ...opinion, source: 'rule', answer: 'no' },
      { ...opinion, source: 'model', answer: 'yes' },
    ],
  });
  expect(reasons(inReview(contested))).toEqual(['judges_differ']);
  expect(reasons(inReview(contested, entries(['Ines', answered('unclear')])))).toEqual([]);
  const left: ReviewEvent = { kind: 'leave', criterionIds: ['address'], comment: null };
  expect(reasons(inReview(contested, entries(['Ines', left])))).toEqual([]);
});

test('an unclear mark waits; points lost on a question the rules answer poorly do so without blocking', () => {
  const unclear = inReview(marked({ answer: 'unclear', points: null }));
  expect(evaluationWaits(unclear, new Set())).toMatchObject([
    { reason: 'unclear', criterionIds: ['address'], blocksRelease: true, isRoutine: false },
  ]);
  const low = agreementKey(silent.scorecardId, 'address');
  expect(evaluationWaits(inReview(marked({})), new Set([low]))).toMatchObject([
    { reason: 'suggestion', blocksRelease: false },
  ]);
  expect(reasons(inReview(marked({})))).toEqual([]);
});

test('once released only a dispute waits', () => {
  const released = entries(['Ines', { kind: 'release', comment: null }]);
  const unclear = marked({ answer: 'unclear', points: null });
  expect(reasons(inReview(unclear, released))).toEqual([]);
  const disputed = [...released, ...entries(['Kim', { kind: 'dispute', comment: 'I did ask.' }])];
  expect(reasons(inReview(unclear, disputed))).toEqual(['disputed']);
});

test('critical flags wait until somebody has seen them or the evaluation is out', () => {
  const flag: Flag = {
    code: 'risk',
    severity: 'critical',
    reason: 'Firearm.',
    scorecardId: null,
    criteria: [],
  };
  const draft = inReview(marked({}));
  const released = inReview(marked({}), entries(['Ines', { kind: 'release', comment: null }]));
  expect(flagWait([flag], new Set(), [draft])).toMatchObject([{ reason: 'critical_flag', flags: ['risk'] }]);
  expect(flagWait([{ ...flag, severity: 'warning' }], new Set(), [draft])).toEqual([]);
  expect(flagWait([flag], new Set(['risk']), [draft])).toEqual([]);
  expect(flagWait([flag], new Set(), [released])).toEqual([]);
});
