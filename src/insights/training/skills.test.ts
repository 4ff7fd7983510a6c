import { expect, test } from 'vitest';
import type { ScorePart } from '../../model/drill.ts';
import type { LevelDecision, SkillRun } from '../../model/skills.ts';
import type { ScoredRun } from '../../storage/db/skill-runs.ts';
import { levelOf, proposalFor } from './promotion.ts';
import { observationsOf, ratingOf, skillsOf } from './skills.ts';

function outline(id: string, level: number): SkillRun['scenario'] {
  return { id, title: id, kind: 'psap', level, summary: '', seed: 1 };
}

/** The day tells runs apart. */
function run(day: number, total: number, own: Partial<SkillRun> & { level?: number } = {}): SkillRun {
  const { level = 2, ...rest } = own;
  return {
    drillId: `01936f5c-7a2e-7b11-9d3a-4f2b8c6d1${String(day).padStart(3, '0')}`,
    trainee: 'Ines',
    scenario: outline(`scenario-${day}`, level),
    family: day % 2 === 0 ? 'medical' : 'fire',
    seed: 1,
    words: 'written',
    at: new Date(Date.UTC(2026, 4, day)).toISOString(),
    total,
    result: total >= 85 ? 'met' : 'not met',
    criticals: 0,
    parts: [],
    ...rest,
  };
}

const atTwo = { level: 2, since: null };

test('three good runs of two families propose the next level', () => {
  const runs = [run(1, 90), run(2, 85), run(3, 99), run(4, 40)];
  expect(proposalFor(runs, atTwo)).toMatchObject({
    from: 2,
    to: 3,
    drillIds: runs.slice(0, 3).map((r) => r.drillId),
  });
  expect(
    proposalFor(
      runs.map((one) => ({ ...one, family: 'fire' })),
      atTwo,
    ),
  ).toBeNull();
  expect(proposalFor([run(1, 90), run(2, 84.99), run(3, 99)], atTwo)).toBeNull();
  expect(proposalFor([run(1, 90), run(2, 90, { criticals: 1 }), run(3, 99)], atTwo)).toBeNull();
  expect(proposalFor(runs, { level: 1, since: null })).toBeNull();
});

test('a caller learned by heart counts once, by the first run', () => {
  const same = { scenario: outline('chest-pain', 2) };
  expect(proposalFor([run(1, 90, same), run(2, 95, same), run(3, 95)], atTwo)).toBeNull();
  const learned = [run(1, 50, same), run(2, 95, same), run(3, 95), run(4, 95)];
  expect(proposalFor(learned, atTwo)).toBeNull();
  const otherSeed = [run(1, 90, same), run(2, 95, { ...same, seed: 2 }), run(3, 95)];
  expect(proposalFor(otherSeed, atTwo)?.to).toBe(3);
});

test('two critical misses propose a level less, whatever else went well, and never below the first', () => {
  const runs = [
    run(1, 90),
    run(2, 90),
    run(3, 90),
    run(4, 90, { criticals: 1 }),
    run(5, 30, { criticals: 2 }),
  ];
  expect(proposalFor(runs, atTwo)).toMatchObject({ to: 1, reason: expect.stringContaining('2 runs') });
  const first = runs.map((one) => ({ ...one, scenario: outline(one.scenario.id, 1) }));
  expect(proposalFor(first, { level: 1, since: null })?.to).toBe(2);
});

test('what was decided answers the runs before it', () => {
  const decision: LevelDecision = {
    from: 2,
    to: 3,
    decision: 'declined',
    comment: 'Too early.',
    by: 'Maria',
    at: '2026-05-10T00:00:00.000Z',
  };
  expect(levelOf([decision])).toEqual({ level: 2, since: decision.at });
  expect(levelOf([{ ...decision, decision: 'accepted' }])).toMatchObject({ level: 3 });
  const before = [run(1, 90), run(2, 90), run(3, 90)];
  expect(proposalFor(before, levelOf([decision]))).toBeNull();
  expect(
    proposalFor([...before, run(11, 90), run(12, 90), run(13, 90)], levelOf([decision]))?.drillIds,
  ).toHaveLength(3);
});

function scored(level: number, manner: number | null, address: number | null, total = 70): ScoredRun {
  const item = {
    id: 'B3',
    title: 'Location confirmed',
    state: 'yes',
    points: address,
    reason: '',
    evidence: [],
  };
  const part = { weight: 15, reason: '' };
  const parts: ScorePart[] = [
    { ...part, id: 'manner', title: 'Manner', points: manner, items: [] },
    { ...part, id: 'scorecard', title: 'Scorecard', points: address, items: [item] },
  ];
  const { drillId, trainee, seed, result, criticals } = run(level, total);
  return {
    drillId,
    trainee,
    seed,
    words: 'written',
    result,
    criticals,
    at: new Date(0),
    scenario: outline('x', level),
    total,
    parts,
  };
}

test('skills are means by level with their trend, of parts and of questions; what did not count is left out', () => {
  const runs = [0, 0.2, 1, 1, 1].map((points, at) => scored(at < 2 ? 1 : 3, at === 0 ? null : 0.5, points));
  const skills = skillsOf(runs);
  expect(skills.find(({ id }) => id === 'B3')).toEqual({
    id: 'B3',
    title: 'Location confirmed',
    of: 'criterion',
    mean: 0.64,
    n: 5,
    trend: 'up',
    levels: [
      { level: 1, mean: 0.1, n: 2 },
      { level: 3, mean: 1, n: 3 },
    ],
  });
  expect(skills.find(({ id }) => id === 'manner')).toMatchObject({ n: 4, trend: null, mean: 0.5 });
});

test('4 of 7 begins where a drill is met; low without a rise is not responding to training', () => {
  expect([0, 0.5, 0.84, 0.85, 0.9, 0.96, 1].map(ratingOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  const of = (...points: number[]) =>
    observationsOf(points.map((one) => scored(2, one, 1))).find(({ from }) => from === 'Manner');
  expect(of(0.7, 0.6, 0.5)).toMatchObject({ rating: 2, notResponding: true, wantsComment: true });
  expect(of(0.3, 0.5, 0.7)).toMatchObject({ notResponding: false });
  expect(observationsOf([scored(2, 1, 1)]).find(({ heading }) => heading === 'Under stress')).toMatchObject({
    rating: null,
    n: 0,
    wantsComment: false,
  });
});
