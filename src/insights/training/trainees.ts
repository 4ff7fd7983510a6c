import type { Clock } from '../../lib/clock.ts';
import type {
  ClassComparison,
  ComparisonQuery,
  LevelDecision,
  NewLevelDecision,
  SkillRun,
  TraineeList,
  TraineeProfile,
  TraineeSummary,
} from '../../model/skills.ts';
import type { ScenarioTraits } from '../../model/training.ts';
import { type ScoredRun, scoredRuns } from '../../storage/db/skill-runs.ts';
import type { Db } from '../../storage/db/tables.ts';
import { addLevelDecision, levelDecisions } from '../../storage/db/trainee-levels.ts';
import { isSamePerson } from './people.ts';
import { levelOf, proposalFor } from './promotion.ts';
import { observationsOf, skillsOf } from './skills.ts';

export interface TraineeParts {
  db: Db;
  clock: Clock;
  traits(): Promise<{ traits: readonly ScenarioTraits[] }>;
}

export interface Trainees {
  list(): Promise<TraineeList>;
  /** Also of somebody who has not run anything yet. */
  profile(name: string): Promise<TraineeProfile>;
  decide(name: string, decision: NewLevelDecision): Promise<TraineeProfile>;
  /** Everybody's runs of one scenario with one seed; by default the seed that most were given. */
  compare(query: ComparisonQuery): Promise<ClassComparison>;
}

const recentRuns = 5;
const mostShown = 50;

export function openTrainees({ db, clock, traits }: TraineeParts): Trainees {
  const familyOf = async () => {
    const known = new Map((await traits()).traits.map(({ scenario, family }) => [scenario.id, family]));
    return (id: string) => known.get(id) ?? id;
  };

  async function profile(name: string): Promise<TraineeProfile> {
    const [runs, decisions, family] = await Promise.all([
      scoredRuns({ trainee: name }, db),
      levelDecisions(name, db),
      familyOf(),
    ]);
    const shown = runs.map((run) => skillRun(run, family));
    return {
      ...summaryOf(name, shown, decisions),
      skills: skillsOf(runs),
      observations: observationsOf(runs),
      history: decisions.map(({ trainee: _, ...made }) => made),
      recent: shown.reverse().slice(0, mostShown),
    };
  }

  return {
    profile,
    async list() {
      const [runs, decisions, family] = await Promise.all([
        scoredRuns({}, db),
        levelDecisions(undefined, db),
        familyOf(),
      ]);
      const shown = runs.map((run) => skillRun(run, family));
      const names = [...shown, ...decisions].map(({ trainee }) => trainee);
      const people = names.filter((name, at) => names.findIndex((other) => isSamePerson(other, name)) === at);
      const trainees = people.map((name) =>
        summaryOf(
          name,
          shown.filter((run) => isSamePerson(run.trainee, name)),
          decisions.filter((one) => isSamePerson(one.trainee, name)),
        ),
      );
      return { trainees: trainees.sort((a, b) => a.trainee.localeCompare(b.trainee, 'en')) };
    },
    async decide(name, { decision, to, comment, by }) {
      const { level } = levelOf(await levelDecisions(name, db));
      const at = new Date(clock.now()).toISOString();
      await addLevelDecision({ trainee: name, from: level, to, decision, comment, by, at }, db);
      return profile(name);
    },
    async compare({ scenario, seed }) {
      const [runs, family] = await Promise.all([scoredRuns({ scenario, seed }, db), familyOf()]);
      const chosen = seed ?? mostFrequent(runs.map((run) => run.seed)) ?? 0;
      const same = runs.filter((run) => run.seed === chosen).map((run) => skillRun(run, family));
      const firsts = same.filter(
        (run, at) => same.findIndex((other) => isSamePerson(other.trainee, run.trainee)) === at,
      );
      const beside = firsts.map((first) => {
        const own = same.filter((run) => isSamePerson(run.trainee, first.trainee));
        return { ...first, attempts: own.length, bestTotal: Math.max(...own.map(({ total }) => total)) };
      });
      return { scenarioId: scenario, seed: chosen, runs: beside.sort((a, b) => b.total - a.total) };
    },
  };
}

function summaryOf(
  trainee: string,
  runs: readonly SkillRun[],
  decisions: readonly LevelDecision[],
): TraineeSummary {
  const standing = levelOf(decisions);
  const recent = runs.slice(-recentRuns);
  return {
    trainee,
    level: standing.level,
    runs: runs.length,
    lastAt: runs.at(-1)?.at ?? null,
    recentMean:
      recent.length === 0 ? null : recent.reduce((sum, { total }) => sum + total, 0) / recent.length,
    proposal: proposalFor(runs, standing),
  };
}

function skillRun({ parts, at, ...run }: ScoredRun, family: (id: string) => string): SkillRun {
  return {
    ...run,
    at: at.toISOString(),
    family: family(run.scenario.id),
    parts: parts.map(({ id, title, points }) => ({ id, title, points })),
  };
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
