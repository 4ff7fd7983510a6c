import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startServer } from './testing/running-server.ts';
import { callId } from './testing/sample-calls.ts';

const run = promisify(execFile);
const page = join(import.meta.dirname, '../../docs/api.md');

async function hasCurl(): Promise<boolean> {
  try {
    await run('curl', ['--version']);
    return true;
  } catch {
    // Not installed: the caller says so.
    return false;
  }
}

test('every curl example of docs/api.md works as it stands', async (ctx) => {
  if (!(await hasCurl())) {
    console.warn('curl is not installed: the examples of docs/api.md are not run');
    ctx.skip();
  }
  await using server = await startServer();
  const folder = await mkdtemp(join(tmpdir(), 'earshot-api-page-'));
  for (const name of ['call', 'call2', 'agent', 'caller']) await writeFile(join(folder, `${name}.wav`), name);
  await writeFile(join(folder, 'call2.json'), '{"agent":"Desk 9"}');
  await writeFile(join(folder, 'call2.vtt'), 'WEBVTT\n\n00:00.000 --> 00:01.000\nFire department.\n');
  const text = await readFile(page, 'utf8');
  const blocks = [...text.matchAll(/(<!-- without an end -->\n)?```sh\n([\s\S]*?)\n```/g)];
  const commands = blocks
    .filter((block) => !block[1])
    .flatMap((block) => (block[2] ?? '').replaceAll('\\\n', ' ').split('\n'))
    .filter((line) => line.startsWith('curl '));
  expect(commands.length).toBeGreaterThan(20);
  for (const command of commands) {
    const here = command
      .replaceAll('http://localhost:8911', server.url)
      .replace(/^curl /, 'curl -sS --fail-with-body ');
    const env = { PATH: process.env.PATH, ID: callId, REJECTION: callId };
    await expect(run('sh', ['-c', here], { cwd: folder, env }), command).resolves.toBeDefined();
  }
  await rm(folder, { recursive: true });
  expect(
    server.script.taken.map((call) => [call.files.length, call.metadata.agent, call.transcript?.fileName]),
  ).toEqual([
    [1, undefined, undefined],
    [2, 'Desk 4', undefined],
    [1, 'Desk 9', 'call2.vtt'],
  ]);
  expect(server.script.queries.map((query) => query.q ?? query.flagged)).toEqual([
    undefined,
    true,
    '"chest pain" -asthma',
  ]);
  expect(server.script.transcripts).toMatchObject([{ transcript: { fileName: 'transcript.vtt' } }]);
});
