import { expect, test } from 'vitest';
import type { EarListener } from './ear.ts';
import { openLaterEar } from './later-ear.ts';

test('what an ear tells of a call that it hears from later on stands at the call’s own times', () => {
  const told: unknown[] = [];
  const listener: EarListener = {
    partial: ({ startMs }) => void told.push(startMs),
    turn: ({ startMs, endMs, words }, segment) =>
      void told.push([startMs, endMs, words[0]?.startMs, segment]),
    missed: ({ startMs, endMs }) => void told.push([startMs, endMs]),
  };
  let inner: EarListener | undefined;
  openLaterEar([60_000, 90_000], listener, (own) => {
    inner = own;
    return undefined;
  });
  const word = { text: 'fire', startMs: 120, endMs: 400, confidence: null };
  const turn = { leg: 1, startMs: 100, endMs: 900, text: 'fire', words: [word], confidence: null };
  inner!.turn(turn, '1 100');
  inner!.partial({ leg: 0, startMs: 50, stable: '', tail: 'fi' });
  inner!.missed({ leg: 0, startMs: 10, endMs: 20, reason: 'noise' });
  expect(told).toEqual([[90_100, 90_900, 90_120, '90000+1 100'], 60_050, [60_010, 60_020]]);
});
