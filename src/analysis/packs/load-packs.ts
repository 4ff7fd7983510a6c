import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { EarshotError } from '../../errors.ts';
import { compileLexicon, type Lexicon } from '../lexicon/lexicon.ts';
import type { Cue } from '../rules/phrases.ts';
import { compileAlerts, type PackAlertRule } from './alerts.ts';
import { AlertsFormat } from './alerts-format.ts';
import { GuidesFormat } from './guide-format.ts';
import { compileGuides, type Guides, type GuidesMayName } from './guides.ts';
import { IncidentsFormat } from './incident-format.ts';
import { compileIncidents, type Incidents } from './incidents.ts';
import { LexiconFormat } from './lexicon-format.ts';
import { compileNotes, type Notes } from './notes.ts';
import { NotesFormat } from './notes-format.ts';
import { compileSigns, type Golden, type Pack, type Scorecard, type ScorecardSource } from './pack.ts';
import type { CueFiles, PackFiles } from './pack-files.ts';
import { CuesFormat, GoldenFormat, PackFormat } from './pack-format.ts';
import type { Questions } from './questions.ts';
import { cuesOf, located, problemAt, readQuestions, readScorecard } from './scorecard-file.ts';
import { checkYaml, parseYaml, refuse, type YamlFile } from './yaml-file.ts';

/**
 * Loads every protocol pack of a folder: `<pack>/pack.yaml` with `cues/`, `scorecards/` and `golden/` beside it.
 * The only part of analysis that reads files. Golden calls are for tests and editors, and read only when asked for.
 * @throws file_not_found; scorecard_invalid naming file, line and field, with all problems of the file in details
 */
export async function loadPacks(folder: string, options: { golden?: boolean } = {}): Promise<Pack[]> {
  let names: string[];
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (cause) {
    throw new EarshotError('file_not_found', { details: { file: folder }, cause });
  }
  const packs: Pack[] = [];
  for (const name of names.sort()) packs.push(await loadPack(folder, name, options.golden ?? false));
  return packs;
}

async function loadPack(folder: string, name: string, withGolden: boolean): Promise<Pack> {
  const read = (file: string) => readYaml(folder, file);
  const packYaml = await read(path.join(name, 'pack.yaml'));
  const format = checkYaml(packYaml, PackFormat);
  const cueFiles = new Map<string, { cues: ReadonlyMap<string, Cue>; yaml: YamlFile }>();
  for (const file of await yamlFiles(folder, path.join(name, 'cues'))) {
    const yaml = await read(file);
    cueFiles.set(baseName(file), { cues: new Map(Object.entries(checkYaml(yaml, CuesFormat))), yaml });
  }
  const signs = located([packYaml], cueFiles, () =>
    compileSigns(format, cuesOf(format.uses, cueFiles, packYaml)),
  );
  const loading: Loading = { name, read, format, packYaml, cueFiles };
  const sets = await loadQuestions(loading, await questionFiles(folder, name));
  const questions = new Map([...sets].map(([file, read]) => [file, read.questions]));
  const incidents = await loadIncidents(loading, questions);
  const files: PackFiles = { cues: cueFiles, questions: sets };
  const scorecards: Scorecard[] = [];
  const sources: ScorecardSource[] = [];
  for (const file of await yamlFiles(folder, path.join(name, 'scorecards'))) {
    const yaml = await read(file);
    const card = readScorecard(yaml, files);
    checkPublished(card, format, yaml, scorecards);
    scorecards.push(card);
    sources.push({ id: card.format.id, version: card.format.version, text: yaml.text });
  }
  if (!scorecards.some((card) => card.format.id === format.scorecard)) {
    refuse([
      problemAt(packYaml, format.scorecard, 'scorecard', `the pack has no scorecard "${format.scorecard}"`),
    ]);
  }
  for (const { scorecard } of format.assign) {
    if (scorecards.some((card) => card.format.id === scorecard)) continue;
    refuse([problemAt(packYaml, scorecard, 'assign', `the pack has no scorecard "${scorecard}"`)]);
  }
  const lexicon =
    format.lexicon === undefined ? null : await loadLexicon(folder, name, format, format.lexicon);
  const golden: Golden[] = [];
  const goldenFiles = withGolden ? await yamlFiles(folder, path.join(name, 'golden')) : [];
  for (const file of goldenFiles) {
    golden.push({ id: baseName(file), file, format: checkYaml(await read(file), GoldenFormat) });
  }
  const notes = await loadNotes(loading);
  const alerts = await loadAlerts(loading, lexicon);
  const guides = await loadGuides(loading, { questions, incidents, notes });
  return {
    format,
    scorecards,
    sources,
    files,
    lexicon,
    golden,
    incidents,
    questions,
    notes,
    alerts,
    guides,
    ...signs,
  };
}

/** What the files of one pack are loaded with. */
interface Loading {
  name: string;
  read: (file: string) => Promise<YamlFile>;
  format: PackFormat;
  packYaml: YamlFile;
  cueFiles: CueFiles;
}

/** Every file of question sets of the pack, by name. */
async function loadQuestions(pack: Loading, files: readonly string[]) {
  const loaded = new Map<string, ReturnType<typeof readQuestions>>();
  for (const file of files) {
    const read = readQuestions(await pack.read(file), pack.cueFiles);
    refuseEdited(pack.format, read.questions.format, read.questions.digest, read.yaml);
    loaded.set(baseName(file), read);
  }
  return loaded;
}

async function loadIncidents(
  pack: Loading,
  questions: ReadonlyMap<string, Questions>,
): Promise<Incidents | undefined> {
  if (pack.format.incidents === undefined) return undefined;
  const yaml = await pack.read(path.join(pack.name, `${pack.format.incidents}.yaml`));
  const format = checkYaml(yaml, IncidentsFormat);
  const { sets } = questionSets(format.questionSets, 'questionSets', questions, yaml);
  const incidents = located([yaml], pack.cueFiles, () =>
    compileIncidents(
      format,
      cuesOf(format.uses, pack.cueFiles, yaml),
      new Set(sets.keys()),
      yaml.document.toJS(),
    ),
  );
  refuseEdited(pack.format, format, incidents.digest, yaml);
  return incidents;
}

async function questionFiles(folder: string, name: string): Promise<string[]> {
  const files = await yamlFiles(folder, name);
  return files.filter((file) => baseName(file).startsWith('questions'));
}

async function loadNotes({ name, read, format: pack, cueFiles }: Loading): Promise<Notes | null> {
  if (pack.notes === undefined) return null;
  const yaml = await read(path.join(name, `${pack.notes}.yaml`));
  const format = checkYaml(yaml, NotesFormat);
  return located([yaml], cueFiles, () => compileNotes(format, cuesOf(format.uses, cueFiles, yaml)));
}

async function loadAlerts(
  { name, read, format: pack, cueFiles }: Loading,
  lexicon: Lexicon | null,
): Promise<PackAlertRule[]> {
  if (pack.alerts === undefined) return [];
  const yaml = await read(path.join(name, `${pack.alerts}.yaml`));
  const format = checkYaml(yaml, AlertsFormat);
  return located([yaml], cueFiles, () => compileAlerts(format, cuesOf(format.uses, cueFiles, yaml), lexicon));
}

async function loadGuides(
  { name, read, format: pack, cueFiles }: Loading,
  known: Omit<GuidesMayName, 'questions'> & { questions: ReadonlyMap<string, Questions> },
): Promise<Guides | null> {
  if (pack.guides === undefined) return null;
  const yaml = await read(path.join(name, `${pack.guides}.yaml`));
  const format = checkYaml(yaml, GuidesFormat);
  const questions = questionSets(format.questions, 'questions', known.questions, yaml);
  return located([yaml], cueFiles, () => compileGuides(format, { ...known, questions }));
}

/** A file of question sets that another file names. @throws scorecard_invalid when it is not there */
function questionSets(
  name: string,
  field: string,
  questions: ReadonlyMap<string, Questions>,
  yaml: YamlFile,
): Questions {
  return (
    questions.get(name) ?? refuse([problemAt(yaml, name, field, `there is no ${name}.yaml in this pack`)])
  );
}

async function loadLexicon(folder: string, name: string, pack: PackFormat, file: string): Promise<Lexicon> {
  const own = await readYaml(folder, path.join(name, `${file}.yaml`));
  const format = checkYaml(own, LexiconFormat);
  const base = format.basedOn === undefined ? undefined : await readYaml(folder, `${format.basedOn}.yaml`);
  const baseFormat = base && checkYaml(base, LexiconFormat);
  const yamls = base ? [own, base] : [own];
  const lexicon = located(yamls, new Map(), () => compileLexicon(format, baseFormat));
  const published = pack.published[`lexicon@${format.version}`];
  if (published !== undefined && published !== lexicon.digest) {
    refuse([problemAt(own, undefined, 'version', changedProblem(format.version, lexicon.digest))]);
  }
  return lexicon;
}

function changedProblem(version: number, digest: string): string {
  return `version ${version} is published and is not edited in place: copy it to version ${version + 1}, with copies of the cues it changes (what is in the files now has the digest ${digest})`;
}

/** A published version whose rules have changed is refused: marks already given would lose their meaning. */
function checkPublished(
  card: Scorecard,
  pack: PackFormat,
  yaml: YamlFile,
  others: readonly Scorecard[],
): void {
  const { id, version } = card.format;
  if (others.some((other) => other.format.id === id && other.format.version === version)) {
    refuse([
      problemAt(yaml, undefined, 'version', `another file already holds version ${version} of "${id}"`),
    ]);
  }
  refuseEdited(pack, card.format, card.digest, yaml);
}

function refuseEdited(
  pack: PackFormat,
  { id, version }: { id: string; version: number },
  digest: string,
  yaml: YamlFile,
): void {
  const published = pack.published[`${id}@${version}`];
  if (published === undefined || published === digest) return;
  refuse([problemAt(yaml, undefined, 'version', changedProblem(version, digest))]);
}

function baseName(file: string): string {
  return path.basename(file, '.yaml');
}

async function readYaml(folder: string, file: string): Promise<YamlFile> {
  try {
    return parseYaml(file, await readFile(path.join(folder, file), 'utf8'));
  } catch (cause) {
    if (cause instanceof EarshotError) throw cause;
    throw new EarshotError('file_not_found', { details: { file }, cause });
  }
}

/** The YAML files of a folder of a pack, which need not be there. */
async function yamlFiles(folder: string, inside: string): Promise<string[]> {
  try {
    const names = await readdir(path.join(folder, inside));
    return names
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => path.join(inside, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
