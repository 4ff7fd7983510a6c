import { expect, test } from 'vitest';
import type { Role, Turn } from '../../../../src/model/call.ts';
import type { DrillDetail, ToDesk } from '../../../../src/model/drill-desk.ts';
import { clocksOf } from './clocks.ts';
import { readCallerAudio } from './desk-link.ts';
import { type DeskView, nothingKnown, withMessage, withPending } from './desk-view.ts';
import { wordsSoFar } from './words-so-far.ts';

const turn = (index: number, role: Role, text: string, startMs = index * 1_000): Turn => ({
  ...{ index, leg: role === 'agent' ? 0 : 1, role, text, startMs, endMs: startMs + 500 },
  words: [],
  confidence: null,
});
const drill = (over: Partial<DrillDetail> = {}) =>
  ({
    phase: 'open',
    answeredAt: '2026-01-01T00:00:00Z',
    durationMs: 0,
    rangMs: 4_000,
    turns: [],
    ...over,
  }) as DrillDetail;
const told = (view: DeskView, ...messages: ToDesk[]) =>
  messages.reduce((before, message) => withMessage(before, message, 50_000), view);
const begun = told(nothingKnown, { type: 'drill', drill: drill() });

test('what was typed is shown at once and gives way to the turn it becomes, also when it is said twice', () => {
  const typed = withPending(withPending(begun, 'a', 'Yes. '), 'b', 'Yes.');
  const once = told(typed, { type: 'turn', turn: turn(0, 'agent', 'Yes.') });
  expect(once.pending.map(({ id }) => id)).toEqual(['b']);
  const all = drill({ turns: [turn(0, 'agent', 'Yes.'), turn(1, 'agent', 'Yes.')] });
  expect(told(once, { type: 'drill', drill: all }).pending).toEqual([]);
});

test('a turn of the same index is replaced, and what the caller was saying becomes it', () => {
  const speaks = {
    utterance: 0,
    kind: 'speech',
    speaker: 'x',
    text: 'My dad is',
    startMs: 0,
    durationMs: 900,
  } as const;
  const speaking = told(begun, { type: 'speaks', speaks: { ...speaks, audio: false } });
  expect(speaking.speaks?.text).toBe('My dad is');
  const cut = told(
    speaking,
    { type: 'turn', turn: turn(0, 'customer', 'My dad is') },
    { type: 'turn', turn: turn(0, 'customer', 'My') },
  );
  expect([cut.speaks, cut.drill?.turns.map(({ text }) => text)]).toEqual([null, ['My']]);
});

test('late messages move no clock, a drill that stood still does', () => {
  const at = (view: DeskView, durationMs: number, nowMs: number) =>
    withMessage(view, { type: 'drill', drill: drill({ durationMs }) }, nowMs).beganAtMs;
  expect(at(begun, 4_700, 55_000)).toBe(50_000);
  expect(at(begun, 20_000, 90_000)).toBe(70_000);
});

test('words on hold wait for nothing, and a whisper is shown once', () => {
  const error: ToDesk = { type: 'error', code: 'drill_not_heard', message: 'On hold.' };
  expect(told(withPending(begun, 'a', 'Hello'), error)).toMatchObject({ pending: [], problem: 'On hold.' });
  const note = { id: 'n', kind: 'whisper', author: 'Uma', text: 'Ask for the unit', atMs: 5 } as const;
  expect(told(begun, { type: 'whisper', note }, { type: 'whisper', note }).whispers).toHaveLength(1);
});

test('the first entry of a field stops its clock; an empty one does not', () => {
  const entries = [
    { field: 'location' as const, value: ' ', atMs: 9_000 },
    { field: 'location' as const, value: '66 Oak Terrace', atMs: 21_000 },
    { field: 'location' as const, value: '66 Oak Terrace, unit 4', atMs: 48_000 },
  ];
  const psap = { scenario: { kind: 'psap' }, cadEntries: entries } as unknown as DrillDetail;
  const clocks = clocksOf({ ...psap, rangMs: 6_000, answeredAt: '2026-01-01T00:00:00Z' });
  expect(clocks.map(({ id, tookMs }) => [id, tookMs])).toEqual([
    ['answer', 6_000],
    ['location', 21_000],
    ['dispatch', null],
  ]);
});

test('the words of the caller come with their time, the first at once', () => {
  expect([0, 0.5, 2].map((share) => wordsSoFar('he has bad pain', share))).toEqual([
    'he',
    'he has',
    'he has bad pain',
  ]);
});

test('the audio of the caller is read as it is sent', () => {
  const bytes = new Uint8Array([0, 0, 0, 7, 0, 0, 0x3e, 0x80, 0xff, 0x7f, 0x00, 0x80]);
  const { utterance, rateHz, samples } = readCallerAudio(bytes.buffer);
  expect([utterance, rateHz, [...samples]]).toEqual([7, 16_000, [32_767, -32_768]]);
});
