import { expect, test } from 'vitest';
import type { CallDetail } from '../../../src/model/api.ts';
import { withRoles } from './optimistic.ts';

const call = {
  state: 'done',
  legs: [
    { index: 0, role: 'agent', roleSource: 'words', roleConfidence: 0.6 },
    { index: 1, role: 'customer', roleSource: 'words', roleConfidence: 0.6 },
  ],
  metrics: {
    legs: [
      { leg: 0, role: 'agent' },
      { leg: 1, role: 'customer' },
    ],
  },
  transcript: { turns: [{ leg: 1, role: 'customer' }] },
} as unknown as CallDetail;

test('new roles show on legs, measures and turns, and the call is judged again', () => {
  const changed = withRoles(call, ['customer', 'agent']);
  expect(changed.legs[0]).toMatchObject({ role: 'customer', roleSource: 'person', roleConfidence: 1 });
  expect(changed.metrics?.legs.map((leg) => leg.role)).toEqual(['customer', 'agent']);
  expect(changed.transcript?.turns[0]?.role).toBe('agent');
  expect(changed).toMatchObject({ state: 'processing', stage: 'score' });
});

test('a call without a transcript goes on waiting', () => {
  const waiting = { ...call, state: 'waiting for a speech engine', transcript: null } as const;
  expect(withRoles(waiting, ['customer', 'agent']).state).toBe('waiting for a speech engine');
});
