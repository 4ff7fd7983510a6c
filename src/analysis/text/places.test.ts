import { expect, test } from 'vitest';
import type { Turn } from '../../model/call.ts';
import { hear } from './hear.ts';
import { placeInAnswer, placesIn } from './places.ts';

function line(text: string) {
  const turn: Turn = {
    index: 0,
    leg: 1,
    role: 'customer',
    startMs: 0,
    endMs: 1,
    text,
    words: [],
    confidence: null,
  };
  return hear({ turns: [turn], metrics: null }).turns[0]!;
}

test('an address is found with its number, written or spoken', () => {
  expect(placesIn(line("It's 1422 North Maple Street, hurry"))[0]).toMatchObject({ digits: '1422' });
  expect(placesIn(line('uh twenty eight sixteen lark spur lane'))[0]).toMatchObject({ digits: '2816' });
  expect(placesIn(line('forty four seventy west so waro way'))[0]).toMatchObject({ digits: '4470' });
});

test('a road without a number, and a marker on a highway', () => {
  expect(placesIn(line('on the Cobble Hill Road'))[0]).toMatchObject({ digits: null });
  expect(placesIn(line('by mile marker 117'))[0]).toMatchObject({ digits: '117' });
});

test('plain words that are also kinds of roads are no place', () => {
  for (const text of ['no way', "it's some two lane", 'they are on the way', 'we are in close touch']) {
    expect(placesIn(line(text))).toEqual([]);
  }
});

test('a name or a corner is a place only in answer to the question', () => {
  expect(placeInAnswer(line('the Copper Lantern, on Vane'))).toBeDefined();
  expect(placeInAnswer(line('pruitt its hollis and pruitt'))).toBeDefined();
  expect(placeInAnswer(line('please just come'))).toBeUndefined();
});

test('a number said twice by an upset caller is that number', () => {
  expect(placeInAnswer(line('six forty one six forty one tupelo'))).toMatchObject({ digits: '641' });
});
