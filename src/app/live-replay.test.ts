import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wavOf } from '../../test/sound.ts';
import { AudioSettings } from '../audio/settings.ts';
import { readReplays } from './live-replay.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-replay-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(file: string) {
  const settings = { ...AudioSettings.parse({}), maxDurationMs: 60_000 };
  return await readReplays([{ name: 'a call', legs: [{ role: 'agent', file }] }], settings, {});
}

async function put(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const short = wavOf(500, [[{ startMs: 100, endMs: 400 }]]);

test('a recording is read with what its sidecar says of it', async () => {
  await put('told.json', JSON.stringify({ agent: 'Ana', kind: 'psap', turns: [] }));
  const [call] = await read(await put('told.wav', short));
  expect(call!.legs.map(({ length }) => length)).toEqual([4_000]);
  expect(call!.start).toMatchObject({
    legs: ['agent'],
    call: { title: 'a call', agent: 'Ana', kind: 'psap' },
  });
});

test.each([
  ['nothing', async () => join(folder, 'none.wav'), 'file_not_found'],
  ['a folder', async () => await mkdir(join(folder, 'a.wav'), { recursive: true }), 'file_not_found'],
  ['a text', async () => await put('text.wav', 'these are words'), 'audio_not_recognised'],
  ['an empty file', async () => await put('empty.wav', ''), 'audio_empty'],
])('%s where a recording was named is told with its file', async (_, made, code) => {
  const file = (await made()) ?? join(folder, 'a.wav');
  await expect(read(file)).rejects.toMatchObject({ code, details: { file } });
});

test.each([
  ['no JSON', '{'],
  ['not of the form', '{"kind":"police"}'],
])('a sidecar that is %s is told with its file', async (_, text) => {
  const file = await put('beside.wav', short);
  const fileName = await put('beside.json', text);
  await expect(read(file)).rejects.toMatchObject({ code: 'metadata_invalid', details: { file, fileName } });
});
