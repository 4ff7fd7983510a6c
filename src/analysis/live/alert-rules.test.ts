import { expect, test } from 'vitest';
import { AlertRule, type AlertWhen } from '../../model/alert.ts';
import type { Finding } from '../../model/judgement.ts';
import { packsFolder } from '../../places.ts';
import { compileAlerts } from '../packs/alerts.ts';
import { loadPacks } from '../packs/load-packs.ts';
import { alertsOf, type OpenLine, type WatchedCall } from './alert-rules.ts';

const packs = await loadPacks(packsFolder);
const psap = packs.find(({ format }) => format.id === 'psap')!;

const line: OpenLine = { needs: [], quietSinceMs: null, placed: null, others: [] };

function call(own: Partial<WatchedCall> = {}): WatchedCall {
  const said = ['where are you', 'i do not know', 'please hurry'];
  return {
    kind: 'psap',
    durationMs: 61_000,
    turns: said.map((text, index) => ({
      ...{ index, leg: index % 2, role: index % 2 === 0 ? 'agent' : 'customer', text },
      ...{ startMs: index * 2_000, endMs: index * 2_000 + 1_500, words: [], confidence: null },
    })),
    findings: [],
    evaluations: [],
    open: line,
    ...own,
  };
}

function finding(kind: string, type: string, own: Partial<Finding> = {}): Finding {
  return {
    ...{ kind, type, value: null, status: 'asserted', turn: 1, chars: null },
    ...{ span: { startMs: 2_000, endMs: 3_500 }, confidence: 1, source: 'rule' },
    ...own,
  };
}

/** What one rule raises. */
function raised(when: AlertWhen | object, about: WatchedCall) {
  const written = { id: 'one', title: 'One', severity: 'info', calls: about.open ? 'open' : 'stored', when };
  const rules = compileAlerts({ uses: [], rules: [AlertRule.parse(written)] }, new Map(), psap.lexicon);
  return alertsOf(about, rules, packs).map(({ event, reason, atMs, turn }) => ({
    event,
    reason,
    atMs,
    turn,
  }));
}

test('a risk raises an alert for each category that stands, and not for one that was called over', () => {
  const when = { kind: 'risk', tiers: [1] };
  const findings = [
    finding('risk', 'shooting'),
    finding('risk', 'fire', { status: 'possible' }),
    finding('risk', 'stabbing'),
    finding('risk', 'stabbing', { status: 'resolved', span: { startMs: 9_000, endMs: 9_500 } }),
    finding('risk', 'weapon_other'),
  ];
  expect(raised(when, call({ findings }))).toEqual([
    { event: 'shooting', reason: expect.stringMatching(/\(asserted\)\.$/), atMs: 2_000, turn: 1 },
  ]);
  const doubted = raised({ ...when, statuses: ['asserted', 'possible'] }, call({ findings }));
  expect(doubted.map(({ event }) => event)).toEqual(['shooting', 'fire']);
});

test('a step is missing from its time on, until it is done', () => {
  const when = { kind: 'step_missing', step: { found: 'entity', types: ['address'] }, atS: 60 };
  expect(raised(when, call({ durationMs: 59_000 }))).toEqual([]);
  expect(raised(when, call())).toMatchObject([{ atMs: 60_000 }]);
  expect(raised(when, call({ findings: [finding('entity', 'address')] }))).toEqual([]);
  expect(raised(when, call({ findings: [finding('entity', 'person')] }))).toHaveLength(1);
});

test('the time of a step that follows another counts from that one', () => {
  const when = {
    kind: 'step_missing',
    step: { found: 'clock', types: ['first_compression'] },
    after: 'arrest_recognised',
    atS: 30,
  };
  const arrest = finding('clock', 'arrest_recognised', { span: { startMs: 29_000, endMs: 30_000 } });
  expect(raised(when, call())).toEqual([]);
  expect(raised(when, call({ findings: [arrest], durationMs: 59_000 }))).toEqual([]);
  expect(raised(when, call({ findings: [arrest] }))).toMatchObject([{ atMs: 60_000, turn: 1 }]);
});

test('silence raises an alert while the line is not on hold', () => {
  const when = { kind: 'dead_air', quietS: 40 };
  const quiet = (quietSinceMs: number | null) => raised(when, call({ open: { ...line, quietSinceMs } }));
  expect([quiet(null), quiet(30_000)]).toEqual([[], []]);
  expect(quiet(21_000)).toMatchObject([{ atMs: 21_000 }]);
});

test('a phrase is looked for in the turns of its speaker alone', () => {
  const when = { kind: 'phrase', says: ['please (hurry|come)'] };
  expect(raised({ ...when, by: 'agent' }, call())).toMatchObject([{ turn: 2, reason: 'Said by the agent.' }]);
  expect(raised({ ...when, by: 'customer' }, call())).toEqual([]);
});

test('a category and the way a caller takes part are findings', () => {
  const findings = [
    finding('incident', 'BOMB', { value: 'major' }),
    finding('distress', 'uncooperative', { turn: null }),
  ];
  expect(raised({ kind: 'category', found: 'incident', values: ['major'] }, call({ findings }))).toHaveLength(
    1,
  );
  expect(raised({ kind: 'category', found: 'incident', values: ['fire'] }, call({ findings }))).toEqual([]);
  expect(raised({ kind: 'distress' }, call({ findings }))).toEqual([]);
  const refusing = [finding('distress', 'uncooperative', { turn: 2 })];
  expect(raised({ kind: 'distress' }, call({ findings: refusing }))).toMatchObject([{ turn: 2 }]);
});

test('a need counts from its weight up, once it has lasted', () => {
  const need = { code: 'stalled_0', weight: 'soon', text: 'No audio', sinceMs: 5_000, turn: null } as const;
  const open = { ...line, needs: [need] };
  expect(raised({ kind: 'need', codes: ['stalled_0'] }, call({ open }))).toHaveLength(1);
  expect(raised({ kind: 'need', codes: ['stalled_0'], weight: 'now' }, call({ open }))).toEqual([]);
  expect(raised({ kind: 'need', codes: ['stalled_0'], forS: 57 }, call({ open }))).toEqual([]);
  const provisional = { ...line, needs: [{ ...need, provisional: true as const }] };
  expect(raised({ kind: 'need', codes: ['stalled_0'] }, call({ open: provisional }))).toEqual([]);
});

const evaluation = {
  ...{
    scorecardId: 'psap-call-taking',
    scorecardVersion: 1,
    scorecardTitle: 'Calls',
    score: 30,
    rawScore: 30,
  },
  ...{ coverage: 0.8, band: null, faults: { critical: 1, major: 0, moderate: 0, minor: 0 }, state: 'draft' },
  ...{ autoFails: [], marks: [], weak: [] },
} satisfies WatchedCall['evaluations'][number];

test('an open call scores low only once there was time and enough of it is judged', () => {
  const when = { kind: 'low_score', below: 40, afterS: 60, leastCoverage: 0.5 };
  expect(raised(when, call({ evaluations: [evaluation] }))).toHaveLength(1);
  expect(raised(when, call({ evaluations: [evaluation], durationMs: 59_000 }))).toEqual([]);
  expect(raised(when, call({ evaluations: [{ ...evaluation, coverage: 0.4 }] }))).toEqual([]);
  expect(raised(when, call({ evaluations: [{ ...evaluation, score: 40 }] }))).toEqual([]);
});

test('a stored call raises what its evaluation says: below the threshold by so much, or failed as a whole', () => {
  const card = psap.scorecards.find(({ format }) => format.id === 'psap-call-taking')!;
  const { threshold, version } = card.format;
  const below = (points: number, by: number) => {
    const evaluations = [{ ...evaluation, scorecardVersion: version, score: threshold - points }];
    return raised({ kind: 'below_threshold', by }, call({ open: null, evaluations })).length;
  };
  expect([below(1, 0), below(0, 0), below(24, 25), below(25.5, 25)]).toEqual([1, 0, 0, 1]);
  const evaluations = [
    { ...evaluation, score: 100 },
    { ...evaluation, scorecardId: 'psap-911-script', score: 0 },
  ];
  const beside = { kind: 'below_threshold', scorecards: ['psap-911-script'] };
  expect(raised({ kind: 'below_threshold' }, call({ open: null, evaluations }))).toEqual([]);
  expect(raised(beside, call({ open: null, evaluations }))).toMatchObject([{ event: 'psap-911-script' }]);
  const evidence = [{ kind: 'turns' as const, turns: [2], shows: 'it' }];
  const failed = { ...evaluation, autoFails: [{ id: 'X3', title: 'Arrest', reason: 'r', evidence }] };
  expect(raised({ kind: 'auto_fail' }, call({ open: null, evaluations: [failed] }))).toMatchObject([
    { event: 'psap-call-taking X3', turn: 2 },
  ]);
  expect(raised({ kind: 'auto_fail', ids: ['X1'] }, call({ open: null, evaluations: [failed] }))).toEqual([]);
});

test('several calls are one event from their number on', () => {
  const placed = { callId: 'c', family: 'fire', place: '12 maple street', atMs: 1_000 };
  const others = [
    { ...placed, callId: 'a' },
    { ...placed, callId: 'b' },
  ];
  const when = { kind: 'same_event', calls: 3, withinS: 60 };
  expect(raised(when, call({ open: { ...line, placed, others } }))).toHaveLength(1);
  expect(raised(when, call({ open: { ...line, placed, others: others.slice(1) } }))).toEqual([]);
});

test('a rule that is off, or about calls that are stored, says nothing of an open call', () => {
  const written = { id: 'one', title: 'One', severity: 'info', when: { kind: 'auto_fail' } };
  const [off, stored] = [
    AlertRule.parse({ ...written, calls: 'open', enabled: false }),
    AlertRule.parse({ ...written, calls: 'stored' }),
  ];
  const rules = [off, stored].map((rule) => ({ rule, phrases: null }));
  const autoFails = [{ id: 'X', title: 't', reason: 'r', evidence: [] }];
  expect(alertsOf(call({ evaluations: [{ ...evaluation, autoFails }] }), rules, packs)).toEqual([]);
});

test('a reason never holds what was said', () => {
  const rules = packs.flatMap(({ alerts }) => alerts);
  const findings = [finding('entity', 'address', { value: '9 Secret Way' }), finding('risk', 'shooting')];
  const all = alertsOf(call({ findings, durationMs: 500_000 }), rules, packs);
  expect(all.length).toBeGreaterThan(0);
  expect(JSON.stringify(all.map(({ reason }) => reason))).not.toMatch(/hurry|Secret/);
});
