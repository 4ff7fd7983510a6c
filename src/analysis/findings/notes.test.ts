import { beforeAll, expect, test } from 'vitest';
import type { Role } from '../../model/call.ts';
import { analyse } from '../analyse.ts';
import { loadPacks } from '../packs/load-packs.ts';
import type { Pack } from '../packs/pack.ts';
import { callOf, packsFolder } from '../testing/calls.ts';

let packs: Pack[];
beforeAll(async () => {
  packs = await loadPacks(packsFolder);
});

type Lines = ([Role, string] | number)[];

function noted(kind: 'psap' | 'contact-centre', lines: Lines, finding: string) {
  return analyse(callOf(kind, lines), packs).findings.filter((one) => one.kind === finding);
}

test.each([
  ['I want to cancel my gym membership, please.', 'cancel'],
  ["i'd like to make a payment on my electric bill", 'payment'],
  ['My router keeps blinking and the internet is down.', 'support'],
  ["Hi, I'm shopping around and want a quote for renters insurance.", 'sales'],
  ['i need to change my delivery address', 'request'],
  ['I just have a quick question about the deductible.', 'question'],
  ["i'm looking for some information on the status of my refund", 'information'],
  ['I have a complaint. You people charged me twice, this is ridiculous.', 'complaint'],
])('why a customer calls: %s', (said, intent) => {
  const [found] = noted(
    'contact-centre',
    [
      ['agent', 'How can I help?'],
      ['customer', said],
    ],
    'intent',
  );
  expect(found).toMatchObject({ type: intent, turn: 1, source: 'rule' });
});

test('a customer who comes cross and leaves pleased starts negative and ends positive, cautiously', () => {
  const found = noted(
    'contact-centre',
    [
      ['customer', 'This is ridiculous, it is the third time I call.'],
      ['agent', 'I am sorry. Let me put that right.'],
      ['customer', 'Fine.'],
      ['agent', 'It is done, the refund is on its way.'],
      ['customer', 'Oh wow, thank you so much, you have been very kind.'],
    ],
    'sentiment',
  );
  const mood = (type: string) => found.find((one) => one.type === type);
  expect(mood('customer_start')).toMatchObject({ value: 'negative', turn: 0 });
  expect(mood('customer_end')).toMatchObject({ value: 'positive', turn: 4 });
  expect(found.every((one) => one.confidence <= 0.8)).toBe(true);
});

test('a call without grievance holds no complaint', () => {
  const lines: Lines = [
    ['customer', 'Hi, could you move my appointment to Friday?'],
    ['agent', 'Of course, Friday at ten.'],
  ];
  expect(noted('contact-centre', lines, 'complaint')).toEqual([]);
});

test('action items name who acts, in the words and characters of their turn, and are not told twice', () => {
  const lines: Lines = [
    ['agent', "I'll send a new card today. Please destroy the old one, and please bring your receipt."],
    ['customer', "Okay, I'll call back tomorrow."],
    ['agent', "So, I'll send a new card today."],
  ];
  const call = callOf('contact-centre', lines);
  const found = analyse(call, packs).findings.filter((one) => one.kind === 'action_item');
  expect(found.map(({ type, value, turn }) => [type, value, turn])).toEqual([
    ['agent', "I'll send a new card today", 0],
    ['customer', 'please bring your receipt', 0],
    ['customer', "I'll call back tomorrow", 1],
  ]);
  for (const { chars, turn, value } of found) {
    expect(call.turns[turn!]!.text.slice(chars!.start, chars!.end)).toBe(value);
  }
});

test('on an emergency call instructions are for the caller and help for the call taker', () => {
  const found = noted(
    'psap',
    [
      ['agent', 'nine one one what is the address of the emergency'],
      ['customer', 'fourteen twenty two maple street my dad fell'],
      ['agent', 'the ambulance is on the way please unlock the front door'],
    ],
    'action_item',
  );
  expect(found.map(({ type }) => type)).toEqual(['call_taker', 'caller']);
});

test('a summary is made of words of the call, each slot with its turn', () => {
  const call = callOf('psap', [
    ['agent', 'nine one one where is the emergency'],
    ['customer', 'fourteen twenty two maple street my dad fell in the kitchen'],
    ['agent', 'okay the ambulance is on the way stay on the line with me'],
  ]);
  const found = analyse(call, packs).findings.filter((one) => one.kind === 'summary');
  expect(found.map(({ type, turn }) => [type, turn])).toEqual([
    ['where', 1],
    ['who', 1],
    ['what', 1],
    ['outcome', 2],
    ['next', 2],
  ]);
  for (const { turn, value } of found) expect(call.turns[turn!]!.text).toContain(value);
});
