import { expect, test } from 'vitest';
import type { Role } from '../../model/call.ts';
import { judge } from '../judge.ts';
import { callOf, cardOf, check } from '../testing/calls.ts';
import { RuleError } from './condition.ts';
import type { Cue } from './phrases.ts';

type Lines = ([Role, string] | number)[];

function answer(when: unknown, lines: Lines, more: object = {}, cues: Record<string, Cue> = {}) {
  return judge(callOf('psap', lines), cardOf(check(when), more, cues)).marks[0]!.answer;
}

test('says: a phrase counts for the speaker asked for, the agent when nobody is named', () => {
  const when = { says: ['what is the address'] };
  expect(answer(when, [['agent', 'what is the address']])).toBe('yes');
  expect(
    answer(when, [
      ['agent', 'okay'],
      ['customer', 'they asked what is the address'],
    ]),
  ).toBe('no');
  expect(
    answer({ ...when, by: 'customer' }, [
      ['agent', 'hi'],
      ['customer', 'what is the address'],
    ]),
  ).toBe('yes');
});

test('says: so many times, in so many turns', () => {
  const twice: Lines = [
    ['agent', 'please hold please'],
    ['customer', 'okay'],
    ['agent', 'please wait'],
  ];
  expect(answer({ says: ['please'], atLeast: 2 }, twice)).toBe('yes');
  expect(answer({ says: ['please'], atLeast: 3 }, twice)).toBe('no');
  expect(answer({ says: ['please'], atMost: 1 }, twice)).toBe('no');
});

test('says: with `asking` only in a question, or in a few words that may be one', () => {
  const when = { says: ['(gate|cross street)'], asking: true };
  expect(answer(when, [['agent', 'okay and is there a gate they have to get through']])).toBe('yes');
  expect(answer(when, [['agent', 'nearest cross street']])).toBe('yes');
  expect(answer(when, [['agent', 'somebody go and wait by the gate for them']])).toBe('no');
});

test('a cue drops what is negated, reported or meant otherwise', () => {
  const cues = {
    promise: {
      any: ['i promise', 'will be fine'],
      negated: 'drop' as const,
      quoted: 'drop' as const,
      unless: ['fine by me'],
    },
  };
  const when = { says: ['{promise}'] };
  expect(answer(when, [['agent', 'i promise you']], {}, cues)).toBe('yes');
  expect(answer(when, [['agent', "i can't say he will be fine"]], {}, cues)).toBe('no');
  expect(answer(when, [['agent', 'she told you he will be fine']], {}, cues)).toBe('no');
  expect(answer(when, [['agent', 'that will be fine by me']], {}, cues)).toBe('no');
});

test('windows: first and last turns, seconds, share, before, after and up to an observation', () => {
  const lines: Lines = [
    ['agent', 'hello'],
    ['customer', 'hi'],
    ['agent', 'one'],
    ['customer', 'help'],
    20,
    ['agent', 'bye'],
  ];
  const within = (window: object, says: string) => answer({ says: [says], in: window }, lines);
  expect(within({ firstTurns: 2 }, 'one')).toBe('yes');
  expect(within({ firstTurns: 2 }, 'bye')).toBe('no');
  expect(within({ lastTurns: 1 }, 'bye')).toBe('yes');
  expect(within({ toS: 10 }, 'bye')).toBe('no');
  expect(within({ fromShare: 0.9 }, 'bye')).toBe('yes');
  const more = { observations: { asked: { shows: 'help', when: { says: ['help'], by: 'customer' } } } };
  expect(answer({ says: ['bye'], in: { after: 'asked' } }, lines, more)).toBe('yes');
  expect(answer({ says: ['bye'], in: { before: 'asked' } }, lines, more)).toBe('no');
  const upTo = (says: string) => answer({ says: [says], by: 'customer', in: { upTo: 'asked' } }, lines, more);
  expect(upTo('help')).toBe('yes');
  expect(answer({ says: ['bye'], in: { upTo: 'asked' } }, lines, more)).toBe('no');
});

test('asks: a question counts only when the other side answers it', () => {
  const when = { asks: ['your name'], answered: 'anything' };
  expect(
    answer(when, [
      ['agent', 'your name'],
      ['customer', 'doreen'],
    ]),
  ).toBe('yes');
  expect(
    answer(when, [
      ['agent', 'your name'],
      ['agent', 'hello'],
    ]),
  ).toBe('no');
  const yes = { asks: ['any weapons'], answered: ['yes'] };
  expect(
    answer(yes, [
      ['agent', 'any weapons'],
      ['customer', 'no'],
    ]),
  ).toBe('no');
  expect(
    answer(yes, [
      ['agent', 'any weapons'],
      ['customer', 'yeah a knife'],
    ]),
  ).toBe('yes');
});

test('ranked: a question among the first so many', () => {
  const when = { ranked: ['the address'], atMost: 2 };
  expect(
    answer(when, [
      ['agent', 'what happened'],
      ['agent', "what's the address"],
    ]),
  ).toBe('yes');
  expect(
    answer(when, [
      ['agent', 'what happened'],
      ['agent', 'how old is he'],
      ['agent', "what's the address"],
    ]),
  ).toBe('no');
});

test('echoes: a number said back, and agreed to', () => {
  const lines: Lines = [
    ['customer', 'five five five oh one four two'],
    ['agent', '555-0142, is that right'],
    ['customer', 'yes'],
  ];
  expect(answer({ echoes: 'phone', agreed: true }, lines)).toBe('yes');
  expect(answer({ echoes: 'phone', agreed: true }, lines.slice(0, 2))).toBe('no');
  expect(answer({ echoes: 'phone' }, [lines[0]!, ['agent', '555-0143']])).toBe('no');
  expect(answer({ echoes: 'phone' }, [lines[0]!, ['agent', 'ending in oh one four two']])).toBe('yes');
});

test('place: said back and agreed to by the other side', () => {
  const when = { place: 'saidBack', askedBy: ["what's the address"] };
  const asked: Lines = [
    ['agent', "what's the address"],
    ['customer', 'twenty eight sixteen larkspur lane'],
  ];
  expect(answer(when, [...asked, ['agent', 'twenty eight sixteen larkspur'], ['customer', 'yes']])).toBe(
    'yes',
  );
  expect(
    answer(when, [...asked, ['agent', 'twenty eight sixteen larkspur'], ['customer', 'no eighteen sixteen']]),
  ).toBe('yes');
  expect(
    answer(when, [
      ...asked,
      ['agent', 'twenty eight sixteen larkspur'],
      ['customer', 'the brick one at twenty eight sixteen'],
    ]),
  ).toBe('yes');
  expect(answer(when, [...asked, ['agent', 'okay what happened'], ['customer', 'yes']])).toBe('no');
  expect(answer(when, [...asked, ['agent', 'twenty six sixteen larkspur'], ['customer', 'hurry']])).toBe(
    'no',
  );
});

test('interrupts: speaking while the other still does, but not with a sound of listening', () => {
  const lines = (words: string): Lines => [
    ['agent', 'go on'],
    ['customer', 'so then he took my car and'],
    -1,
    ['agent', words],
  ];
  expect(answer({ interrupts: 'customer' }, lines('you should have called us before'))).toBe('yes');
  expect(answer({ interrupts: 'customer' }, lines('okay'))).toBe('no');
});

test('pauseOverS: silence that nobody announced', () => {
  const when = { pauseOverS: 10, unlessAnnounced: ['one moment'] };
  expect(answer(when, [['agent', 'okay'], 12, ['agent', 'it went through']])).toBe('yes');
  expect(answer(when, [['agent', 'one moment please'], 12, ['agent', 'it went through']])).toBe('no');
});

test('what was not measured cannot be told, and the answer is unclear', () => {
  expect(answer({ metric: 'deadAir.longestMs', atMost: 10_000 }, [['agent', 'hello']])).toBe('unclear');
});

test('a cue drops what is only asked about, and keeps what is asked to be done', () => {
  const cues = { locks: { any: ['lock ...2 door'], asked: 'drop' as const } };
  const when = { says: ['{locks}'] };
  expect(answer(when, [['agent', 'Did you lock the door?']], {}, cues)).toBe('no');
  expect(answer(when, [['agent', 'did you lock the door']], {}, cues)).toBe('no');
  expect(answer(when, [['agent', 'Can you lock the door?']], {}, cues)).toBe('yes');
  expect(answer(when, [['agent', 'Is he outside? Lock the door.']], {}, cues)).toBe('yes');
});

test('all, any, not, some and order join conditions', () => {
  const lines: Lines = [
    ['agent', 'alpha'],
    ['customer', 'x'],
    ['agent', 'beta'],
  ];
  const [alpha, beta, gamma] = ['alpha', 'beta', 'gamma'].map((word) => ({ says: [word] }));
  expect(answer({ all: [alpha, beta] }, lines)).toBe('yes');
  expect(answer({ all: [alpha, gamma] }, lines)).toBe('no');
  expect(answer({ any: [gamma, beta] }, lines)).toBe('yes');
  expect(answer({ not: gamma }, lines)).toBe('yes');
  expect(answer({ some: { of: [alpha, beta, gamma], atLeast: 2 } }, lines)).toBe('yes');
  expect(answer({ order: { first: alpha, next: beta } }, lines)).toBe('yes');
  expect(answer({ order: { first: beta, next: alpha } }, lines)).toBe('no');
});

test('an unknown observation, and one that rests on itself, are refused', () => {
  expect(() => cardOf(check('nobody'))).toThrow(RuleError);
  const circle = { a: { shows: 'a', when: 'b' }, b: { shows: 'b', when: { not: 'a' } } };
  expect(() => cardOf(check('a'), { observations: circle })).toThrow('rests on itself');
});
