import { expect, test } from 'vitest';
import type { Finding } from '../../model/judgement.ts';
import { packsFolder } from '../../places.ts';
import { loadPacks } from '../packs/load-packs.ts';
import { needsOf, type OpenCall } from './needs.ts';

const loaded = await loadPacks(packsFolder);

function finding(kind: string, type: string, startMs: number, more: Partial<Finding> = {}): Finding {
  const span = { startMs, endMs: startMs + 1_000 };
  return {
    kind,
    type,
    value: null,
    status: null,
    turn: 3,
    chars: null,
    span,
    confidence: 1,
    source: 'rule',
    ...more,
  };
}

function call(more: Partial<OpenCall>): OpenCall {
  return {
    kind: 'psap',
    durationMs: 20_000,
    turns: [
      {
        index: 0,
        leg: 0,
        role: 'agent',
        startMs: 0,
        endMs: 2_000,
        text: 'nine one one',
        words: [],
        confidence: null,
      },
    ],
    findings: [],
    beingSaid: [],
    evaluation: null,
    quietSinceMs: null,
    held: false,
    stalled: [],
    ...more,
  };
}

const codes = (more: Partial<OpenCall>) =>
  needsOf(call(more), loaded).map(({ code, weight }) => `${code} ${weight}`);

test('a grave risk in words that may still change is said to be so, and once it stands it is not said twice', () => {
  const beingSaid = [finding('risk', 'shooting', 18_000, { status: 'asserted', turn: null })];
  const [need] = needsOf(call({ beingSaid }), loaded);
  expect(need).toMatchObject({ code: 'risk_shooting', weight: 'now', turn: null, provisional: true });
  const findings = [finding('risk', 'shooting', 5_000, { status: 'asserted' })];
  const standing = needsOf(call({ beingSaid, findings }), loaded);
  expect(standing.map(({ code, provisional }) => `${code} ${provisional}`)).toEqual([
    'risk_shooting undefined',
  ]);
});

test('an emergency call without a place needs one soon after half a minute, now after a minute', () => {
  expect(codes({ durationMs: 29_000 })).toEqual([]);
  expect(codes({ durationMs: 31_000 })).toEqual(['location_missing soon']);
  expect(codes({ durationMs: 61_000 })).toEqual(['location_missing now']);
  expect(codes({ durationMs: 61_000, findings: [finding('entity', 'address', 5_000)] })).toEqual([]);
  expect(codes({ durationMs: 61_000, kind: 'contact-centre' })).toEqual([]);
});

test('a grave risk counts once it was asserted, until it was called over', () => {
  const asserted = finding('risk', 'not_breathing', 10_000, { status: 'asserted' });
  expect(codes({ findings: [asserted] })).toEqual(['risk_not_breathing now']);
  expect(codes({ findings: [finding('risk', 'not_breathing', 10_000, { status: 'asked' })] })).toEqual([]);
  const resolved = finding('risk', 'not_breathing', 15_000, { status: 'resolved' });
  expect(codes({ findings: [asserted, resolved] })).toEqual([]);
});

test('a risk of long ago weighs less than one just spoken of', () => {
  const place = finding('entity', 'address', 5_000);
  const old = finding('risk', 'not_breathing', 10_000, { status: 'asserted' });
  expect(codes({ durationMs: 300_000, findings: [place, old] })).toEqual(['risk_not_breathing soon']);
});

test('a recognised arrest without compressions is urgent after a minute, and no need once they began', () => {
  const place = finding('entity', 'address', 5_000);
  const recognised = finding('clock', 'arrest_recognised', 40_000);
  const began = finding('clock', 'first_compression', 80_000);
  expect(codes({ durationMs: 70_000, findings: [place, recognised] })).toEqual(['compressions_missing soon']);
  expect(codes({ durationMs: 110_000, findings: [place, recognised] })).toEqual(['compressions_missing now']);
  expect(codes({ durationMs: 110_000, findings: [place, recognised, began] })).toEqual([]);
});

test('silence weighs more the longer it lasts, and none on hold', () => {
  const quiet = (durationMs: number, held = false) =>
    codes({ durationMs, quietSinceMs: 10_000, held, findings: [finding('entity', 'address', 5_000)] });
  expect(quiet(19_000)).toEqual([]);
  expect(quiet(21_000)).toEqual(['dead_air watch']);
  expect(quiet(31_000)).toEqual(['dead_air soon']);
  expect(quiet(51_000)).toEqual(['dead_air now']);
  expect(quiet(51_000, true)).toEqual([]);
});

test('the most urgent comes first', () => {
  const needs = codes({
    durationMs: 61_000,
    quietSinceMs: 40_000,
    stalled: [{ leg: 1, sinceMs: 50_000 }],
  });
  expect(needs).toEqual(['location_missing now', 'stalled_1 soon', 'dead_air soon']);
});
