import { expect, test } from 'vitest';
import { checkReply } from './reply-check.ts';

const allowed = ['66 Oak Terrace', '555-0142', 'My husband has pain in his chest.'];
const withheld = ['18 Willow Bend Road', 'a handgun in the bedroom drawer'];
const kinds = (reply: string) => checkReply(reply, { allowed, withheld }).map(({ kind }) => kind);

test('a reply of told facts is fine, in digits and in words', () => {
  expect(kinds("It's 66 Oak Terrace, please hurry!")).toEqual([]);
  expect(kinds('Sixty-six Oak Terrace. Five five five, oh one four two.')).toEqual([]);
});

test('a number that is not in what was told is refused', () => {
  expect(kinds("It's 67 Oak Terrace.")).toEqual(['number']);
  expect(kinds('He is fifty-eight.')).toEqual(['number']);
});

test('a name and a street that are not in what was told are refused', () => {
  expect(kinds('My name is Deborah.')).toEqual(['name']);
  expect(kinds('We are near Jefferson.')).toEqual(['name']);
});

test('a word that only a withheld fact has is refused', () => {
  expect(kinds('He has a handgun.')).toEqual(['withheld']);
});

test('everyday exclamations, "no one" and "mom" are no names and no numbers', () => {
  expect(kinds('Oh my God, no one is here but Mom and I.')).toEqual([]);
});

test('more than twenty-five words are refused', () => {
  expect(kinds(Array.from({ length: 26 }, () => 'please').join(' '))).toEqual(['too_long']);
  expect(kinds(Array.from({ length: 25 }, () => 'please').join(' '))).toEqual([]);
});

test.each(['*sobbing* Please hurry.', '[crying] Please.', '(whispers) He is here.'])(
  'a stage direction is refused: %s',
  (reply) => expect(kinds(reply)).toContain('stage_direction'),
);
