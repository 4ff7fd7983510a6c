import type { DrillSummary } from '../../../../src/model/drills.ts';

/** How one trainee stands with one scenario. */
export interface Standing {
  best: DrillSummary | null;
  last: DrillSummary | null;
  runs: number;
  /** One that was begun and not finished. */
  open: DrillSummary | null;
}

const never: Standing = { best: null, last: null, runs: 0, open: null };

/** By scenario, of drills newest first. Only what has a score counts as a run. */
export function standings(drills: readonly DrillSummary[]): Map<string, Standing> {
  const all = new Map<string, Standing>();
  for (const drill of drills) {
    const { id } = drill.scenario;
    all.set(id, withDrill(all.get(id) ?? never, drill));
  }
  return all;
}

function withDrill(before: Standing, drill: DrillSummary): Standing {
  if (drill.phase !== 'ended') return { ...before, open: before.open ?? drill };
  if (drill.total === null) return before;
  const isBest = before.best?.total == null || drill.total > before.best.total;
  return { ...before, best: isBest ? drill : before.best, last: before.last ?? drill, runs: before.runs + 1 };
}
