import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgreementReport } from '../src/model/agreement.ts';
import { packsFolder } from '../src/places.ts';
import { earshot } from './command-line.ts';

const golden = (pack: string, call: string) => join(packsFolder, pack, 'golden', call);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-offline-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, content: unknown): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const turnsOf = (lines: [string, string][]) =>
  lines.map(([speaker, text], i) => ({ i, speaker, startMs: i * 3000, endMs: i * 3000 + 2500, text }));

async function analysed(file: string) {
  const { code, stdout } = await earshot(['analyse', file, '--json']);
  return { code, result: JSON.parse(stdout) };
}

test('one call is analysed without a server, in the names in which calls are labelled', async () => {
  const { code, result } = await analysed(golden('psap', 'chest-pain-bus.yaml'));
  expect(code).toBe(0);
  expect(result).toMatchObject({ id: 'chest-pain-bus', kind: 'psap', criteria: { A1: 'yes' }, notes: [] });
  const names = 'entities risk pii actionItems incidentType priority callerState intent sentiment complaint';
  for (const name of `${names} criteria criteriaCc scores8 evidence autoFail`.split(' ')) {
    expect(result, name).toHaveProperty(name);
  }
  expect(result.evaluations[0].marks[0]).toHaveProperty('evidence');
});

test('every scorecard of the pack judges the call', async () => {
  const { result } = await analysed(golden('contact-centre', 'hotel-noise.yaml'));
  expect(Object.keys(result.scores8)).toHaveLength(8);
});

test('an empty transcript is said to be empty and gets no score', async () => {
  const { code, result } = await analysed(
    await fileOf('empty.json', { id: 'empty', kind: 'psap', turns: [] }),
  );
  expect(code).toBe(0);
  expect(result.notes.map((note: { code: string }) => note.code)).toContain('empty');
  expect(result.evaluations.every((one: { score: number | null }) => one.score === null)).toBe(true);
});

test('a call in another language is named and not scored', async () => {
  const lines: [string, string][] = [
    ['call_taker', 'nueve once cuál es la dirección de su emergencia por favor'],
    ['caller', 'estoy en la calle de la casa de mi madre y no sé qué hacer por favor ayuda'],
    ['call_taker', 'dígame cómo está la señora y si está bien ahora'],
    ['caller', 'no está bien señor tiene mucho dolor y no puede hablar con nosotros'],
  ];
  const { result } = await analysed(
    await fileOf('es.json', { id: 'es', kind: 'psap', turns: turnsOf(lines) }),
  );
  expect(result.notes.map((note: { code: string }) => note.code)).toContain('other_language');
  expect(result.evaluations.every((one: { score: number | null }) => one.score === null)).toBe(true);
});

test('speakers named the wrong way round are noticed', async () => {
  const lines: [string, string][] = [
    ['caller', "Nine one one, what's the address of your emergency?"],
    ['call_taker', "My husband fell, I'm at 12 Oak Street, please hurry!"],
    ['caller', "Okay, I'm sending the ambulance now. What's the phone number you're calling from?"],
    ['call_taker', "It's 555-0142. I don't know what to do, he's on the floor."],
    ['caller', 'Is he awake? Is he breathing normally? Stay on the line with me.'],
    ['call_taker', 'Yes, he is breathing, please send somebody.'],
  ];
  const file = await fileOf('swapped.json', { id: 'swapped', kind: 'psap', turns: turnsOf(lines) });
  const { result } = await analysed(file);
  expect(result.notes.map((note: { code: string }) => note.code)).toContain('roles_swapped');
});

test.each([
  ['not-json.json', '{ "id": ', 'it is not JSON'],
  ['no-turns.json', { id: 'x' }, 'turns'],
  [
    'bad-speaker.json',
    { id: 'x', turns: [{ i: 0, speaker: 'robot', startMs: 0, endMs: 1, text: 'hi' }] },
    'speaker',
  ],
  ['not-a-call.yaml', 'title: only a title', 'style'],
])('a file that is not a call (%s) is refused with its place in it', async (name, content, place) => {
  const { code, stdout } = await earshot(['analyse', await fileOf(name, content), '--json']);
  expect(code).toBe(1);
  const { error } = JSON.parse(stdout);
  expect(error.code).toBe('call_file_invalid');
  expect(error.details.problem).toContain(place);
});

test('labelled calls are measured, with every disagreement', async () => {
  const { code, stdout } = await earshot(['eval', join(packsFolder, 'psap', 'golden'), '--json']);
  expect(code).toBe(0);
  const report = AgreementReport.parse(JSON.parse(stdout));
  const card = report.scorecards.find((one) => one.scorecardId === 'psap-911-script')!;
  expect(card.criteria.length).toBeGreaterThanOrEqual(14);
  expect(card.criteria[0]!.n).toBeGreaterThan(15);
  expect(report.mistakes.every((one) => one.call !== '' && one.what !== '')).toBe(true);
});

test('a folder without calls is refused', async () => {
  const { code, stdout } = await earshot(['eval', packsFolder, '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout).error.code).toBe('labelled_calls_missing');
});
