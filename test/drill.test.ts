import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DrillScore, PlayedDrill, ScenarioOutline } from '../src/model/drill.ts';
import { ScenarioVersion } from '../src/model/scenario-editing.ts';
import { small } from '../src/simulator/testing/scenarios.ts';
import { send } from './client.ts';
import { earshot, startServer } from './command-line.ts';
import { testDatabase } from './database.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drill-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, content: unknown): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const turns = [
  '911, what is the address of your emergency?',
  { text: '66 Oak Terrace?', atMs: 9000 },
  'Is he breathing normally?',
];

async function errorOf(args: string[]): Promise<{ code: string; details?: Record<string, unknown> }> {
  const ran = await earshot(['drill', 'run', ...args, '--json']);
  expect(ran.code).toBe(1);
  return (JSON.parse(ran.stdout) as { error: { code: string; details?: Record<string, unknown> } }).error;
}

test('drill list names every scenario with its level', async () => {
  const ran = await earshot(['drill', 'list', '--json']);
  expect(ran.code).toBe(0);
  const { scenarios } = JSON.parse(ran.stdout) as { scenarios: unknown[] };
  expect(scenarios.length).toBeGreaterThanOrEqual(24);
  for (const scenario of scenarios) ScenarioOutline.parse(scenario);
});

test('drill run prints the transcript, the state after every turn and the score, and the same again', async () => {
  const file = await fileOf('turns.json', turns);
  const args = ['drill', 'run', 'chest-pain', '--turns', file, '--seed', '5', '--json'];
  const [first, second] = [await earshot(args), await earshot(args)];
  expect(first.code).toBe(0);
  expect(second.stdout).toBe(first.stdout);
  const answer = JSON.parse(first.stdout) as Record<string, unknown>;
  const drill = PlayedDrill.parse(answer);
  const score = DrillScore.parse(answer.score);
  expect(drill).toMatchObject({ seed: 5, source: 'simulated', unheardTurns: 0 });
  expect(drill.states.map(({ turn }) => drill.transcript[turn]!.text)).toEqual(
    turns.map((turn) => (typeof turn === 'string' ? turn : turn.text)),
  );
  expect(drill.transcript[drill.states[1]!.turn]!.startMs).toBe(9000);
  expect(score.total).toBeGreaterThan(0);
});

test('drill run in words shows who said what and the score', async () => {
  const ran = await earshot(['drill', 'run', 'chest-pain', '--turns', await fileOf('words.json', turns)]);
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('trainee  911, what is the address');
  expect(ran.stdout).toMatch(/Score \d+\.\d\d, (not )?met/);
});

test('a scenario nobody knows is told with those there are', async () => {
  const error = await errorOf(['nowhere', '--turns', await fileOf('some.json', turns)]);
  expect(error.code).toBe('scenario_not_found');
  expect(error.details!.known).toContain('chest-pain');
});

test.each([
  ['an empty array', '[]'],
  ['no array', '{"text":"hello"}'],
  ['no JSON', 'hello'],
  ['a number among the turns', '["hello", 5]'],
  ['an empty text', '[""]'],
  ['a time below zero', '[{"text":"hello","atMs":-1}]'],
])('turns that are %s are refused', async (name, content) => {
  const error = await errorOf([
    'chest-pain',
    '--turns',
    await fileOf(`${name.replaceAll(' ', '-')}.json`, content),
  ]);
  expect(error.code).toBe('drill_turns_invalid');
});

test.each(['', ' ', '-1', '1.5', 'five'])('the seed "%s" is refused', async (seed) => {
  const file = await fileOf('seeded.json', turns);
  const ran = await earshot(['drill', 'run', 'chest-pain', '--turns', file, `--seed=${seed}`]);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
});

test('a file of turns that is not there is told as such', async () => {
  expect((await errorOf(['chest-pain', '--turns', join(folder, 'nowhere.json')])).code).toBe(
    'file_not_found',
  );
});

test('a CAD record counts, and one of another form is refused', async () => {
  const file = await fileOf('more.json', turns);
  const cad = await fileOf('cad.json', {
    location: '66 Oak Terrace, unit 4',
    incident: 'CHESPAIN',
    priority: 'P1',
  });
  const ran = await earshot(['drill', 'run', 'chest-pain', '--turns', file, '--cad', cad, '--json']);
  const { score } = JSON.parse(ran.stdout) as { score: DrillScore };
  expect(score.parts.find(({ id }) => id === 'cad')!.points).toBeGreaterThan(0.7);
  const wrong = await fileOf('wrong.json', { place: 'here' });
  expect((await errorOf(['chest-pain', '--turns', file, '--cad', wrong])).code).toBe('cad_record_invalid');
});

test("the centre's own scenarios are listed and played as the running server has them, or the data folder that is named", async () => {
  await using database = await testDatabase();
  const data = join(folder, 'data');
  const env = { EARSHOT_DATABASE_URL: database.url, EARSHOT_DATA: data, EARSHOT_SPEECH_ENGINE: 'none' };
  const file = await fileOf('own.json', ['911, what is the address of your emergency?', 'How old is he?']);
  const run = ['drill', 'run', 'own-pain', '--turns', file, '--json'];
  const listed = async (args: string[]) => {
    const { stdout } = await earshot(['drill', 'list', '--json', ...args], env);
    const { scenarios } = JSON.parse(stdout) as { scenarios: { id: string; origin: string }[] };
    return scenarios.filter(({ origin }) => origin === 'dashboard').map(({ id }) => id);
  };
  expect(JSON.parse((await earshot(run, env)).stdout)).toMatchObject({
    error: { code: 'scenario_not_found' },
  });
  let first: string;
  {
    await using server = await startServer(data, env);
    const draft = { yaml: small.replace('id: tried', 'id: own-pain') };
    const made = await send(server.url, 'POST', '/api/v1/scenarios/drafts', draft);
    const { digest } = ScenarioVersion.parse(await made.json());
    expect(await listed([])).toEqual([]);
    const publication = { digest, note: 'For a test.' };
    await send(server.url, 'POST', '/api/v1/scenarios/own-pain/versions/1/publish', publication);
    expect(await listed([])).toEqual(['own-pain']);
    first = (await earshot(run, env)).stdout;
    expect(PlayedDrill.parse(JSON.parse(first)).scenario.id).toBe('own-pain');
    const unknown = await earshot(['drill', 'run', 'nowhere', '--turns', file, '--json'], env);
    expect(JSON.parse(unknown.stdout).error.details.known).toContain('own-pain');
  }
  // No server runs any more: what ships can be played, and the rest when the folder is named.
  expect(await listed([])).toEqual([]);
  expect(await listed(['--data', data])).toEqual(['own-pain']);
  expect((await earshot([...run, '--data', data], env)).stdout).toBe(first);
}, 180_000);
