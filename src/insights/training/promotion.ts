import type { LevelDecision, LevelProposal, SkillRun } from '../../model/skills.ts';

const firstLevel = 1;
const lastLevel = 6;
const runsNeeded = 3;
const leastTotal = 85;
const familiesNeeded = 2;
const criticalsAllowed = 1;

/** Where somebody is, and since when: what was decided last. Whoever was never decided about begins at 1. */
export function levelOf(decisions: readonly LevelDecision[]): { level: number; since: string | null } {
  const [last] = decisions;
  if (!last) return { level: firstLevel, since: null };
  // Also where it was declined: what spoke for it is answered, and does not come up again.
  return { level: last.decision === 'declined' ? last.from : last.to, since: last.at };
}

/**
 * What follows from the runs at somebody's level since it was decided on: up after three of 85 or more without a critical
 * miss in two different families, down after two with a critical miss. A person decides. The same caller of a scenario
 * again counts once, by its first run: what was learned by heart says nothing.
 */
export function proposalFor(
  runs: readonly SkillRun[],
  { level, since }: ReturnType<typeof levelOf>,
): LevelProposal | null {
  const own = runs
    .filter((run) => run.scenario.level === level && (since === null || run.at > since))
    .sort((a, b) => a.at.localeCompare(b.at));
  const critical = own.filter(({ criticals }) => criticals > 0);
  if (critical.length > criticalsAllowed && level > firstLevel)
    return proposal(
      level,
      level - 1,
      critical,
      `${critical.length} runs of level ${level} had a critical miss.`,
    );
  const counted = own.filter((run, at) => own.findIndex((other) => isSameCaller(run, other)) === at);
  const good = counted.filter(({ total, criticals }) => total >= leastTotal && criticals === 0);
  const families = new Set(good.map(({ family }) => family)).size;
  if (good.length < runsNeeded || families < familiesNeeded || level >= lastLevel) return null;
  const reason = `${good.length} runs of level ${level} with ${leastTotal} or more and no critical miss, of ${families} kinds of incident.`;
  return proposal(level, level + 1, good, reason);
}

function isSameCaller(a: SkillRun, b: SkillRun): boolean {
  return a.scenario.id === b.scenario.id && a.seed === b.seed;
}

function proposal(from: number, to: number, runs: readonly SkillRun[], reason: string): LevelProposal {
  return { from, to, reason, drillIds: runs.map(({ drillId }) => drillId) };
}
