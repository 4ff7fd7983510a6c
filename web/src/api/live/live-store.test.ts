import { expect, test } from 'vitest';
import type { LiveSummary } from '../../../../src/model/live.ts';
import { LiveStore } from './live-store.ts';

function summary(id: string, more: Partial<LiveSummary> = {}): LiveSummary {
  return {
    id,
    source: 'live',
    title: null,
    agent: null,
    queue: null,
    team: null,
    kind: 'psap',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1_000,
    ended: false,
    legs: [],
    lastWords: null,
    incident: null,
    needs: [],
    lagMs: null,
    engine: null,
    ...more,
  };
}

const urgent: Partial<LiveSummary> = {
  needs: [{ code: 'risk_fire', weight: 'now', text: 'Fire', sinceMs: 500, turn: 0 }],
};

test('a change of one call is told to those who show it and to nobody else', () => {
  const store = new LiveStore();
  store.reconcile([summary('a'), summary('b')], 5_000);
  const told: string[] = [];
  store.onCall('a', () => told.push('a'));
  store.onCall('b', () => told.push('b'));
  store.onList(() => told.push('list'));
  store.take(summary('a', { durationMs: 2_000 }), 6_000);
  store.settle();
  expect(told).toEqual(['a']);
});

test('the order changes when it is settled, and stays the same array while nothing in it moves', () => {
  const store = new LiveStore();
  store.reconcile([summary('a', { durationMs: 3_000 }), summary('b')], 5_000);
  const before = store.list();
  store.take(summary('b', urgent), 6_000);
  expect(store.list()).toBe(before);
  store.settle();
  expect(store.list().map(({ id }) => id)).toEqual(['b', 'a']);
  const after = store.list();
  store.take(summary('b', { ...urgent, durationMs: 2_000 }), 7_000);
  store.settle();
  expect(store.list()).toBe(after);
});

test('the beginning of a call does not move when its audio stalls', () => {
  const store = new LiveStore();
  store.take(summary('a', { durationMs: 4_000 }), 10_000);
  store.take(summary('a', { durationMs: 4_000 }), 30_000);
  expect(store.get('a')?.beganAtMs).toBe(6_000);
});

test('a call that has ended does not come back with a list that was on its way', () => {
  const store = new LiveStore();
  store.reconcile([summary('a')], 0);
  store.remove('a');
  store.reconcile([summary('a')], 1_000);
  expect(store.get('a')).toBeUndefined();
  expect(store.list()).toEqual([]);
});

test('what the server no longer lists has ended, and what it lists anew is open', () => {
  const store = new LiveStore();
  store.reconcile([summary('a'), summary('b')], 0);
  store.reconcile([summary('b'), summary('c')], 1_000);
  expect(store.list().map(({ id }) => id)).toEqual(['b', 'c']);
});

test('a drill stands among the open calls and is told from them', () => {
  const store = new LiveStore();
  store.reconcile([summary('real', urgent), summary('drill', { ...urgent, source: 'simulated' })], 0);
  expect(store.list().map(({ id, isDrill }) => [id, isDrill])).toEqual([
    ['drill', true],
    ['real', false],
  ]);
});
