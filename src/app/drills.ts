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
import { loadScenarios } from '../simulator/load-scenarios.ts';
import { playDrill } from '../simulator/play.ts';
import { outlineOf } from '../simulator/playable.ts';
import { scoreDrill } from '../simulator/score/score.ts';

/** Playing prepared drills, with no database and no server. */

async function load() {
  const packs = await loadPacks(packsFolder);
  const scenarios = await loadScenarios({ scenarios: scenariosFolder, packs: packsFolder }, packs);
  return { packs, scenarios };
}

/** @throws scenario_invalid */
export async function listScenarios(): Promise<ScenarioOutline[]> {
  return (await load()).scenarios.map(outlineOf);
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
export async function runDrill(prepared: PreparedDrill): Promise<PlayedDrill & { score: DrillScore }> {
  const turns = await readJson(prepared.turns, TraineeTurns, 'drill_turns_invalid');
  const cad =
    prepared.cad === undefined ? null : await readJson(prepared.cad, CadRecord, 'cad_record_invalid');
  const { packs, scenarios } = await load();
  const play = scenarios.find(({ format }) => format.id === prepared.scenario);
  if (!play) {
    const known = scenarios.map(({ format }) => format.id);
    throw new EarshotError('scenario_not_found', { details: { scenario: prepared.scenario, known } });
  }
  const { drill, state } = playDrill(play, turns, prepared.seed);
  return { ...drill, score: scoreDrill({ play, drill, state, cad }, packs) };
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
