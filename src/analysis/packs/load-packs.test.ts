import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EarshotError } from '../../errors.ts';
import { packsFolder } from '../testing/calls.ts';
import { loadPacks } from './load-packs.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'packs-'));
  await cp(packsFolder, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const script = 'psap/scorecards/911-script.v1.yaml';

/** Changes a file and gives what loading then says. */
async function problemOf(file: string, change: (text: string) => string): Promise<Record<string, unknown>> {
  const text = await readFile(path.join(folder, file), 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(path.join(folder, file), changed);
  const error = await loadPacks(folder).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EarshotError);
  expect((error as EarshotError).code).toBe('scorecard_invalid');
  return (error as EarshotError).details!;
}

/** The line a text stands on, from 1. */
async function lineOf(file: string, text: string): Promise<number> {
  const lines = (await readFile(path.join(folder, file), 'utf8')).split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}

test('both packs load, with every cue and rule compiled', async () => {
  const packs = await loadPacks(folder);
  expect(packs.map((pack) => pack.format.id)).toEqual(['contact-centre', 'psap']);
});

test('a value out of bounds is told with file, line and field', async () => {
  const problem = await problemOf(script, (text) => text.replace('threshold: 80', 'threshold: 800'));
  expect(problem).toMatchObject({
    file: script,
    line: await lineOf(script, 'threshold: 800'),
    field: 'threshold',
  });
});

test('a misspelt key is told where it stands', async () => {
  const problem = await problemOf(script, (text) => text.replace('        weight: 12', '        wieght: 12'));
  expect(problem).toMatchObject({ file: script });
  expect(problem.problems).toContainEqual(
    expect.objectContaining({
      line: await lineOf(script, 'wieght'),
      field: expect.stringContaining('wieght'),
    }),
  );
});

test('a verb nobody knows is told with those that are', async () => {
  const problem = await problemOf(script, (text) =>
    text.replace('when: { says: ["{asks_location}"] }', 'when: { sings: ["{asks_location}"] }'),
  );
  expect(problem).toMatchObject({ file: script, line: await lineOf(script, 'sings') });
  expect(problem.problem).toContain('says');
});

test('a condition that names no observation is told where it stands', async () => {
  const problem = await problemOf(script, (text) => text.replace('when: answered,', 'when: answred,'));
  expect(problem).toMatchObject({ file: script, line: await lineOf(script, 'answred') });
});

test('a phrase that cannot be read is told where it stands, in a file of cues too', async () => {
  const cues = 'psap/cues/emergency.v1.yaml';
  const problem = await problemOf(cues, (text) => text.replace('  - nine one one\n', '  - (nine one one\n'));
  expect(problem).toMatchObject({ file: cues, line: await lineOf(cues, '(nine one one') });
});

test('YAML that is none is told with its line', async () => {
  const problem = await problemOf('psap/pack.yaml', (text) => `${text}\n  - [`);
  expect(problem).toMatchObject({ file: 'psap/pack.yaml' });
});

test('a published version is never edited in place', async () => {
  const problem = await problemOf(script, (text) => text.replace('nine one one?', 'nine one one, at once?'));
  expect(problem.problem).toContain('copy it to version 2');
});

test('nor are the cues it uses', async () => {
  const problem = await problemOf('psap/cues/emergency.v1.yaml', (text) =>
    text.replace('  - nine eleven\n', ''),
  );
  expect(problem.problem).toContain('is published and is not edited in place');
});

test('two files of one version are refused', async () => {
  const text = await readFile(path.join(folder, script), 'utf8');
  await writeFile(path.join(folder, 'psap/scorecards/copy.yaml'), text);
  await expect(loadPacks(folder)).rejects.toMatchObject({ code: 'scorecard_invalid' });
});

test('a folder that is not there is told as such', async () => {
  await expect(loadPacks(path.join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'file_not_found' });
});

const alerts = 'psap/alerts.v1.yaml';

test('a mistake in a rule for alerts is told where it stands', async () => {
  const kind = await problemOf(alerts, (text) => text.replace('kind: dead_air', 'kind: dead_aer'));
  expect(kind).toMatchObject({ file: alerts, line: await lineOf(alerts, 'dead_aer') });
});

test('a rule for alerts that names a risk the lexicon does not know is refused, and one that is there twice', async () => {
  const risk = await problemOf(alerts, (text) => text.replace('[covert_request]', '[covert_requst]'));
  expect(risk).toMatchObject({ file: alerts, line: await lineOf(alerts, 'covert_requst') });
  await cp(path.join(packsFolder, alerts), path.join(folder, alerts));
  const twice = await problemOf(alerts, (text) => text.replace('id: psap-covert', 'id: psap-violence'));
  expect(twice.problem).toContain('psap-violence');
});

test('a rule cannot ask of a stored call what is true of an open line alone', async () => {
  const problem = await problemOf(alerts, (text) =>
    text.replace(/(id: psap-dead-air[\s\S]*?calls: )open/, '$1stored'),
  );
  expect(problem).toMatchObject({ file: alerts, problem: expect.stringContaining('open calls only') });
});
