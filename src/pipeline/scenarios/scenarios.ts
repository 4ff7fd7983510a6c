import { toEarshotError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type ReadScenario, readScenarioText, type ScenarioParts } from '../../simulator/load-scenarios.ts';
import type { Playable } from '../../simulator/playable.ts';
import { type ScenarioRow, scenarioVersions } from '../../storage/db/scenario-versions.ts';
import type { Db } from '../../storage/db/tables.ts';

/** What can be played: the scenarios that ship, and those of the centre that are published. */
export interface Scenarios {
  /** Of each scenario the version in force, in the order of ids, whichever process published last. */
  current(): Promise<readonly Playable[]>;
  /** One version, in force or not any more: drills that were played by it can be shown and scored again. */
  version(id: string, version: number): Promise<Playable | undefined>;
  shipped: readonly ReadScenario[];
  /** What a text is read with. */
  parts: ScenarioParts;
  /** Why published versions cannot be read, by the id of their row. They are not played. */
  unreadable(): ReadonlyMap<string, string>;
}

/** Asks the database for a stamp each time, and for the versions only when that has changed. */
export function openScenarios(
  shipped: readonly ReadScenario[],
  parts: ScenarioParts,
  deps: { db: Db; log: Log },
): Scenarios {
  const own = shipped.map(({ play }) => play);
  const unreadable = new Map<string, string>();
  const compiled = new Map<string, Playable>();
  let known: { stamp: number; made: readonly Made[] } = { stamp: 0, made: [] };

  function read(row: ScenarioRow): Playable | undefined {
    const { id, scenario_id: scenarioId, version, yaml } = row;
    try {
      const play = compiled.get(id) ?? readScenarioText(scenarioId, yaml, parts);
      compiled.set(id, play);
      return play;
    } catch (thrown) {
      const error = toEarshotError(thrown);
      if (!unreadable.has(id))
        deps.log.error({ scenarioId, version, err: error }, 'a published scenario cannot be read');
      unreadable.set(id, String(error.details?.problem ?? error.message));
      return undefined;
    }
  }

  async function made(): Promise<readonly Made[]> {
    const stamp = await scenarioVersions.stamp(deps.db);
    if (stamp !== known.stamp) {
      const rows = await scenarioVersions.publishedRows(deps.db);
      const read_ = rows.flatMap((row): Made[] => {
        const play = read(row);
        return play ? [{ play, isPublished: row.status === 'published' }] : [];
      });
      known = { stamp, made: read_ };
    }
    return known.made;
  }

  return {
    shipped,
    parts,
    async current() {
      return [...own, ...inForce(await made())].sort((a, b) => a.format.id.localeCompare(b.format.id));
    },
    async version(id, version) {
      const all = [...own, ...(await made()).map(({ play }) => play)];
      return all.find(({ format }) => format.id === id && format.version === version);
    },
    unreadable: () => unreadable,
  };
}

interface Made {
  play: Playable;
  isPublished: boolean;
}

/** The newest published version of each scenario. */
function inForce(made: readonly Made[]): Playable[] {
  const newest = new Map<string, Playable>();
  for (const { play, isPublished } of made) {
    const before = newest.get(play.format.id);
    if (isPublished && (!before || before.format.version < play.format.version))
      newest.set(play.format.id, play);
  }
  return [...newest.values()];
}
