import { expect, test } from 'vitest';
import type { Turn } from '../../../../src/model/call.ts';
import type { LiveDetail, LiveFeedEvent } from '../../../../src/model/live.ts';
import { withEvent } from './live-detail.ts';

const id = '01936f5c-7a2e-7b11-9d3a-4f2b8c6d1e0a';
const empty: LiveDetail = {
  id,
  source: 'live',
  title: null,
  agent: null,
  queue: null,
  team: null,
  kind: null,
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 0,
  ended: false,
  legs: [],
  lastWords: null,
  incident: null,
  needs: [],
  lagMs: null,
  engine: null,
  turns: [],
  partials: [],
  findings: [],
  evaluation: null,
  guide: null,
  notes: [],
  remarks: [],
};

function turn(
  leg: number,
  startMs: number,
  text: string,
  index = 0,
  replaces: number | null = null,
): LiveFeedEvent {
  const heard: Turn = {
    index,
    leg,
    role: 'agent',
    startMs,
    endMs: startMs + 500,
    text,
    words: [],
    confidence: null,
  };
  return { type: 'turn', callId: id, turn: heard, replaces };
}

const partial = (leg: number, stable: string): LiveFeedEvent => ({
  type: 'partial',
  callId: id,
  partial: { leg, role: 'agent', startMs: 0, stable, tail: '' },
});

test('a turn that is heard late stands where it began, and those after it count on', () => {
  const detail = [turn(0, 0, 'a'), turn(0, 4_000, 'c', 1), turn(1, 2_000, 'b', 1)].reduce(withEvent, empty);
  expect(detail.turns.map(({ index, text }) => [index, text])).toEqual([
    [0, 'a'],
    [1, 'b'],
    [2, 'c'],
  ]);
});

test('a turn that is heard better takes the place of what was heard before', () => {
  const said = [turn(0, 0, 'a'), turn(1, 2_000, 'quarry lame', 1), turn(0, 4_000, 'c', 2)];
  const better = [...said, turn(1, 1_900, 'Quarry Lane.', 1, 1)].reduce(withEvent, empty);
  expect(better.turns.map(({ index, text }) => [index, text])).toEqual([
    [0, 'a'],
    [1, 'Quarry Lane.'],
    [2, 'c'],
  ]);
});

test('what is told twice changes nothing', () => {
  const note: LiveFeedEvent = {
    type: 'note',
    callId: id,
    note: { kind: 'gap', leg: 0, startMs: 10, endMs: 20, text: '0.0 s of audio did not arrive.' },
  };
  const once = [turn(0, 0, 'a'), note].reduce(withEvent, empty);
  expect([turn(0, 0, 'a'), note].reduce(withEvent, once)).toEqual(once);
});

test('words that may still change give way to the turn they become, of their own side only', () => {
  const said = [partial(0, 'what is'), partial(1, 'help')].reduce(withEvent, empty);
  expect(said.partials).toHaveLength(2);
  expect(withEvent(said, turn(0, 0, 'what is it')).partials.map(({ leg }) => leg)).toEqual([1]);
  expect(withEvent(said, partial(1, '')).partials.map(({ leg }) => leg)).toEqual([0]);
});

test('what is told of other calls is not heard', () => {
  const other = { ...turn(0, 0, 'a'), callId: crypto.randomUUID() };
  expect(withEvent(empty, other)).toBe(empty);
});
