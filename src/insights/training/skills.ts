import type { Observation, Skill } from '../../model/skills.ts';
import type { ScoredRun } from '../../storage/db/skill-runs.ts';

/** One skill in one run. */
interface Shown {
  level: number;
  points: number;
}

/** Parts whose items are questions of the main scorecard. */
const scorecardParts = ['scorecard', 'closing'];

/** What somebody can do, from their runs (the oldest first): each part of the score, and each question of the main scorecard. */
export function skillsOf(runs: readonly ScoredRun[]): Skill[] {
  const parts = new Map<string, { title: string; shown: Shown[] }>();
  const criteria = new Map<string, { title: string; shown: Shown[] }>();
  const add = (to: typeof parts, id: string, title: string, points: number | null, level: number) => {
    if (points === null) return;
    const entry = to.get(id) ?? { title, shown: [] };
    entry.shown.push({ level, points });
    to.set(id, entry);
  };
  for (const { parts: own, scenario } of runs) {
    for (const part of own) {
      add(parts, part.id, part.title, part.points, scenario.level);
      if (!scorecardParts.includes(part.id)) continue;
      for (const item of part.items) add(criteria, item.id, item.title, item.points, scenario.level);
    }
  }
  const skill =
    (of: Skill['of']) =>
    ([id, { title, shown }]: [string, { title: string; shown: Shown[] }]) =>
      ({ id, title, of, ...summary(shown), levels: byLevel(shown) }) satisfies Skill;
  return [...[...parts].map(skill('part')), ...[...criteria].map(skill('criterion'))];
}

const lastRuns = 3;
const leastForTrend = 5;
const sameWithin = 0.05;

function summary(shown: readonly Shown[]): Pick<Skill, 'mean' | 'n' | 'trend'> {
  const points = shown.map((one) => one.points);
  const n = points.length;
  if (n < leastForTrend) return { mean: mean(points), n, trend: null };
  const change = mean(points.slice(-lastRuns)) - mean(points.slice(0, -lastRuns));
  return {
    mean: mean(points),
    n,
    trend: Math.abs(change) <= sameWithin ? 'flat' : change > 0 ? 'up' : 'down',
  };
}

function byLevel(shown: readonly Shown[]): Skill['levels'] {
  const levels = Map.groupBy(shown, ({ level }) => level);
  return [...levels]
    .sort(([a], [b]) => a - b)
    .map(([level, of]) => ({ level, mean: mean(of.map(({ points }) => points)), n: of.length }));
}

function mean(values: readonly number[]): number {
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1000) / 1000;
}

/** From each on: the rating of a share. 4, acceptable, begins where a drill is met. */
const bounds: [least: number, rating: number][] = [
  [0.99, 7],
  [0.95, 6],
  [0.9, 5],
  [0.85, 4],
  [0.65, 3],
  [0.45, 2],
  [0, 1],
];

const headings: { heading: string; from: string; shareOf(run: ScoredRun): number | null }[] = [
  { heading: 'Collecting information', from: 'Facts', shareOf: (run) => pointsOf('facts', run) },
  {
    heading: 'Questioning and instructions',
    from: 'Scorecard',
    shareOf: (run) => pointsOf('scorecard', run),
  },
  { heading: 'Policies and procedures', from: 'Steps', shareOf: (run) => pointsOf('steps', run) },
  { heading: 'Controlling the caller', from: 'Manner', shareOf: (run) => pointsOf('manner', run) },
  { heading: 'Speed', from: 'Clocks', shareOf: (run) => pointsOf('clocks', run) },
  { heading: 'Entering the record', from: 'CAD record', shareOf: (run) => pointsOf('cad', run) },
  { heading: 'Ending the call', from: 'Closing', shareOf: (run) => pointsOf('closing', run) },
  {
    heading: 'Under no stress',
    from: 'Totals of levels 1 to 3',
    shareOf: ({ scenario, total }) => (scenario.level <= 3 ? total / 100 : null),
  },
  {
    heading: 'Under stress',
    from: 'Totals of levels 4 to 6',
    shareOf: ({ scenario, total }) => (scenario.level > 3 ? total / 100 : null),
  },
];

/** The headings of a daily observation report that drills can tell of, each from the last three runs in which it counted. */
export function observationsOf(runs: readonly ScoredRun[]): Observation[] {
  return headings.map(({ heading, from, shareOf }) => {
    const shares = runs.map(shareOf).filter((share) => share !== null);
    const last = shares.slice(-lastRuns);
    const rating = last.length === 0 ? null : ratingOf(mean(last));
    const ratings = last.map(ratingOf);
    return {
      heading,
      from,
      rating,
      n: last.length,
      notResponding:
        ratings.length === lastRuns &&
        ratings.every((one, at) => one <= 3 && (at === 0 || one <= ratings[at - 1]!)),
      wantsComment: rating !== null && (rating <= 3 || rating >= 6),
    };
  });
}

function pointsOf(id: string, { parts }: ScoredRun): number | null {
  return parts.find((part) => part.id === id)?.points ?? null;
}

export function ratingOf(share: number): number {
  return bounds.find(([least]) => share >= least)![1];
}
