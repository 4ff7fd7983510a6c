import { expect, test } from 'vitest';
import type { WatchedFact } from '../../../../../src/model/drill-watch.ts';
import { inOrder, isReady } from './facts.ts';

const fact = (id: string, own: Partial<WatchedFact> = {}): WatchedFact => ({
  ...{ fact: id, title: id, critical: false, value: id, state: 'withheld', atMs: null },
  ...{ by: 'ask', needs: [], asked: 0, ask: null },
  ...own,
});

test('what is withheld stands first, what matters most before the rest; then what came out last', () => {
  const facts = [
    fact('told early', { state: 'won', atMs: 1_000 }),
    fact('small'),
    fact('gone', { state: 'past' }),
    fact('told late', { state: 'volunteered', atMs: 9_000, critical: false }),
    fact('grave', { critical: true }),
  ];
  expect(inOrder(facts).map(({ title }) => title)).toEqual([
    'grave',
    'small',
    'told late',
    'told early',
    'gone',
  ]);
});

test('a fact can be had when it is withheld and only the words are missing', () => {
  expect(isReady(fact('open'))).toBe(true);
  expect(isReady(fact('shut', { needs: [{ text: 'trust', met: false }] }))).toBe(false);
  expect(isReady(fact('out', { state: 'won' }))).toBe(false);
});
