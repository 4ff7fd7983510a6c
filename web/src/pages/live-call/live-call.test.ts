import { expect, test } from 'vitest';
import type { Finding } from '../../../../src/model/judgement.ts';
import type { LiveDetail } from '../../../../src/model/live.ts';
import { stateOf } from './checklist.ts';
import { factsOf } from './facts.ts';

function finding(kind: string, type: string, more: Partial<Finding> = {}): Finding {
  return {
    kind,
    type,
    value: null,
    status: null,
    turn: 0,
    chars: null,
    span: { startMs: 0, endMs: 1 },
    confidence: 1,
    source: 'rule',
    ...more,
  };
}

function facts(...findings: Finding[]) {
  const call = { kind: 'psap', findings, evaluation: null, incident: null } as unknown as LiveDetail;
  return Object.fromEntries(factsOf(call).map((fact) => [fact.id, fact]));
}

test('the place that was said last counts, unless it was taken back', () => {
  const said = facts(
    finding('entity', 'address', { value: '12 Quarry Ln', turn: 1 }),
    finding('entity', 'address', { value: '14 Quarry Ln', turn: 3 }),
    finding('entity', 'address', { value: '16 Quarry Ln', turn: 5, status: 'denied' }),
  );
  expect(said.location).toMatchObject({ value: '14 Quarry Ln', turn: 3 });
});

test('a street said again takes no house number away, and another street is another place', () => {
  const first = finding('entity', 'address', { value: '512 Tansy St', turn: 1 });
  const again = finding('entity', 'address', { value: 'Tansy St', turn: 3 });
  expect(facts(first, again).location).toMatchObject({ value: '512 Tansy St', turn: 1 });
  const other = finding('entity', 'address', { value: 'Oak St', turn: 5 });
  expect(facts(first, other).location).toMatchObject({ value: 'Oak St', turn: 5 });
});

test.each([
  ['the agent begins with their own name', [['agent', 'Jordan']], null],
  [
    'also where it is known who they are',
    [
      ['agent', 'Sam'],
      ['agent', 'Jordan Pike'],
    ],
    null,
  ],
  [
    'the customer is whom the agent names',
    [
      ['agent', 'Jordan'],
      ['agent', 'Owen'],
    ],
    'Owen',
  ],
  [
    'a name keeps its family name',
    [
      ['customer', 'Owen Abernathy'],
      ['agent', 'Owen'],
      ['customer', 'Owen'],
    ],
    'Owen Abernathy',
  ],
  [
    'greeting the agent is no name',
    [
      ['agent', 'Jordan'],
      ['customer', 'Jordan'],
      ['customer', 'Curtis Bell'],
    ],
    'Curtis Bell',
  ],
  ['the customer who only greets the agent is not known', [['customer', 'Jordan']], null],
  [
    'another name is another customer',
    [
      ['customer', 'Owen Abernathy'],
      ['customer', 'Rosa Abernathy'],
    ],
    'Rosa Abernathy',
  ],
])('%s', (_, said, customer) => {
  const call = {
    kind: 'contact-centre',
    agent: 'Jordan Pike',
    turns: said.map(([role]) => ({ role })),
    findings: said.map(([, value], turn) => finding('entity', 'person', { value: value!, turn })),
  } as unknown as LiveDetail;
  expect(factsOf(call).find(({ id }) => id === 'customer')?.value).toBe(customer);
});

test('a weapon that was only asked about is neither there nor absent', () => {
  expect(facts(finding('risk', 'weapon_firearm', { status: 'asked', turn: 2 })).weapons).toMatchObject({
    value: null,
    note: { text: 'asked' },
  });
  expect(facts(finding('risk', 'weapon_firearm', { status: 'denied' })).weapons?.value).toMatch(/^None/);
  expect(facts().weapons).toMatchObject({ value: null, note: null });
});

test('what is not done while a call lasts is open and no fault', () => {
  expect(
    ['yes', 'no', 'partial', 'na', 'unclear'].map((answer) => stateOf({ answer: answer as 'yes' })),
  ).toEqual(['done', 'open', 'open', 'skipped', 'open']);
  expect([2, 3, 5].map((answer) => stateOf({ answer }))).toEqual(['open', 'done', 'done']);
});
