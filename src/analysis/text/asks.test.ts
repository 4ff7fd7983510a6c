import { expect, test } from 'vitest';
import { callOf } from '../testing/calls.ts';
import { asksIn } from './asks.ts';
import { hear } from './hear.ts';

function asks(text: string): number {
  return asksIn(hear(callOf('psap', [['agent', text]])).turns[0]!);
}

test('every question of a turn is counted, written or as a recogniser writes it', () => {
  expect(asks("What's your name, how old are you, and is anybody home with you?")).toBe(3);
  expect(asks("what's burning is anybody hurt and is everybody else out")).toBe(3);
  expect(asks("what's he wearing and does he have any tattoos or scars")).toBe(2);
});

test('a list of things asked about is more than one question', () => {
  expect(asks('Are you short of breath, sweaty, sick to your stomach, anything like that?')).toBe(2);
  expect(asks("what's his name and date of birth")).toBe(2);
});

test('a choice, a question whether it was heard right, and a clause are no further question', () => {
  expect(asks('is that a house or an apartment')).toBe(1);
  expect(asks('forty four seventy west sahuaro way is that right')).toBe(0);
  expect(asks('how long before you called did he drop')).toBe(1);
  expect(asks('tell me what happened')).toBe(1);
  expect(asks('Do you need police, fire, or medical?')).toBe(1);
  expect(asks('What did the clock say, roughly, at the door?')).toBe(1);
  expect(asks("What a thing to find out. You'd be surprised how often. Where are you?")).toBe(1);
});
