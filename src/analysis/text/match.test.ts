import { expect, test } from 'vitest';
import type { Turn } from '../../model/call.ts';
import { hear } from './hear.ts';
import { matchesOf } from './match.ts';
import { PatternError, parsePattern } from './pattern.ts';

function turn(text: string): Turn {
  return { index: 0, leg: 0, role: 'agent', startMs: 0, endMs: 1000, text, words: [], confidence: null };
}

function found(phrase: string, text: string): string[] {
  const [line] = hear({ turns: [turn(text)], metrics: null }).turns;
  const pattern = parsePattern(phrase, new Map());
  return matchesOf(pattern, line!).map(({ from, to }) =>
    line!.tokens
      .slice(from, to)
      .map((token) => token.word)
      .join(' '),
  );
}

test('endings of words are forgiven', () => {
  expect(found('thank you for calling', 'thanks you for call')).toHaveLength(1);
});

test('a recogniser’s slips are forgiven: sound-alikes, and rare words a letter or two off', () => {
  expect(found('hold on the line', 'whole on a line')).toHaveLength(1);
  expect(found('the ambulance', 'the ambulanse')).toHaveLength(1);
  expect(found('your reservation', 'your reservacion')).toHaveLength(1);
});

test('an everyday word is never taken for another one that looks like it', () => {
  expect(found('charge', 'change')).toEqual([]);
  expect(found('thank', 'think')).toEqual([]);
});

test('=word is that word only', () => {
  expect(found('=pin', 'pins')).toEqual([]);
  expect(found('pin', 'pins')).toHaveLength(1);
});

test('a choice, a word that may be missing and a gap', () => {
  expect(found('(may|can) i [please] have ... name', 'can I please have your full name')).toHaveLength(1);
  expect(found('(may|can) i [please] have ... name', 'may i have the name')).toHaveLength(1);
  expect(found('may i ...1 name', 'may i have your last name')).toEqual([]);
});

test('a gap does not reach into the next sentence', () => {
  expect(found('can i ... name', 'Can I? Your name')).toEqual([]);
});

test('kinds of words: numbers, telephone numbers and names', () => {
  expect(found('<phone>', 'it is 555-0142 thanks')).toEqual(['555 0142']);
  expect(found('<phone>', 'two eight one six')).toEqual([]);
  expect(found('my name is <proper>', 'my name is renata')).toHaveLength(1);
  expect(found('my name is <proper>', 'my name is on the form')).toEqual([]);
});

test('^ and $ hold a phrase to the start and the end of the turn', () => {
  expect(found('^ name $', 'Name?')).toHaveLength(1);
  expect(found('^ name $', 'your name')).toEqual([]);
});

test('a phrase that cannot be read says what is wrong with it', () => {
  expect(() => parsePattern('(thanks|thank you', new Map())).toThrow(PatternError);
  expect(() => parsePattern('hello {nobody}', new Map())).toThrow('there is no cue {nobody}');
  expect(() => parsePattern('a <thing>', new Map())).toThrow('is not a kind of word');
  expect(() => parsePattern('uh', new Map())).toThrow('never looked at');
  expect(() => parsePattern('what?', new Map())).toThrow('has no meaning');
});
