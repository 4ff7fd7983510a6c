import { expect, test } from 'vitest';
import { backtestResult, markChanges } from './changes.ts';
import { judge } from './judge.ts';
import { callOf, cardOf, check } from './testing/calls.ts';

const hello = callOf('psap', [
  ['agent', 'hello there'],
  ['customer', 'my house is on fire'],
]);
const card = (says: string, id = 'one') => cardOf({ ...check({ says: [says] }), id, title: `About ${id}` });
const called = (callId: string) => ({ callId, title: null, at: '2026-03-01T12:00:00.000Z' });

test('a mark that differs is told with both answers and reasons, one that does not is left out', () => {
  const cards = { before: card('hello'), after: card('zebra') };
  const [before, after] = [judge(hello, cards.before), judge(hello, cards.after)];
  expect(markChanges(before, before, { before: cards.before, after: cards.before })).toEqual([]);
  expect(markChanges(before, after, cards)).toEqual([
    {
      criterionId: 'one',
      title: 'About one',
      before: { answer: 'yes', reason: 'It was found.' },
      after: { answer: 'no', reason: 'It was not found.' },
    },
  ]);
});

test('a criterion that only one of the forms has is told with nothing on the other side', () => {
  const cards = { before: card('hello', 'old'), after: card('hello', 'new') };
  const changes = markChanges(judge(hello, cards.before), judge(hello, cards.after), cards);
  expect(changes.map(({ title, before, after }) => [title, before?.answer, after?.answer])).toEqual([
    ['About new', undefined, 'yes'],
    ['About old', 'yes', undefined],
  ]);
});

test('without a version in force scores are spread, and nothing is compared', () => {
  const after = card('hello');
  const judged = [{ call: called('a'), before: null, after: judge(hello, after) }];
  const result = backtestResult(judged, { before: null, after });
  expect(result).toMatchObject({ before: null, criteria: [], calls: [] });
  expect(result.after.tens).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});

test('a call that loses its score stands before one whose score moves a little, and calls alike are left out', () => {
  const cards = { before: card('hello'), after: card('hello') };
  const same = judge(hello, cards.before);
  const moved = { ...same, score: 90 };
  const lost = { ...same, score: null };
  const judged = [same, moved, lost].map((after, place) => ({
    call: called(String(place)),
    before: same,
    after,
  }));
  const { calls, after } = backtestResult(judged, cards);
  expect(calls.map((call) => [call.callId, call.before, call.after])).toEqual([
    ['2', 100, null],
    ['1', 100, 90],
  ]);
  expect(after).toMatchObject({ unscored: 1, mean: 95 });
});
