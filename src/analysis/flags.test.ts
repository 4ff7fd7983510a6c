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

const incident = (type: string, set: string) => finding('incident', type, set);
const ofRisk = (call: Partial<FlaggedCall>) => flags(call).filter((flag) => flag.code === 'risk');

test('a fire on a call about a fire that was handled well raises no flag', () => {
  const findings = [incident('FSTRU', 'fire'), risk('fire', 'asserted', 1), risk('fire', 'asserted', 3)];
  expect(ofRisk({ evaluations: [evaluated('kitchen-fire')], findings })).toEqual([]);
});

test('a grave risk on a call that went wrong is one critical flag that says when and what', () => {
  const findings = [
    incident('WEAPON', 'violence'),
    risk('weapon_firearm', 'asserted', 1),
    risk('weapon_firearm', 'asserted', 3),
    risk('bleeding', 'asserted', 2),
  ];
  const raised = ofRisk({ evaluations: [evaluated('bar-fight')], findings });
  expect(raised).toHaveLength(1);
  expect(raised[0]).toMatchObject({ severity: 'critical' });
  expect(raised[0]!.reason).toMatch(
    /^Firearm \(spoken of at 0:42, and once more later\), Severe bleeding \(spoken of at 1:24\); .*scored only [\d.]+ on "[^"]+"/,
  );
});

test('a grave risk that is no part of such an incident is worth a look, and so is one nobody judged', () => {
  const evaluations = [evaluated('kitchen-fire')];
  const findings = [incident('FSTRU', 'fire'), risk('weapon_firearm', 'asserted', 1)];
  expect(ofRisk({ evaluations, findings })[0]).toMatchObject({
    severity: 'warning',
    reason: expect.stringContaining('firearm does not belong to an incident of the type FSTRU'),
  });
  expect(ofRisk({ evaluations, findings: [risk('fire', 'asserted', 1)] })[0]!.reason).toContain(
    'no type of incident was recognised',
  );
  const fire = [incident('FSTRU', 'fire'), risk('fire', 'asserted', 1)];
  expect(ofRisk({ findings: fire })[0]!.reason).toContain('the call was not judged');
});

test('a grave step missed on a call with a grave risk is worth a look whatever the score', () => {
  const evaluation = evaluated('kitchen-fire');
  const marks = evaluation.marks.map((mark, i) => (i === 0 ? { ...mark, fault: 'major' as const } : mark));
  const findings = [incident('FSTRU', 'fire'), risk('fire', 'asserted', 1)];
  expect(ofRisk({ evaluations: [{ ...evaluation, marks }], findings })[0]).toMatchObject({
    severity: 'warning',
    reason: expect.stringContaining('missed: '),
  });
});

test('where risks are not the trade, a grave one always needs eyes', () => {
  const raised = ofRisk({ kind: 'contact-centre', findings: [risk('suicide', 'asserted', 1)] });
  expect(raised[0]).toMatchObject({ severity: 'critical' });
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
