import { expect, test } from 'vitest';
import type { Listed } from '../../api/live/live-store.ts';
import { countWords, isWanted, LiveSearch } from './live-search.ts';
import { fitOnScreen } from './tv-fit.ts';

const call = (more: Partial<Listed> = {}): Listed => ({
  id: 'a',
  weight: 'none',
  isDrill: false,
  kind: 'psap',
  queue: 'fire',
  team: 'night shift',
  agent: 'Ines Okafor',
  ...more,
});

test('calls are narrowed by kind, queue, team and any part of the name of the agent', () => {
  expect(isWanted(call(), LiveSearch.parse({ agent: 'oka', queue: 'fire', kind: 'psap' }))).toBe(true);
  expect(isWanted(call(), LiveSearch.parse({ queue: 'ems' }))).toBe(false);
  expect(isWanted(call(), LiveSearch.parse({ team: 'night shift' }))).toBe(true);
  expect(isWanted(call({ team: null }), LiveSearch.parse({ team: 'night shift' }))).toBe(false);
  expect(isWanted(call({ agent: null }), LiveSearch.parse({ agent: 'oka' }))).toBe(false);
  expect(isWanted(call({ kind: null }), LiveSearch.parse({ kind: 'psap' }))).toBe(false);
});

test('the count says how many need somebody now', () => {
  expect(countWords([call()])).toBe('1 call open');
  expect(countWords([call(), call({ weight: 'now' })])).toBe('2 calls open, 1 needs somebody now');
});

test('drills are counted apart: nobody is in need', () => {
  const drill = call({ weight: 'now', isDrill: true });
  expect(countWords([drill])).toBe('0 calls open, 1 drill');
  expect(countWords([call({ weight: 'now' }), call(), drill, drill])).toBe(
    '2 calls open, 1 needs somebody now, 2 drills',
  );
});

test('all calls fill a screen on the wall without scrolling, the fewer the larger', () => {
  const screen = { width: 1920, height: 1080 };
  const few = fitOnScreen(4, screen);
  const many = fitOnScreen(24, screen);
  expect(few.cards).toBe(4);
  expect(many.cards).toBe(24);
  expect(few.fontPx).toBeGreaterThan(many.fontPx);
  expect(Math.ceil(24 / many.columns) * 8 * many.fontPx).toBeLessThanOrEqual(screen.height);
});

test('type never gets too small to read: calls that do not fit are left to the count', () => {
  const { cards, fontPx } = fitOnScreen(100, { width: 1280, height: 720 });
  expect(fontPx).toBe(12);
  expect(cards).toBeLessThan(100);
});
