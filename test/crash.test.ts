import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { detail, settled, upload } from './client.ts';
import { earshot, startServer } from './command-line.ts';
import { wavOf } from './sound.ts';

/** The server as people run it, with a PostgreSQL of its own in a data folder of its own. */
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-crash-'));
  // As root, PostgreSQL runs under another account, which must be able to pass through.
  await chmod(folder, 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const transcript = JSON.stringify({
  turns: [
    {
      speaker: 'agent',
      startMs: 500,
      endMs: 2_000,
      text: 'Thank you for calling Brightwater, how can I help?',
    },
    {
      speaker: 'customer',
      startMs: 2_500,
      endMs: 5_000,
      text: 'My bill is wrong again and I want it fixed.',
    },
  ],
});

function call(n: number): { name: string; bytes: Buffer } {
  const bytes = wavOf(20_000 + n * 10, [
    [{ startMs: 500, endMs: 2_000 }],
    [{ startMs: 2_500, endMs: 5_000 }],
  ]);
  return { name: `call-${n}.wav`, bytes };
}

test('a server killed at any point loses no call and does nothing twice', async () => {
  const ids: string[] = [];
  for (let round = 0; round < 3; round++) {
    const server = await startServer(folder);
    const sent = await Promise.all(
      [0, 1, 2, 3].map((n) => upload(server.url, [call(round * 4 + n)], {}, transcript)),
    );
    ids.push(...sent.map((one) => one.id));
    await delay(round * 300);
    server.process.kill('SIGKILL');
    await once(server.process, 'exit');
  }
  await using server = await startServer(folder);
  const calls = await Promise.all(ids.map((id) => settled(server.url, id)));
  expect(calls.map((one) => one.state)).toEqual(ids.map(() => 'done'));
  expect(calls.every((one) => one.evaluations.length === 2 && one.transcript?.turns.length === 2)).toBe(true);
}, 180_000);

test('a decoding process killed in the middle costs a retry and nothing else', async () => {
  await using server = await startServer(folder, { EARSHOT_PIPELINE_FIRST_RETRY_MS: '100' });
  const long = wavOf(900_000, [[{ startMs: 500, endMs: 800_000 }], [{ startMs: 2_500, endMs: 850_000 }]]);
  const { id } = await upload(server.url, [{ name: 'long.wav', bytes: long }], {}, transcript);
  const child = await audioProcessOf(server.process.pid as number);
  process.kill(child, 'SIGKILL');
  const done = await settled(server.url, id, 120_000);
  expect(done.state).toBe('done');
  expect(done.stages[0]?.tries).toBe(2);
}, 180_000);

test('a second server on the data folder says that one runs and where', async () => {
  await using server = await startServer(folder);
  const second = await earshot(['start', '--data', folder, '--port', '0', '--json']);
  expect(second.code).toBe(1);
  expect(JSON.parse(second.stdout).error).toMatchObject({
    code: 'already_running',
    details: { url: server.url },
  });
}, 60_000);

test('a command uses the running server, or opens the folder itself, with only JSON on standard output', async () => {
  const file = join(folder, 'text.wav');
  await writeFile(file, 'not audio');
  const wav = join(folder, 'one.wav');
  await writeFile(wav, call(0).bytes);
  const data = join(folder, 'data');
  const alone = await earshot(['import', wav, file, '--data', data, '--wait', '--json']);
  const { calls } = JSON.parse(alone.stdout);
  expect(
    calls.map((one: { state?: string; error?: { code: string } }) => one.error?.code ?? one.state).sort(),
  ).toEqual(['audio_not_recognised', 'waiting for a speech engine']);
  expect(alone.code).toBe(1);
  await using server = await startServer(data);
  const listed = await earshot(['calls', '--data', data, '--json']);
  expect(listed.stderr).toBe('');
  const [first] = JSON.parse(listed.stdout).calls;
  expect(await detail(server.url, first.id)).toMatchObject({ fileNames: ['one.wav'] });
  const shown = await earshot(['call', first.id, '--data', data, '--json']);
  expect(JSON.parse(shown.stdout).metrics.durationMs).toBe(20_000);
}, 120_000);

test('a server told to stop ends at once, PostgreSQL with it, and starts again', async () => {
  const first = await startServer(folder);
  const pid = await postgresPid();
  first.process.kill('SIGINT');
  const [code] = await once(first.process, 'exit');
  expect(code).toBe(0);
  expect(() => process.kill(pid, 0)).toThrow();
  await using _second = await startServer(folder);
}, 60_000);

test('a server whose terminal was closed stops in order, though nobody hears it say so', async () => {
  const server = await startServer(folder);
  const pid = await postgresPid();
  server.process.stdout?.destroy();
  server.process.stderr?.destroy();
  server.process.kill('SIGHUP');
  const [code] = await once(server.process, 'exit');
  expect(code).toBe(0);
  expect(() => process.kill(pid, 0)).toThrow();
}, 60_000);

test('after a new master key and a rotation the old key is not needed to play what was stored', async () => {
  const first = await startServer(folder);
  const { id } = await upload(first.url, [call(0)], {}, transcript);
  await settled(first.url, id);
  await first[Symbol.asyncDispose]();
  const keyFile = join(folder, 'keys', 'master.keys');
  const added = await earshot(['keys', 'add', '--data', folder, '--json']);
  const { keyId } = JSON.parse(added.stdout);
  const rotated = await earshot(['keys', 'rotate', '--data', folder, '--json']);
  expect(rotated.code).toBe(0);
  const { writing, rotation } = JSON.parse(rotated.stdout);
  expect(writing).toBe(keyId);
  expect(rotation.rewrapped).toBeGreaterThan(1);
  expect(rotation).toMatchObject({ running: false, looked: rotation.total, failed: 0, problem: null });
  const lines = (await readFile(keyFile, 'utf8')).split('\n').filter((line) => line.startsWith(`${keyId}:`));
  await writeFile(keyFile, lines.join('\n'));
  await using second = await startServer(folder);
  const audio = await fetch(`${second.url}/api/v1/calls/${id}/audio`);
  expect(audio.status).toBe(200);
  expect((await audio.arrayBuffer()).byteLength).toBeGreaterThan(20_000);
}, 120_000);

async function postgresPid(): Promise<number> {
  return Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** The process id of the first child of the server that decodes audio, once there is one. */
async function audioProcessOf(server: number): Promise<number> {
  for (let tries = 0; tries < 500; tries++) {
    const children = (await readFile(`/proc/${server}/task/${server}/children`, 'utf8'))
      .split(' ')
      .filter(Boolean);
    for (const child of children) {
      const command = await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '');
      if (command.includes('src/audio/')) return Number(child);
    }
    await delay(10);
  }
  throw new Error('no decoding process was started');
}
