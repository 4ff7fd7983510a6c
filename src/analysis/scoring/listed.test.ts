import { expect, test } from 'vitest';
import type { Role } from '../../model/call.ts';
import { judge } from '../judge.ts';
import { callOf, cardOf } from '../testing/calls.ts';

const list = {
  met: 'It was said in time.',
  partly: 'Only part was said:',
  unmet: 'It was not said:',
  items: [
    {
      id: 'wound',
      need: 'pressure on the wound',
      withinS: 20,
      grave: true,
      when: { says: ['bleeding'], by: 'customer' },
      done: { says: ['press on it'] },
    },
    {
      id: 'door',
      need: 'an open door',
      when: { says: ['bleeding'], by: 'customer' },
      done: { says: ['unlock the door'] },
      partly: { says: ['the door'] },
    },
  ],
};

function marked(lines: ([Role, string] | number)[]) {
  const judging = { list, otherwise: { answer: 'na', because: 'Nothing called for it.' } };
  const criterion = { answers: 'check', fault: { class: 'major' }, judge: judging };
  return judge(callOf('psap', lines), cardOf(criterion)).marks[0]!;
}

test('all that was called for and done in time is a yes, item by item', () => {
  const mark = marked([
    ['customer', 'he is bleeding'],
    ['agent', 'press on it and unlock the door'],
  ]);
  expect(mark).toMatchObject({ answer: 'yes', fault: 'none' });
  expect(mark.items).toEqual([
    { id: 'wound', need: 'pressure on the wound', state: 'done', turns: [1] },
    { id: 'door', need: 'an open door', state: 'done', turns: [1] },
  ]);
});

test('what came late or in part is told with its delay, and makes it partial', () => {
  const mark = marked([['customer', 'he is bleeding'], 30, ['agent', 'press on it and mind the door']]);
  expect(mark.answer).toBe('partial');
  expect(mark.reason).toBe(
    'Only part was said: pressure on the wound came 30 s after it was called for; an open door only in part.',
  );
});

test('something grave that was never done is a no with a critical fault, and shows what called for it', () => {
  const mark = marked([
    ['customer', 'he is bleeding'],
    ['agent', 'unlock the door'],
  ]);
  expect(mark).toMatchObject({ answer: 'no', fault: 'critical' });
  expect(mark.evidence).toContainEqual(
    expect.objectContaining({ kind: 'window', soughtFor: 'pressure on the wound' }),
  );
});

test('where nothing called for anything the answer is the one written for that', () => {
  expect(marked([['agent', 'hello']]).answer).toBe('na');
});
