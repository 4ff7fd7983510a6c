import { beforeAll, expect, test } from 'vitest';
import type { Finding } from '../model/judgement.ts';
import type { CallMetrics } from '../model/metrics.ts';
import { type FlaggedCall, flagsOf } from './flags.ts';
import { judge } from './judge.ts';
import { goldenCall } from './packs/golden.ts';
import { loadPacks } from './packs/load-packs.ts';
import type { Pack } from './packs/pack.ts';
import { AnalysisSettings } from './settings.ts';
import { callOf, legOf, packsFolder } from './testing/calls.ts';

let packs: Pack[];
beforeAll(async () => {
  packs = await loadPacks(packsFolder, { golden: true });
});

const settings = AnalysisSettings.parse({});
const nothing: FlaggedCall = {
  kind: 'psap',
  evaluations: [],
  findings: [],
  metrics: null,
  legs: [],
  notes: [],
};

function flags(call: Partial<FlaggedCall>) {
  return flagsOf({ ...nothing, ...call }, packs, settings);
}

function finding(kind: string, type: string, value: string | null = null): Finding {
  const span = { startMs: 0, endMs: 1 };
  return { kind, type, value, status: null, turn: null, chars: null, span, confidence: 0.9, source: 'rule' };
}

function metrics(more: Partial<CallMetrics>): CallMetrics {
  const deadAir = { count: 0, totalMs: 0, longestMs: 0, spans: [] };
  return { durationMs: 60_000, legs: [], silenceMs: 0, silenceRatio: 0, deadAir, talkOver: null, ...more };
}

function evaluated(name: string) {
  const pack = packs.find((one) => one.golden.some((golden) => golden.id === name))!;
  const golden = pack.golden.find((one) => one.id === name)!;
  return judge(goldenCall(golden, pack.format.kind), pack.scorecards[0]!);
}

test('a score below the threshold is flagged with the score, the threshold and the weak categories by title', () => {
  const [flag] = flags({ evaluations: [evaluated('lost-suitcase')] });
  expect(flag).toMatchObject({
    code: 'score_below_threshold',
    severity: 'critical',
    scorecardId: 'contact-centre-classic',
  });
  expect(flag!.reason).toMatch(
    /^The call scored [\d.]+ on "Classic eight categories", below its threshold of 70\. What cost most: resolution, /,
  );
  expect(flag!.criteria[0]).toBe('resolution');
});

test('a good score raises no flag', () => {
  expect(flags({ evaluations: [evaluated('kitchen-fire')] })).toEqual([]);
});

test('a call that could not be scored says why', () => {
  const spanish = callOf('psap', [
    ['agent', 'nueve uno uno cuál es su emergencia por favor dígame qué es lo que pasa'],
    ['customer', 'ayuda por favor mi casa está en fuego y mi hijo no está aquí'],
  ]);
  const card = packs.find((pack) => pack.format.kind === 'psap')!.scorecards[0]!;
  const [flag] = flags({ evaluations: [judge(spanish, card)] });
  expect(flag).toMatchObject({ code: 'not_scored' });
  expect(flag!.reason).toContain('Spanish');
});

test('a call for which no scorecard was chosen says why', () => {
  expect(flags({ unscoredReason: 'It cannot be told.' })[0]).toMatchObject({
    code: 'no_scorecard',
    reason: 'It cannot be told.',
  });
});

test('doubts about roles, transcript and recording each raise a flag of their own', () => {
  const findings = [
    finding('role', 'roles_swapped'),
    finding('transcript', 'one_speaker_only'),
    finding('transcript', 'other_language', 'es'),
    finding('transcript', 'speaks_to_judge'),
    finding('topic', 'fire'),
  ];
  const notes = [{ code: 'audio_one_way' }, { code: 'audio_gaps' }];
  const legs = [legOf(0, 'agent', { mixed: true, certainty: 0.4 })];
  expect(
    flags({ findings, notes, legs })
      .map((flag) => flag.code)
      .sort(),
  ).toEqual(
    [
      'audio_one_way',
      'one_speaker_only',
      'other_language',
      'roles_swapped',
      'speakers_uncertain',
      'speaks_to_judge',
    ].sort(),
  );
});

test('every reason is a whole sentence', () => {
  const findings = ['roles_swapped', 'roles_uncertain'].map((type) => finding('role', type));
  for (const { reason } of flags({ findings })) expect(reason).toMatch(/^[A-Z].*[.]$/);
});

test('long talk with hardly a word is speech that was not recognised', () => {
  const leg = {
    leg: 0,
    role: 'agent' as const,
    talkMs: 30_000,
    talkRatio: 1,
    longestTalkMs: 9000,
    words: 3,
    wordsPerMinute: 6,
  };
  expect(flags({ metrics: metrics({ legs: [leg] }) })[0]).toMatchObject({ code: 'speech_not_recognised' });
  expect(flags({ metrics: metrics({ legs: [{ ...leg, words: null, wordsPerMinute: null }] }) })).toEqual([]);
});

test('dead air is long from 10 s on emergency lines and 20 s elsewhere', () => {
  const deadAir = { count: 1, totalMs: 15_000, longestMs: 15_000, spans: [] };
  expect(flags({ metrics: metrics({ deadAir }) })[0]).toMatchObject({ code: 'dead_air_long' });
  expect(flags({ kind: 'contact-centre', metrics: metrics({ deadAir }) })).toEqual([]);
});

const risk = (type: string, status: Finding['status'], turn: number): Finding => ({
  ...finding('risk', type),
  status,
  turn,
  span: { startMs: turn * 42_000, endMs: turn * 42_000 + 1000 },
});

test('a grave risk is flagged once, with when it was first said', () => {
  const raised = flags({
    findings: [risk('weapon_firearm', 'asserted', 1), risk('weapon_firearm', 'asserted', 3)],
  });
  expect(raised).toEqual([
    expect.objectContaining({
      code: 'risk_weapon_firearm',
      severity: 'critical',
      reason: 'Firearm: spoken of at 0:42, and once more later.',
    }),
  ]);
});

test('a risk denied, doubted, over or of a lower tier raises no flag', () => {
  for (const status of ['denied', 'possible', 'asked', 'context'] as const)
    expect(flags({ findings: [risk('weapon_firearm', status, 1)] })).toEqual([]);
  expect(
    flags({ findings: [risk('not_breathing', 'asserted', 1), risk('not_breathing', 'resolved', 2)] }),
  ).toEqual([]);
  expect(flags({ findings: [risk('seizure', 'asserted', 1)] })).toEqual([]);
  expect(flags({ kind: 'contact-centre', findings: [risk('fire', 'asserted', 1)] })).toEqual([]);
});
