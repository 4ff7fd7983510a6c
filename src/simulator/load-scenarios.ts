import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Pack } from '../analysis/packs/pack.ts';
import { cuesOf, located } from '../analysis/packs/scorecard-file.ts';
import { checkYaml, parseYaml, placeOf, refuse, type YamlFile } from '../analysis/packs/yaml-file.ts';
import { cueBook } from '../analysis/rules/phrases.ts';
import { EarshotError } from '../errors.ts';
import { type ActBook, ActsFormat, compileActs, namedActs } from './acts.ts';
import { compileScenario, type Playable } from './playable.ts';
import { checkReply } from './reply-check.ts';
import { scenarioProblems } from './scenario-checks.ts';
import { ScenarioFormat } from './scenario-format.ts';
import { SpeechFormat } from './speech-format.ts';

export interface ScenarioFolders {
  scenarios: string;
  /** Where the packs lie, for their files of acts. */
  packs: string;
}

/** What a scenario is read with: the packs, their acts, and the ways to talk. */
export interface ScenarioParts {
  packs: readonly Pack[];
  /** By kind of call. */
  acts: ReadonlyMap<string, ActBook>;
  speech: ReadonlyMap<string, SpeechFormat>;
}

/** @throws file_not_found, scenario_invalid */
export async function loadScenarioParts(
  folders: ScenarioFolders,
  packs: readonly Pack[],
): Promise<ScenarioParts> {
  const speech = await loadSpeech(folders.scenarios);
  const acts = new Map<string, ActBook>();
  for (const pack of packs) acts.set(pack.format.kind, await loadActs(folders.packs, pack));
  return { packs, acts, speech };
}

/**
 * Loads everything the simulator can play, in the order of ids.
 * @throws file_not_found; scenario_invalid naming file, line and field, with all problems of the file in details
 */
export async function loadScenarios(folders: ScenarioFolders, packs: readonly Pack[]): Promise<Playable[]> {
  const parts = await loadScenarioParts(folders, packs);
  return (await readShipped(folders.scenarios, parts)).map(({ play }) => play);
}

/** A scenario with its text. */
export interface ReadScenario {
  play: Playable;
  yaml: string;
}

/** The scenarios of a folder, in the order of ids. @throws file_not_found, scenario_invalid */
export async function readShipped(folder: string, parts: ScenarioParts): Promise<ReadScenario[]> {
  const read: ReadScenario[] = [];
  for (const name of await yamlNames(folder)) {
    const yaml = await readYaml(folder, `${name}.yaml`);
    read.push({ play: readScenario(name, yaml, parts), yaml: yaml.text });
  }
  return read;
}

/** Reads a text as if it stood in a file of this name. @throws scenario_invalid */
export function readScenarioText(name: string, text: string, parts: ScenarioParts): Playable {
  return readScenario(name, parseYaml(`${name}.yaml`, text, 'scenario_invalid'), parts);
}

function readScenario(name: string, yaml: YamlFile, { packs, acts, speech }: ScenarioParts): Playable {
  const format = checkYaml(yaml, ScenarioFormat);
  const pack = packs.find((one) => one.format.kind === format.kind);
  const book = acts.get(format.kind);
  if (!pack || !book) throw refused(yaml, ['kind'], `no pack is loaded for ${format.kind}`);
  if (format.id !== name) throw refused(yaml, ['id'], `must be the name of its file, "${name}"`);
  const play = located([yaml], pack.files.cues, () => compileScenario(format, { acts: book, speech, pack }));
  const problems = scenarioProblems(play, yaml);
  if (problems.length > 0) refuse(problems, yaml.code);
  return play;
}

function refused(yaml: YamlFile, path: readonly string[], problem: string): never {
  return refuse([{ file: yaml.file, ...placeOf(yaml, path), field: path.join('.'), problem }], yaml.code);
}

async function loadActs(folder: string, pack: Pack): Promise<ActBook> {
  const yaml = await readYaml(folder, path.join(pack.format.id, 'acts.v1.yaml'));
  const format = checkYaml(yaml, ActsFormat);
  const missing = namedActs.find((id) => !(id in format.acts));
  if (missing !== undefined) refused(yaml, ['acts'], `the act "${missing}" is missing`);
  return located([yaml], pack.files.cues, () =>
    compileActs(format, cueBook(cuesOf(format.uses, pack.files.cues, yaml))),
  );
}

async function loadSpeech(folder: string): Promise<Map<string, SpeechFormat>> {
  const inside = path.join(folder, 'speech');
  const speech = new Map<string, SpeechFormat>();
  for (const name of await yamlNames(inside)) {
    const yaml = await readYaml(inside, `${name}.yaml`);
    const format = checkYaml(yaml, SpeechFormat);
    for (const [occasion, said] of Object.entries(format.says)) {
      const odd = [...said.calm, ...said.upset].find(
        (line) => checkReply(line, { allowed: format.words, withheld: [] }).length > 0,
      );
      if (odd !== undefined)
        refused(yaml, ['says', occasion], `"${odd}" says a number or a name, which only facts may`);
    }
    speech.set(name, format);
  }
  return speech;
}

async function yamlNames(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => path.basename(name, '.yaml'))
      .sort();
  } catch (cause) {
    throw new EarshotError('file_not_found', { details: { file: folder }, cause });
  }
}

async function readYaml(folder: string, file: string): Promise<YamlFile> {
  let text: string;
  try {
    text = await readFile(path.join(folder, file), 'utf8');
  } catch (cause) {
    throw new EarshotError('file_not_found', { details: { file }, cause });
  }
  return parseYaml(file, text, 'scenario_invalid');
}
