import { expect, test } from 'vitest';
import type { Finding, Mark } from '../../model/judgement.ts';
import { judge } from '../judge.ts';
import { QuestionsFormat } from '../packs/question-format.ts';
import { compileQuestions } from '../packs/questions.ts';
import { callOf, cardOf } from '../testing/calls.ts';
import { answerByShare } from './items.ts';

const colours = ['red', 'blue', 'green', 'white', 'black', 'brown', 'pink', 'orange'];
const questions = compileQuestions(
  QuestionsFormat.parse({
    id: 'tried-questions',
    version: 1,
    title: 'Tried',
    items: {
      ...Object.fromEntries(
        colours.map((colour) => [
          colour,
          { need: `whether it is ${colour}`, asks: [`is it ${colour}`], tells: [`it was all ${colour}`] },
        ]),
      ),
      lid: {
        need: 'whether the lid is shut',
        asks: ['is the lid shut'],
        appliesWhen: { says: ['lid'], by: 'customer' },
      },
    },
    caseEntry: [],
    sets: { paint: { title: 'Paint', items: [...colours, 'lid'] } },
  }),
  new Map(),
);
const card = cardOf(
  { answers: 'check', judge: { items: 'question_set' } },
  { questions: 'questions.v1' },
  {},
  questions,
);

const incident = (value: string): Finding => ({
  kind: 'incident',
  type: 'PAINT',
  value,
  status: null,
  turn: null,
  chars: null,
  span: { startMs: 0, endMs: 0 },
  confidence: 1,
  source: 'rule',
});

/** Marks a call in which the first `asked` colours are asked for. */
function marked(asked: number, said: string, findings: Finding[] = [incident('paint')]): Mark {
  const call = callOf('psap', [
    ['customer', said],
    ...colours.slice(0, asked).flatMap((colour): [['agent', string], ['customer', string]] => [
      ['agent', `Is it ${colour}?`],
      ['customer', 'No.'],
    ]),
    ['agent', 'Okay.'],
  ]);
  return judge(call, card, findings).marks[0]!;
}

test('six of eight items earn three quarters of the weight, and what was left out is named', () => {
  const mark = marked(6, 'A bucket of paint fell over.');
  expect(mark).toMatchObject({ answer: 'yes', points: 0.75 });
  expect(mark.reason).toContain('6 of 8');
  expect(mark.reason).toContain('whether it is pink');
});

test('what the caller tells at once need not be asked, and what is not for the call does not count', () => {
  const { items } = marked(1, 'A bucket fell and it was all blue, everywhere.');
  const stateOf = (id: string) => items.find((item) => item.id === id);
  expect(stateOf('red')).toMatchObject({ state: 'done', turns: [1] });
  expect(stateOf('blue')).toMatchObject({ state: 'obvious', turns: [0] });
  expect(stateOf('green')).toMatchObject({ state: 'missed', turns: [] });
  expect(stateOf('lid')).toMatchObject({ state: 'skipped' });
  expect(marked(1, 'A bucket fell, and the lid came off.').items.at(-1)!.state).toBe('missed');
});

test('fewer items known are a partial answer, and hardly any a no', () => {
  expect(marked(4, 'A bucket of paint fell over.').answer).toBe('partial');
  expect(marked(2, 'A bucket of paint fell over.')).toMatchObject({ answer: 'no', points: 0.25 });
});

test('a type without questions is not judged by them, and an unknown type is unclear', () => {
  expect(marked(6, 'A bucket of paint fell over.', [incident('none')]).answer).toBe('na');
  expect(marked(6, 'A bucket of paint fell over.', []).answer).toBe('unclear');
});

test('who asks little earns no more than a partial answer, and who asks much needs less of the set', () => {
  const judge = { yes: 0.75, partial: 0.2, asking: { least: 10, enough: 12 } };
  expect(answerByShare(0.9, 10, judge)).toBe('yes');
  expect(answerByShare(0.9, 9, judge)).toBe('partial');
  expect(answerByShare(0.5, 12, judge)).toBe('yes');
  expect(answerByShare(0.5, 11, judge)).toBe('partial');
  expect(answerByShare(0.1, 20, judge)).toBe('no');
});
