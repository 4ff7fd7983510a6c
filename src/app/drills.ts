import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { loadPacks } from '../analysis/packs/load-packs.ts';
import { EarshotError, type ErrorCode } from '../errors.ts';
import {
  CadRecord,
  type DrillScore,
  type PlayedDrill,
  type ScenarioOutline,
  TraineeTurns,
} from '../model/drill.ts';
import { packsFolder, scenariosFolder } from '../places.ts';
import { loadScenarioParts, readScenarioText, readShipped } from '../simulator/load-scenarios.ts';
import { playDrill } from '../simulator/play.ts';
import { outlineOf, type Playable } from '../simulator/playable.ts';
import { scoreDrill } from '../simulator/score/score.ts';

/** Playing prepared drills, with no database. */

/** Scenarios that do not ship, wherever they are kept. */
export interface OwnScenarios {
  ids(): Promise<readonly string[]>;
  /** Undefined when there is none of this id. */
  yaml(id: string): Promise<string | undefined>;
}

async function load() {
  const packs = await loadPacks(packsFolder);
  const parts = await loadScenarioParts({ scenarios: scenariosFolder, packs: packsFolder }, packs);
  const shipped = (await readShipped(scenariosFolder, parts)).map(({ play }) => play);
  return { packs, parts, shipped };
}

type Loaded = Awaited<ReturnType<typeof load>>;

/** A scenario by name, and whether it came with the program. */
export type ListedScenario = ScenarioOutline & { origin: 'shipped' | 'dashboard' };

/** What ships, then what the centre made. @throws scenario_invalid */
export async function listScenarios(own: OwnScenarios): Promise<ListedScenario[]> {
  const { shipped, parts } = await load();
  const listed = shipped.map((play): ListedScenario => ({ ...outlineOf(play), origin: 'shipped' }));
  for (const id of await own.ids()) {
    const play = await ownScenario(id, own, parts);
    if (play) listed.push({ ...outlineOf(play), origin: 'dashboard' });
  }
  return listed;
}

export interface PreparedDrill {
  scenario: string;
  /** The file with what the trainee says. */
  turns: string;
  seed?: number | undefined;
  /** The file with the trainee's CAD record. */
  cad?: string | undefined;
}

/** @throws file_not_found, drill_turns_invalid, cad_record_invalid, scenario_not_found, scenario_invalid */
export async function runDrill(
  prepared: PreparedDrill,
  own: OwnScenarios,
): Promise<PlayedDrill & { score: DrillScore }> {
  const turns = await readJson(prepared.turns, TraineeTurns, 'drill_turns_invalid');
  const cad =
    prepared.cad === undefined ? null : await readJson(prepared.cad, CadRecord, 'cad_record_invalid');
  const { packs, parts, shipped } = await load();
  const play =
    shipped.find(({ format }) => format.id === prepared.scenario) ??
    (await ownScenario(prepared.scenario, own, parts));
  if (!play) {
    const known = [...shipped.map(({ format }) => format.id), ...(await own.ids())];
    throw new EarshotError('scenario_not_found', { details: { scenario: prepared.scenario, known } });
  }
  const { drill, state } = playDrill(play, turns, prepared.seed);
  return { ...drill, score: scoreDrill({ play, drill, state, cad }, packs) };
}

/** @throws scenario_invalid */
async function ownScenario(
  id: string,
  own: OwnScenarios,
  parts: Loaded['parts'],
): Promise<Playable | undefined> {
  const yaml = await own.yaml(id);
  return yaml === undefined ? undefined : readScenarioText(id, yaml, parts);
}

async function readJson<T>(file: string, schema: z.ZodType<T>, code: ErrorCode): Promise<T> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new EarshotError('file_not_found', { details: { file }, cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new EarshotError(code, { details: { file, problem: 'is not JSON' }, cause });
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  throw new EarshotError(code, { details: { file, problem: z.prettifyError(checked.error) } });
}
