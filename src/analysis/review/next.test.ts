import { expect, test } from 'vitest';
import type { EvaluationState } from '../../model/judgement.ts';
import type { ReviewEntry, ReviewEvent } from '../../model/review.ts';
import { next, type ReviewStanding, standingOf, untouched, verdictOf } from './next.ts';

const at = '2026-03-01T12:00:00.000Z';
const entry = (event: ReviewEntry['event'], author: string | null = 'Ines'): ReviewEntry => ({
  author,
  at,
  event,
  score: null,
});
const mark = (answer: 'yes' | 'no' | null): ReviewEvent => ({
  kind: 'mark',
  criterionId: 'a',
  answer,
  comment: null,
  turns: [],
});
const read = (stands: boolean): ReviewEvent => ({ kind: 'read', autoFailId: 'X2', stands, comment: null });
const steps = {
  release: { kind: 'release', comment: null },
  acknowledge: { kind: 'acknowledge', comment: null },
  dispute: { kind: 'dispute', comment: 'Turn 4 was left out.' },
  resolve: { kind: 'resolve', comment: 'It was not.' },
  reopen: { kind: 'reopen', comment: 'Released too early.' },
} as const satisfies Record<string, ReviewEvent>;
const states: EvaluationState[] = ['draft', 'released', 'acknowledged', 'disputed', 'resolved'];

test('an evaluation moves along its states and no other way', () => {
  const reached = (from: EvaluationState, event: ReviewEvent) => {
    try {
      return next({ ...untouched, state: from }, entry(event)).state;
    } catch (thrown) {
      return (thrown as { code: string }).code;
    }
  };
  const moves = Object.fromEntries(
    Object.entries(steps).map(([kind, event]) => [kind, states.map((from) => reached(from, event))]),
  );
  const refused = 'review_conflict';
  expect(moves).toEqual({
    release: ['released', refused, refused, refused, refused],
    acknowledge: [refused, 'acknowledged', refused, refused, refused],
    dispute: [refused, 'disputed', 'disputed', refused, refused],
    resolve: [refused, refused, refused, 'resolved', refused],
    reopen: [refused, 'draft', 'draft', refused, 'draft'],
  });
});

test('answers may change in a draft and in a dispute only', () => {
  const takes = states.filter((state) => {
    try {
      return next({ ...untouched, state }, entry(mark('no'))).answers.size > 0;
    } catch {
      // Refused: that state is not among those that take answers.
      return false;
    }
  });
  expect(takes).toEqual(['draft', 'disputed']);
});

test('each person has one answer, the last to speak stands last, and an answer can be taken back', () => {
  const authors = (standing: ReviewStanding) => standing.answers.get('a')?.map((one) => one.author);
  const both = standingOf([
    entry(mark('no'), 'Ines'),
    entry(mark('yes'), 'Piet'),
    entry(mark('yes'), ' INES '),
  ]);
  expect(authors(both)).toEqual(['Piet', ' INES ']);
  expect(authors(next(both, entry(mark(null), 'Ines')))).toEqual(['Piet']);
});

test('an auto-fail is decided when two different people say the same of it', () => {
  const verdict = (...said: [string, boolean][]) => {
    const standing = standingOf(said.map(([author, stands]) => entry(read(stands), author)));
    return verdictOf(standing.readings.get('X2') ?? []);
  };
  expect(verdict(['Ines', true])).toBe('open');
  expect(verdict(['Ines', true], ['ines', true])).toBe('open');
  expect(verdict(['Ines', true], ['Piet', true])).toBe('stands');
  expect(verdict(['Ines', true], ['Piet', false])).toBe('open');
  expect(verdict(['Ines', true], ['Piet', false], ['Ada', false])).toBe('overturned');
});

test('another judging of the call keeps what people answered and asks them to look again', () => {
  const before = [
    entry(mark('no')),
    entry(read(true)),
    entry({ kind: 'leave', criterionIds: ['b'], comment: null }),
    entry(steps.release),
  ];
  const after = standingOf([...before, entry({ kind: 'rejudged' }, null)]);
  expect(after.state).toBe('draft');
  expect(after.answers.get('a')).toHaveLength(1);
  expect([after.readings.size, after.left.size]).toEqual([0, 0]);
});
