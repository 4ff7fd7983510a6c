import { expect, test } from 'vitest';
import { EarshotError } from '../errors.ts';
import { firstState } from './caller.ts';
import { scenarioFrom, small } from './testing/scenarios.ts';

interface Problem {
  file: string;
  line: number;
  field: string;
  problem: string;
}

/** What loading says of the small scenario with parts of its text replaced. */
async function problemOf(...changes: [part: string, by: string][]): Promise<Problem & { text: string }> {
  const text = changes.reduce((before, [part, by]) => {
    expect(before).toContain(part);
    return before.replace(part, by);
  }, small);
  const error = await scenarioFrom(text).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EarshotError);
  expect((error as EarshotError).code).toBe('scenario_invalid');
  return { ...((error as EarshotError).details as unknown as Problem), text };
}

/** The line, from 1, on which a text stands. */
function lineOf(text: string, part: string): number {
  return text.split('\n').findIndex((line) => line.includes(part)) + 1;
}

const addressRule = (rule: string): [string, string] => [
  'title: the address,',
  `title: the address, reveal: ${rule},`,
];
const withEvent = (event: string): [string, string] => ['events: []', `events:\n  - ${event}`];

test('the small scenario of the tests loads', async () => {
  expect((await scenarioFrom(small)).format.id).toBe('tried');
});

test('a key that is not known is told with its line', async () => {
  const found = await problemOf(['summary:', 'sumary:']);
  expect(found).toMatchObject({ file: 'tried.yaml' });
  expect(found.problem).toBeTruthy();
});

test('a value out of bounds is told with file, line and field', async () => {
  const { text, ...found } = await problemOf(['level: 2', 'level: 9']);
  expect(found).toMatchObject({ file: 'tried.yaml', line: lineOf(text, 'level: 9'), field: 'level' });
});

test('YAML that is none is told with its line', async () => {
  const found = await problemOf(['ending: { atS: 300 }', 'ending: { atS: 300']);
  expect(found.line).toBeGreaterThan(1);
});

test('a fact that is not there is told where it is named', async () => {
  const { text, ...found } = await problemOf(['fact: address }', 'fact: adress }']);
  expect(found).toMatchObject({ line: lineOf(text, 'adress'), field: 'must.0.fact' });
  expect(found.problem).toBe('there is no fact "adress"');
});

test('a fact that nobody can ask for is refused', async () => {
  const { text, ...found } = await problemOf([', asked: ["how old"]', '']);
  expect(found.line).toBe(lineOf(text, 'title: his age'));
  expect(found.problem).toContain('can never be revealed');
});

test('a fact whose own question does not bring it out is refused', async () => {
  const found = await problemOf(['asked: ["how old"]', 'asked: ["which color"]']);
  expect(found.problem).toContain('can never be revealed: its own question');
});

test('a fact that wants more trust than there is is refused', async () => {
  const found = await problemOf(addressRule('{ trust: 6 }'));
  expect(found.problem).toContain('can never be revealed: trust 6');
});

test('a fact that wants a calmer caller than there can be is refused', async () => {
  const found = await problemOf(addressRule('{ distress: 2 }'), ['distress: 2,', 'distress: 4, floor: 3,']);
  expect(found.problem).toContain('gets calmer than 3');
});

test('a fact that somebody knows who never has the phone is refused', async () => {
  const found = await problemOf(
    ['caller: wife', '  son: { role: son, talk: child, distress: 2 }\ncaller: wife'],
    ['title: his age,', 'title: his age, knownBy: [son],'],
  );
  expect(found.problem).toContain('ever has the phone');
});

test('a fact of yes or no whose question asks for more is refused', async () => {
  const found = await problemOf(addressRule('yes_no'));
  expect(found.problem).toContain('cannot be answered so');
});

test('a fact that waits for an event after the end is refused', async () => {
  const found = await problemOf(
    withEvent('{ id: late, title: late, atS: 500 }'),
    addressRule('{ events: [late] }'),
  );
  expect(found.problem).toContain('can never happen: the call ends at 300 s');
});

test('an event that nothing makes happen is refused', async () => {
  for (const event of ['{ id: idle, title: idle }', '{ id: idle, title: idle, after: { delayS: 5 } }']) {
    const found = await problemOf(withEvent(event));
    expect(found.problem).toContain('nothing makes it happen');
  }
});

test('a fact that is true only after and only before the same event is refused', async () => {
  const found = await problemOf(withEvent('{ id: turn, title: turn, atS: 30 }'), [
    'title: his age,',
    'title: his age, until: turn, reveal: { events: [turn] },',
  ]);
  expect(found.problem).toContain('must have happened and must not');
});

test('facts that wait for each other are a loop', async () => {
  const found = await problemOf(addressRule('{ facts: [age] }'), [
    'title: his age,',
    'title: his age, reveal: { facts: [address] },',
  ]);
  expect(found.problem).toContain('a loop');
  expect(found.problem).toContain('fact address → fact age → fact address');
});

test('an event and a fact that wait for each other are a loop', async () => {
  const found = await problemOf(
    withEvent('{ id: turn, title: turn, after: { facts: [address] } }'),
    addressRule('{ events: [turn] }'),
  );
  expect(found.problem).toContain('fact address → event turn → fact address');
});

test('a line that says a number or a name outside the record is refused', async () => {
  const number = await problemOf(['says: ["66 Oak Terrace."]', 'says: ["67 Oak Terrace."]']);
  expect(number.problem).toContain('67 is not in the record');
  const name = await problemOf(['says: ["His chest hurts."]', 'says: ["Deborah says his chest hurts."]']);
  expect(name.problem).toContain('deborah is not in the record');
});

test('a type of incident that the pack does not have is refused', async () => {
  const found = await problemOf(['incident: CHESPAIN', 'incident: CHESTPAIN']);
  expect(found).toMatchObject({ field: 'expected.incident' });
});

test('a phrase with a cue nobody knows is told where it stands', async () => {
  const { text, ...found } = await problemOf(['"{asks_phone}"', '"{asks_fone}"']);
  expect(found.line).toBe(lineOf(text, 'asks_fone'));
});

test('a range of distress is settled by the seed', async () => {
  const play = await scenarioFrom(small.replace('distress: 2,', 'distress: { from: 2, to: 5 },'));
  const at = (seed: number) => firstState(play, seed).mood.distress;
  expect(at(5)).toBe(at(5));
  const drawn = Array.from({ length: 40 }, (_, seed) => at(seed));
  expect(Math.min(...drawn)).toBe(2);
  expect(Math.max(...drawn)).toBe(5);
});
