import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packsFolder } from '../places.ts';
import { judgeFile, measureFolder } from './offline.ts';

const settings = { queues: {} };
const golden = (pack: string, call: string) => path.join(packsFolder, pack, 'golden', call);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'earshot-offline-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, content: unknown): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

type Line = [speaker: string, text: string];

async function judged(lines: readonly Line[], more: object = { kind: 'psap' }) {
  const turns = lines.map(([speaker, text], i) => {
    return { i, speaker, startMs: i * 3000, endMs: i * 3000 + 2500, text };
  });
  return await judgeFile(await fileOf('call.json', { id: 'call', turns, ...more }), settings);
}

const codes = (result: { notes: { code: string }[] }) => result.notes.map((note) => note.code);
const scores = (result: { evaluations: { score: number | null }[] }) =>
  result.evaluations.map((one) => one.score);

test('a call is found out about in the names in which calls are labelled', async () => {
  const result = await judgeFile(golden('psap', 'chest-pain-bus.yaml'), settings);
  expect(result).toMatchObject({ id: 'chest-pain-bus', kind: 'psap', criteria: { A1: 'yes' }, notes: [] });
  expect(result.evidence.A1).toEqual([0]);
});

test('every scorecard of its kind judges a call, and none of another kind', async () => {
  const result = await judgeFile(golden('contact-centre', 'hotel-noise.yaml'), settings);
  expect(Object.keys(result.scores8)).toHaveLength(8);
  expect(result.criteria).toEqual({});
});

test('an empty transcript is said to be empty and gets no score', async () => {
  const result = await judged([]);
  expect(codes(result)).toContain('empty');
  expect(scores(result).every((score) => score === null)).toBe(true);
});

test('a call of which one side is missing says so', async () => {
  const result = await judged([
    ['caller', 'hello is anybody there'],
    ['caller', 'i need an ambulance at twelve oak street'],
    ['caller', 'please hurry'],
  ]);
  expect(codes(result)).toContain('one_speaker_only');
});

test('a call in another language is named and not scored', async () => {
  const result = await judged([
    ['call_taker', 'nueve once cuál es la dirección de su emergencia por favor'],
    ['caller', 'estoy en la calle de la casa de mi madre y no sé qué hacer por favor ayuda'],
    ['call_taker', 'dígame cómo está la señora y si está bien ahora'],
    ['caller', 'no está bien señor tiene mucho dolor y no puede hablar con nosotros'],
  ]);
  expect(codes(result)).toContain('other_language');
  expect(scores(result).every((score) => score === null)).toBe(true);
});

test('speakers named the wrong way round are noticed', async () => {
  const result = await judged([
    ['caller', "Nine one one, what's the address of your emergency?"],
    ['call_taker', "My husband fell, I'm at 12 Oak Street, please hurry!"],
    ['caller', "Okay, I'm sending the ambulance now. What's the phone number you're calling from?"],
    ['call_taker', "It's 555-0142. I don't know what to do, he's on the floor."],
    ['caller', 'Is he awake? Is he breathing normally? Stay on the line with me.'],
    ['call_taker', 'Yes, he is breathing, please send somebody.'],
  ]);
  expect(codes(result)).toContain('roles_swapped');
});

test('a call of three hours is judged like any other', async () => {
  const lines = Array.from(
    { length: 3600 },
    (_, i): Line =>
      i % 2 === 0
        ? ['call_taker', 'okay tell me exactly what is happening there now']
        : ['caller', 'he is still on the floor and he is breathing'],
  );
  const result = await judged([
    ['call_taker', "nine one one what's the address of your emergency"],
    ...lines,
  ]);
  expect(result.criteria.A1).toBe('yes');
});

test('a call of no kind that can be told is not judged, and says why', async () => {
  const result = await judged([['other', 'one two three']], {});
  expect(result.kind).toBeNull();
  expect(codes(result)).toContain('no_scorecard');
});

const line = { i: 0, speaker: 'caller', startMs: 0, endMs: 900, text: 'hello' };

test.each([
  ['a.json', '{ "id": ', 'it is not JSON'],
  ['b.json', '', 'it is not JSON'],
  ['c.json', [], 'the file'],
  ['d.json', { id: 'x' }, 'turns'],
  ['e.json', { id: 'x', turns: [{ ...line, speaker: 'robot' }] }, 'turns.0.speaker'],
  ['f.json', { id: 'x', turns: [{ ...line, startMs: -5 }] }, 'turns.0.startMs'],
  ['g.json', { id: 'x', turns: [{ ...line, startMs: 1000 }] }, 'turns.0.endMs: it ends before it begins'],
  ['h.json', { id: 'x', turns: [line, line] }, 'turns.1.i: an earlier turn has this number'],
  [
    'i.json',
    { id: 'x', turns: [line], labels: { risk: [{ category: 'fire', status: 'asserted', turn: 7 }] } },
    'labels.risk.0.turn: the call has no turn of this number',
  ],
  ['j.yaml', 'title: only a title', 'style'],
  ['k.yaml', 'title: [', 'it is not YAML'],
])('a file that is not a call (%s) is refused with the place in it', async (name, content, place) => {
  const refused = expect(judgeFile(await fileOf(name, content), settings)).rejects;
  await refused.toMatchObject({
    code: 'call_file_invalid',
    details: { problem: expect.stringContaining(place) },
  });
});

test('labelled calls are measured, and every disagreement names its call', async () => {
  const report = await measureFolder(path.join(packsFolder, 'psap', 'golden'), settings);
  const script = report.scorecards.find((one) => one.scorecardId === 'psap-911-script')!;
  expect(script.criteria.map((one) => one.n).every((n) => n > 15)).toBe(true);
  const answered = report.mistakes.filter((one) => one.what === 'criterion');
  expect(answered.every((one) => one.call !== '' && one.expected !== one.got)).toBe(true);
});

test('a folder without calls, or none at all, is refused', async () => {
  await expect(measureFolder(packsFolder, settings)).rejects.toMatchObject({
    code: 'labelled_calls_missing',
  });
  const nowhere = path.join(folder, 'nowhere');
  await expect(measureFolder(nowhere, settings)).rejects.toMatchObject({ code: 'file_not_found' });
});
