import { expect, test } from 'vitest';
import type { Need } from '../../../../src/model/live.ts';
import { compareUrgency, type Ranked, weightOf } from './urgency.ts';

const need = (weight: Need['weight'], sinceMs: number): Need => ({
  code: 'dead_air',
  weight,
  text: 'Nobody speaks',
  sinceMs,
  turn: null,
});
const call = (id: string, beganAtMs: number, ...needs: Need[]): Ranked => ({ id, beganAtMs, needs });
const order = (calls: Ranked[]) => calls.toSorted(compareUrgency).map(({ id }) => id);

test('a call is as urgent as the gravest of its needs', () => {
  expect(weightOf({ needs: [need('now', 1), need('watch', 2)] })).toBe('now');
  expect(weightOf({ needs: [] })).toBe('none');
});

test('who needs help now stands above who needs it soon, and calls in need of nothing come last', () => {
  const calls = [
    call('calm', 0),
    call('watch', 0, need('watch', 0)),
    call('now', 0, need('now', 0)),
    call('soon', 0, need('soon', 0)),
  ];
  expect(order(calls)).toEqual(['now', 'soon', 'watch', 'calm']);
});

test('among equals the newest need comes first, whenever the call began', () => {
  const old = call('old', 0, need('now', 60_000));
  const fresh = call('fresh', 50_000, need('now', 20_000));
  expect(order([old, fresh])).toEqual(['fresh', 'old']);
});

test('calls in need of nothing stand by how long they last', () => {
  expect(order([call('b', 20), call('a', 10)])).toEqual(['a', 'b']);
});
