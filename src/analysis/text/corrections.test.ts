import { expect, test } from 'vitest';
import { correctionsIn } from './corrections.ts';
import { tokenise } from './tokens.ts';

const takenBack = (text: string) => {
  const { tokens } = tokenise(text);
  return correctionsIn(tokens).map(({ away, instead }) => {
    return [
      text.slice(tokens[away.from]!.start, tokens[away.to - 1]!.end),
      text.slice(tokens[instead]!.start),
    ];
  });
};

test.each([
  ['he has a gun no wait a knife', 'a gun', 'a knife'],
  ["it's four sixteen i mean four sixty", 'four sixteen', 'four sixty'],
  ['2200 Delancey. No, 2220', '2200 Delancey', '2220'],
  ['saint kits no saint kitts court', 'saint kits', 'saint kitts court'],
  ['4 1 9. No, sorry, 4 7 9', '4 1 9', '4 7 9'],
  ['oak street scratch that elm street', 'street', 'elm street'],
])('%s takes back "%s"', (text, away, instead) => {
  expect(takenBack(text)).toEqual([[away, instead]]);
});

test.each([
  'no he has a gun',
  'there is no fire just smoke',
  'i am sorry to hear that',
  'no no no please hurry',
])('%s takes nothing back', (text) => {
  expect(takenBack(text)).toEqual([]);
});
