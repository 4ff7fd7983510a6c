import { expect, test } from 'vitest';
import { HotWordLists } from '../../../../src/model/hot-words.ts';
import {
  type Draft,
  isChanged,
  problemOfAll,
  problemsOf,
  repeated,
  toDrafts,
  toLists,
  wordsOf,
} from './drafts.ts';

const draft = (more: Partial<Draft>): Draft => ({ key: 'a', name: 'units', queues: [], text: '', ...more });

test('a pasted list is read by lines and cells, without comments, spaces and repetitions', () => {
  const text = '# units\r\n Medic  12 \r\n\r\nEngine 4\tLadder 4\nMedic 12\n';
  expect(wordsOf(text)).toEqual(['Medic 12', 'Engine 4', 'Ladder 4']);
  expect(repeated(text)).toBe(1);
});

test('what was saved and not touched is not changed, however it is spaced', () => {
  const lists = [{ name: 'units', queues: ['Main'], words: ['Medic 12', 'Engine 4'] }];
  const [one] = toDrafts(lists);
  expect(isChanged([one!], lists)).toBe(false);
  expect(isChanged([{ ...one!, text: `${one!.text}\n\n` }], lists)).toBe(false);
  expect(isChanged([{ ...one!, text: 'Medic 12' }], lists)).toBe(true);
  expect(isChanged([{ ...one!, queues: [] }], lists)).toBe(true);
  expect(isChanged([], lists)).toBe(true);
});

test('what the server would refuse is said beside the field', () => {
  const nameless = draft({ name: ' ' });
  expect(problemsOf(nameless, [nameless]).name).toMatch(/needs a name/);
  const [first, second] = [draft({}), draft({ key: 'b', name: ' units' })];
  expect(problemsOf(second, [first, second]).name).toMatch(/Another list/);
  const long = draft({ text: `Oak Street\n${'x'.repeat(101)}` });
  expect(problemsOf(long, [long]).words).toMatch(/line 2$/);
  const many = draft({ text: Array.from({ length: 2_001 }, (_, n) => `unit ${n}`).join('\n') });
  expect(problemOfAll([many])).toMatch(/take out 1\./);
  for (const wrong of [[nameless], [first, second], [long], [many]])
    expect(HotWordLists.safeParse(toLists(wrong)).success).toBe(false);
});

test('what has no problem is what the server takes', () => {
  const drafts = [
    draft({ text: 'Medic 12' }),
    draft({ key: 'b', name: 'streets', queues: ['Main'], text: '' }),
  ];
  expect(drafts.map((one) => problemsOf(one, drafts))).toEqual([
    { name: null, words: null },
    { name: null, words: null },
  ]);
  expect(problemOfAll(drafts)).toBeNull();
  expect(HotWordLists.safeParse(toLists(drafts)).success).toBe(true);
});
