import { expect, test } from 'vitest';
import { type Mention, matchMentions, mentionAgreement, sameAction, sameWords } from './mentions.ts';

const entity = (turn: number, text: string, value: string | null = null, type = 'address'): Mention => {
  return { turn, text, value, type };
};
const isFound = (expected: Mention, got: Mention) => sameWords(expected, got) > 0;

test('what was found is what was labelled when turn and type are the same and words are shared', () => {
  const labelled = entity(3, 'fourteen twenty two east maple');
  expect(isFound(labelled, entity(3, 'twenty two east maple street'))).toBe(true);
  expect(isFound(labelled, entity(4, 'fourteen twenty two east maple'))).toBe(false);
  expect(isFound(labelled, entity(3, 'fourteen twenty two east maple', null, 'landmark'))).toBe(false);
  expect(isFound(labelled, entity(3, 'oak avenue'))).toBe(false);
});

test('small words do not make two mentions the same, equal values do', () => {
  expect(isFound(entity(1, 'by the church', null, 'landmark'), entity(1, 'the mill', null, 'landmark'))).toBe(
    false,
  );
  const spoken = entity(2, 'five five five oh one four two', '555-0142', 'phone');
  expect(isFound(spoken, entity(2, '5550142', '555 0142', 'phone'))).toBe(true);
});

test('each label is found once, by the likest', () => {
  const near = entity(1, 'east maple street');
  const nearer = entity(1, 'fourteen east maple street');
  const { both, missed, wrong } = matchMentions(
    [entity(1, 'fourteen east maple')],
    [near, nearer],
    sameWords,
  );
  expect(both.map((pair) => pair.got)).toEqual([nearer]);
  expect(missed).toEqual([]);
  expect(wrong).toEqual([near]);
});

test('an action belongs to its owner and to its turn, give or take one, or to its words', () => {
  const labelled = entity(9, 'call back within one business day', null, 'agent');
  expect(sameAction(labelled, entity(10, 'rings tomorrow', null, 'agent'))).toBeGreaterThan(0);
  expect(sameAction(labelled, entity(20, 'call back in one day', null, 'agent'))).toBeGreaterThan(0);
  expect(sameAction(labelled, entity(20, 'sends a form', null, 'agent'))).toBe(0);
  expect(sameAction(labelled, entity(9, 'call back', null, 'customer'))).toBe(0);
});

test('precision, recall and F1 are of all calls together, and of each type', () => {
  const calls = [
    matchMentions([entity(1, 'oak street'), entity(2, 'pine road')], [entity(1, 'oak street')], sameWords),
    matchMentions([], [entity(5, 'elm street'), entity(6, '555', '555', 'phone')], sameWords),
  ];
  const { all, byType } = mentionAgreement(calls);
  expect([all.right, all.wrong, all.missed]).toEqual([1, 2, 1]);
  expect(all.precision.value).toBe(0.3333);
  expect(all.f1.value).toBe(0.4);
  expect(byType.phone!.recall.value).toBeNull();
});
