import { expect, test } from 'vitest';
import type { Leg } from '../../../src/model/call.ts';
import { speakerOf } from './speaker.ts';

const leg = (over: Partial<Leg>) => ({ index: 0, role: 'agent', roleSource: 'setting', ...over }) as Leg;

test('a known role is named in the words of its trade', () => {
  expect(speakerOf(leg({}), 'psap')).toEqual({ name: 'Call taker', tone: 'agent' });
});

test('two speakers nobody could name are numbered and look different', () => {
  const unknown = { role: 'other', roleSource: 'unknown' } as const;
  expect(speakerOf(leg({ ...unknown, index: 0 }), null)).toEqual({ name: 'Speaker 1', tone: 'other' });
  expect(speakerOf(leg({ ...unknown, index: 1 }), null)).toEqual({ name: 'Speaker 2', tone: 'other2' });
});

test('a leg that a person called other is no unknown', () => {
  expect(speakerOf(leg({ role: 'other', roleSource: 'person' }), 'psap').name).toBe('Other');
});
