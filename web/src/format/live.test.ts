import { expect, test } from 'vitest';
import { coursePath, hearingWords, lineTroubles, liveTitle } from './live.ts';

test('a call that nobody hears says so, and one that is heard late says how late', () => {
  expect(hearingWords({ engine: null, lagMs: null }).text).toBe('Not heard: no engine');
  expect(hearingWords({ engine: 'sherpa', lagMs: 12_400 })).toEqual({ text: '12 s behind', tone: 'fair' });
  expect(hearingWords({ engine: 'sherpa', lagMs: 900 }).text).toBe('Heard');
});

test('a call without a title is called by what happened, and before that is known it says so', () => {
  const incident = { code: 'FSTRU', title: 'Structure fire', priority: null };
  expect(liveTitle({ title: null, incident })).toBe('Structure fire');
  expect(liveTitle({ title: 'Quarry Lane', incident })).toBe('Quarry Lane');
  expect(liveTitle({ title: null, incident: null })).toBe('Call, nature not known yet');
});

test('levels end at the right edge, one side upwards and the other downwards', () => {
  expect(coursePath([1, 0.5], false)).toBe('M58 12L58.5 1.0L59.5 6.5L60 12Z');
  expect(coursePath([1], true)).toBe('M59 12L59.5 23.0L60 12Z');
  expect(coursePath([], true)).toBe('');
});

test('what is wrong with both sides of a call is said once', () => {
  const agent = { role: 'agent', state: 'stalled', lostMs: 0 } as const;
  const caller = { role: 'customer', state: 'stalled', lostMs: 3_400 } as const;
  expect(lineTroubles([agent, caller], 'psap')).toEqual(['Both sides: no audio', 'Caller: 3 s lost']);
  expect(lineTroubles([{ ...agent, state: 'muted' }, caller], 'psap')).toEqual([
    'Call taker: muted',
    'Caller: no audio',
    'Caller: 3 s lost',
  ]);
  expect(lineTroubles([agent], 'psap')).toEqual(['Call taker: no audio']);
  expect(
    lineTroubles(
      [
        { ...agent, state: 'active' },
        { ...caller, state: 'active', lostMs: 0 },
      ],
      'psap',
    ),
  ).toEqual([]);
});
