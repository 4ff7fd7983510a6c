import { headOf, withHead } from '../../analysis/packs/scorecard-text.ts';
import type { ScenarioVersion } from '../../model/scenario-editing.ts';
import { scenarioVersions } from '../../storage/db/scenario-versions.ts';
import { scenarioVersion } from './library.ts';
import type { AuthoringParts } from './parts.ts';

export interface NewScenario {
  id: string;
  yaml: string;
  /** What is kept beside its text when it was made of a call. */
  more: { twin?: boolean; twin_of?: string | null; left_out?: string };
}

/** Keeps a text as the next draft of its id. */
export async function insertScenario(
  { id, yaml, more }: NewScenario,
  parts: AuthoringParts,
): Promise<ScenarioVersion> {
  const draft = {
    ...{ id, newestInFiles: 0, author: null, more },
    write: (version: number) => ({ title: headOf(yaml).title ?? id, yaml: withHead(yaml, { version }) }),
  };
  const row = await scenarioVersions.insertDraft(draft, parts.db);
  return scenarioVersion({ id, version: row.version }, parts);
}
