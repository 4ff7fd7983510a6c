import type { Selectable } from 'kysely';
import type { ScenarioVersionsTable } from './tables.ts';
import { textVersions } from './text-versions.ts';

export type ScenarioRow = Selectable<ScenarioVersionsTable>;

/** Versions of scenarios made in the dashboard. */
export const scenarioVersions = textVersions({
  table: 'scenario_versions',
  of: 'scenario_id',
  lock: 0x45617275,
  errors: {
    notFound: 'scenario_version_not_found',
    notDraft: 'scenario_not_draft',
    notPublished: 'scenario_not_published',
    changed: 'scenario_changed',
  },
});
