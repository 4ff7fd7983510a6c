import { expect, test } from 'vitest';
import type { CadRecord, DrillScore, ScorePart, TraineeTurn } from '../../model/drill.ts';
import { playDrill } from '../play.ts';
import type { Playable } from '../playable.ts';
import { packs, scenarioFrom, shipped, small } from '../testing/scenarios.ts';
import { scoreDrill } from './score.ts';

const scenarios = await shipped();
const chestPain = scenarios.find(({ format }) => format.id === 'chest-pain')!;

const good: TraineeTurn[] = [
  '911, what is the address of your emergency?',
  '66 Oak Terrace, is that right?',
  "What's your phone number?",
  '555-0142?',
  'Is he awake?',
  'Is he breathing normally?',
  'How old is he?',
  "I know this is frightening, I'm right here with you. Help is on the way. Is it a house or an apartment?",
  'Does he have a history of heart problems?',
  'Is he pale or sweating?',
  'Have him sit down and rest in whatever position is easiest.',
  "I'm staying on the line with you until they get there. Tell me when they arrive.",
];
const poor: TraineeTurn[] = [
  'Yeah?',
  'Calm down.',
  'You should have called earlier.',
  'What do you want me to do about it?',
];

function scored(play: Playable, turns: TraineeTurn[], cad?: CadRecord): DrillScore {
  return scoreDrill({ play, ...playDrill(play, turns), cad: cad ?? null }, packs);
}

function part(score: DrillScore, id: ScorePart['id']): ScorePart {
  return score.parts.find((one) => one.id === id)!;
}

test('the same drill gets the same score to the last digit', () => {
  expect(scored(chestPain, good)).toEqual(scored(chestPain, good));
});

test('a good drill scores far above a poor one', () => {
  const [high, low] = [scored(chestPain, good), scored(chestPain, poor)];
  expect(high.total).toBeGreaterThan(80);
  expect(low.total).toBeLessThan(40);
});

test('facts are won, volunteered or missed, each with the turn or the window that shows it', () => {
  const { items } = part(scored(chestPain, good), 'facts');
  const state = (id: string) => items.find((item) => item.id === id)!;
  expect(state('complaint').state).toBe('volunteered');
  expect(state('address')).toMatchObject({ state: 'won', points: 1 });
  expect(state('address').evidence[0]).toMatchObject({ kind: 'turns' });
  expect(state('collapsed')).toMatchObject({ state: 'not reached', points: null });
  const missed = part(scored(chestPain, poor), 'facts').items.find(({ id }) => id === 'address')!;
  expect(missed).toMatchObject({ state: 'missed', points: 0, evidence: [{ kind: 'window' }] });
  expect(missed.reason).toContain('What is the address');
});

test('every item of every part has evidence', () => {
  for (const turns of [good, poor]) {
    const score = scored(chestPain, turns, {
      location: 'x',
      callback: '',
      incident: '',
      priority: '',
      narrative: '',
      units: '',
    });
    for (const item of [...score.parts.flatMap(({ items }) => items), ...score.critical]) {
      expect(item.evidence.length, item.id).toBeGreaterThan(0);
    }
  }
});

test('the parts add up to the total by their weights, and parts without points leave theirs to the rest', () => {
  const score = scored(chestPain, good);
  expect(part(score, 'cad').points).toBeNull();
  const counted = score.parts.filter(({ points }) => points !== null);
  const weight = counted.reduce((sum, one) => sum + one.weight, 0);
  const earned = counted.reduce((sum, one) => sum + one.points! * one.weight, 0);
  expect(score.total).toBeCloseTo((earned / weight) * 100, 2);
  expect(score.parts.reduce((sum, one) => sum + one.weight, 0)).toBe(100);
});

test('the scorecard part rests on the evaluation a real call would get', () => {
  const score = scored(chestPain, good);
  expect(score.evaluations[0]!.scorecardId).toBe('psap-call-taking');
  const mark = score.evaluations[0]!.marks.find(({ criterionId }) => criterionId === 'B2')!;
  expect(part(score, 'scorecard').items.find(({ id }) => id === 'B2')).toMatchObject({
    state: String(mark.answer),
    reason: mark.reason,
  });
});

test('a clock earns all up to its goal, nothing from twice the goal on, and half way half', async () => {
  const clocked = await scenarioFrom(
    small.replace(
      'expected:',
      'clocks:\n  - { id: where, title: address known, fact: address, goalS: 20 }\nexpected:',
    ),
  );
  const at = (atMs: number) =>
    part(scored(clocked, ['911.', { text: 'What is the address?', atMs }]), 'clocks').points;
  expect(at(8_000)).toBe(1);
  expect(at(60_000)).toBe(0);
  const late = at(27_000)!;
  expect(late).toBeGreaterThan(0.3);
  expect(late).toBeLessThan(0.7);
});

test('a critical act makes the result not met whatever the total', async () => {
  const strict = await scenarioFrom(
    small.replace(
      'expected:',
      'critical:\n  - { id: dares, title: dares, when: { says: ["go ahead and do it"] }, because: It can kill. }\nexpected:',
    ),
  );
  const score = scored(strict, ['911.', 'Go ahead and do it.']);
  expect(score.result).toBe('not met');
  expect(score.critical.map(({ id }) => id)).toContain('dares');
});

test('a step whose absence is critical is told with what it leads to', () => {
  const score = scored(chestPain, poor);
  expect(score.critical.find(({ id }) => id === 'no_address')).toMatchObject({
    state: 'missed',
    reason: 'Without an address nobody comes.',
  });
});

test('each forbidden act takes a quarter off the manner', async () => {
  const forbidding = await scenarioFrom(
    small.replace(
      'expected:',
      'forbidden:\n  - { id: drives, title: drives, when: { says: ["drive him"] }, because: Not by car. }\ncalming: false\nexpected:',
    ),
  );
  expect(part(scored(forbidding, ['911.', 'Okay.']), 'manner').points).toBe(1);
  expect(part(scored(forbidding, ['911.', 'Drive him there.']), 'manner').points).toBe(0.75);
});

test('calming a caller earns more of the manner than upsetting one', () => {
  expect(part(scored(chestPain, good), 'manner').points!).toBeGreaterThan(0.7);
  expect(part(scored(chestPain, poor), 'manner').points!).toBeLessThan(0.4);
});

test('a CAD record is compared with that of the scenario', () => {
  const right: CadRecord = {
    location: '66 Oak Terrace unit 4',
    callback: '555-0142',
    incident: 'CHESPAIN',
    priority: 'P1',
    units: 'M12',
    narrative: 'Father 58 years old, bad chest pain, short of breath, stents put in last year',
  };
  expect(part(scored(chestPain, good, right), 'cad').points).toBe(1);
  const wrong: CadRecord = {
    ...right,
    location: '67 Oak Terrace',
    priority: 'P3',
    units: 'E4',
    narrative: 'man ill',
  };
  const { points, items } = part(scored(chestPain, good, wrong), 'cad');
  expect(items.map(({ state }) => state)).toEqual(['wrong', 'right', 'wrong', 'partly', 'wrong']);
  expect(points).toBeLessThan(0.4);
});

test('a caller who is calm from the start costs nobody points for calming', async () => {
  const play = await scenarioFrom(small.replace('distress: 2,', 'distress: 1.5,'));
  expect(part(scored(play, ['911.', 'What is the address?']), 'manner').points).toBe(1);
});
