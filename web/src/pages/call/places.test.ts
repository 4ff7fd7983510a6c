import { expect, test } from 'vitest';
import type { CallDetail } from '../../../../src/model/api.ts';
import type { Turn } from '../../../../src/model/call.ts';
import type { Evaluation, Evidence } from '../../../../src/model/judgement.ts';
import { momentsOf, stepTo } from './places.ts';

const turn = (index: number, startMs: number, endMs: number): Turn => ({
  index,
  leg: index % 2,
  role: index % 2 === 0 ? 'agent' : 'customer',
  startMs,
  endMs,
  text: `turn ${index}`,
  words: [],
  confidence: null,
});
const call = {
  transcript: { language: 'en', engine: 'given', turns: [turn(0, 0, 2000), turn(1, 2500, 4000)] },
  metrics: {
    deadAir: { count: 1, totalMs: 4000, longestMs: 4000, spans: [{ startMs: 4000, endMs: 8000 }] },
    talkOver: null,
  },
} as unknown as CallDetail;
const evaluation = (...marks: [string, Evidence][]) =>
  ({ marks: marks.map(([criterionId, evidence]) => ({ criterionId, evidence: [evidence] })) }) as Evaluation;
const inTurns = (...turns: number[]): Evidence => ({ kind: 'turns', turns, shows: '' });

test('evidence of two criteria in one turn is one place that names both', () => {
  const moments = momentsOf(
    call,
    evaluation(['greeting', inTurns(0)], ['location', inTurns(0, 1)]),
    (id) => id,
  );
  expect(moments.map(({ label, span }) => [label, span.startMs, span.endMs])).toEqual([
    ['greeting, location', 0, 4000],
    ['Dead air at 0:04', 4000, 8000],
  ]);
  expect(moments[0]?.turns).toEqual([0, 1]);
});

test('a turn that the transcript no longer has is no place', () => {
  expect(momentsOf(call, evaluation(['nature', inTurns(9)]), (id) => id).map(({ kind }) => kind)).toEqual([
    'dead air',
  ]);
});

test('a searched window is a place with its whole stretch', () => {
  const window: Evidence = {
    kind: 'window',
    startMs: 0,
    endMs: 30_000,
    soughtFor: 'a greeting',
    nearestTurn: null,
  };
  const [first] = momentsOf(call, evaluation(['greeting', window]), (id) => id);
  expect(first).toMatchObject({ label: 'greeting', span: { startMs: 0, endMs: 30_000 } });
});

test('stepping leaves the place one is at, in both directions', () => {
  const places = [0, 5000, 9000].map((startMs) => ({ span: { startMs, endMs: startMs + 100 } }));
  expect(stepTo(places, 4900, 1)).toBe(places[2]);
  expect(stepTo(places, 5100, -1)).toBe(places[0]);
  expect(stepTo(places, 9000, 1)).toBeUndefined();
});
