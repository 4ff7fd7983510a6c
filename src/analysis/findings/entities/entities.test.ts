import { expect, test } from 'vitest';
import type { Role } from '../../../model/call.ts';
import type { JudgedCall } from '../../judged-call.ts';
import { callOf } from '../../testing/calls.ts';
import { hear } from '../../text/hear.ts';
import { piiFindings } from '../pii.ts';
import { entityFindings, mentionsIn } from './entities.ts';

const found = (find: typeof entityFindings, kind: JudgedCall['kind'], lines: [Role, string][]) => {
  const call = callOf(kind, lines);
  return find(call, mentionsIn(call, hear(call))).map(({ type, value, turn, chars }) => {
    return { type, value, text: call.turns[turn!]!.text.slice(chars!.start, chars!.end), turn };
  });
};
const entities = (...lines: [Role, string][]) => found(entityFindings, 'psap', lines);
const service = (...lines: [Role, string][]) => found(entityFindings, 'contact-centre', lines);
const pii = (...lines: [Role, string][]) => found(piiFindings, 'contact-centre', lines);

test('an address as it is spoken is found whole, with its number in digits', () => {
  expect(entities(['customer', "i'm at fourteen twenty two east maple street please hurry"])).toContainEqual({
    type: 'address',
    value: '1422 E Maple St',
    text: 'fourteen twenty two east maple street',
    turn: 0,
  });
});

test('a telephone number is found when given and when read back', () => {
  const phones = entities(
    ['agent', 'what number are you calling from'],
    ['customer', 'five five five oh one four two'],
    ['agent', '555-0142 got it'],
  ).filter((one) => one.type === 'phone');
  expect(phones.map(({ value, turn }) => [value, turn])).toEqual([
    ['555-0142', 1],
    ['555-0142', 2],
  ]);
});

test('a name is found where it is given, spelled, and used', () => {
  const names = service(
    ['agent', 'may i have your name please'],
    ['customer', 'yes gwen hathaway h a t h a w a y'],
    ['agent', 'thank you gwen'],
  ).filter((one) => one.type === 'person');
  expect(names).toEqual([
    { type: 'person', value: 'Gwen Hathaway', text: 'gwen hathaway h a t h a w a y', turn: 1 },
    { type: 'person', value: 'Gwen', text: 'gwen', turn: 2 },
  ]);
});

test('an everyday word is a name only where it is given as one', () => {
  const words = (text: string) => entities(['customer', text]).filter((one) => one.type === 'person');
  expect(words('will you please send someone i may faint')).toEqual([]);
  expect(words('my name is grace')).toHaveLength(1);
});

test('an e-mail address as it is spoken is found', () => {
  expect(service(['customer', "it's john dot smith at gmail dot com"])).toContainEqual(
    expect.objectContaining({ type: 'email', value: 'john.smith@gmail.com' }),
  );
});

test('a denied weapon is no weapon, and one asked for neither', () => {
  expect(
    entities(['agent', 'does he have a gun'], ['customer', "no gun but he's got a kitchen knife"]),
  ).toContainEqual(expect.objectContaining({ type: 'weapon', value: 'kitchen knife', turn: 1 }));
  expect(entities(['agent', 'does he have a gun'], ['customer', 'no gun'])).toEqual([]);
});

test('a card with its date and code is kept out of what is published, a flat number is not', () => {
  const text = 'my card is 4111 1111 1111 1111 exp 04/27 security code 123 and i live in unit 123';
  expect(pii(['customer', text]).map((one) => [one.type, one.text])).toEqual([
    ['CARD', '4111 1111 1111 1111'],
    ['CARD', '04/27'],
    ['CVV', '123'],
    ['ADDRESS', 'unit 123'],
  ]);
});

test('a number as long as a card’s with a wrong check digit is possible, not certain', () => {
  const call = callOf('contact-centre', [['customer', 'it is 4111 1111 1111 1112']]);
  expect(piiFindings(call, mentionsIn(call, hear(call)))).toMatchObject([
    { type: 'CARD', status: 'possible' },
  ]);
});

test('a date of birth is found where it is asked for', () => {
  expect(
    pii(['agent', 'and your date of birth'], ['customer', 'march ninth nineteen eighty']).map((one) => [
      one.type,
      one.text,
    ]),
  ).toEqual([['DOB', 'march ninth nineteen eighty']]);
});
