import { expect, test } from 'vitest';
import type { Answer, Opinion } from '../../model/judgement.ts';
import { cardOf, check } from '../testing/calls.ts';
import { type AnsweredHere, agreementWithPeople } from './people.ts';

const { format } = cardOf({ id: 'a', ...check({ says: ['x'] }) });
const at = '2026-03-01T12:00:00.000Z';
const opinion = (source: Opinion['source'], answer: Answer, by = ''): Opinion => ({
  source,
  answer,
  confidence: 1,
  reason: `${source} says so`,
  turns: [],
  model: source === 'model' ? { provider: 'ollama', model: by, prompt: 'v1' } : null,
  person: source === 'person' ? { name: by, at } : null,
});
const answered = (call: string, ...opinions: Opinion[]): AnsweredHere => ({
  call,
  scorecardId: format.id,
  scorecardVersion: format.version,
  criterionId: 'a',
  opinions,
});
const person = (answer: Answer, name = 'Ines') => opinion('person', answer, name);

test('rules, each model and people are compared by themselves, with how many calls', () => {
  const all = [
    answered('1', opinion('rule', 'yes'), opinion('model', 'no', 'large'), person('no')),
    answered('2', opinion('rule', 'no'), opinion('model', 'no', 'large'), person('no')),
    answered('3', opinion('rule', 'yes'), person('yes'), person('no', 'Piet')),
    answered('4', opinion('rule', 'yes'), opinion('model', 'yes', 'small'), person('yes')),
  ];
  const figures = agreementWithPeople(all, [format]).map(({ source, model, scorecards }) => {
    const [one] = scorecards[0]!.agreement.criteria;
    return [source, model, one!.n, one!.agreement.value];
  });
  expect(figures).toEqual([
    ['rule', null, 4, 0.5],
    ['model', 'large (ollama)', 2, 1],
    ['model', 'small (ollama)', 1, 1],
    ['person', null, 1, 0],
  ]);
});

test('each disagreement names the call, both answers and the reason that was given', () => {
  const [rules] = agreementWithPeople([answered('1', opinion('rule', 'yes'), person('no'))], [format]);
  expect(rules!.scorecards[0]!.mistakes).toMatchObject([
    { call: '1', id: 'a', expected: 'no', got: 'yes', reason: 'rule says so' },
  ]);
});

test('a scorecard that is not loaded any more is left out', () => {
  const [rules] = agreementWithPeople(
    [{ ...answered('1', opinion('rule', 'yes'), person('no')), scorecardVersion: 9 }],
    [format],
  );
  expect(rules!.scorecards).toEqual([]);
});
