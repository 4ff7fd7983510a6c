import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type ImportPlan, incomingCall, planImport } from './import-files.ts';
import { IntakeSettings } from './settings.ts';

const settings = IntakeSettings.parse({ fileNameTimeZone: 'UTC' });
const shared = fileURLToPath(new URL('../../../../shared/eval/dev', import.meta.url));

/** A folder with these files: their content by path. */
async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-import-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

function told(plan: ImportPlan, folder: string) {
  return {
    calls: plan.calls.map(({ files }) => files.map(({ path }) => relative(folder, path))),
    problems: Object.fromEntries(
      plan.problems.map(({ path, error }) => [relative(folder, path), error.code]),
    ),
    ignored: plan.ignored.map((path) => relative(folder, path)).toSorted(),
  };
}

test('a folder is searched to the bottom, and every file is accounted for', async () => {
  const folder = await folderOf({
    'a.wav': 'RIFF',
    'a.json': '{"agent":"anna"}',
    'deep/er/b-agent.mp3': 'x',
    'deep/er/b-customer.mp3': 'x',
    'deep/er/b.vtt': 'WEBVTT',
    'broken.wav': 'x',
    'broken.json': '{"agnet":"anna"}',
    'malformed.wav': 'x',
    'malformed.json': '{',
    'lonely.vtt': 'WEBVTT',
    'lonely.json': '{}',
    'notes.txt': 'x',
    '.hidden.wav': 'x',
    'c.wav.part': 'x',
  });
  const plan = await planImport([folder], settings);
  expect(told(plan, folder)).toEqual({
    calls: [['a.wav'], ['deep/er/b-agent.mp3', 'deep/er/b-customer.mp3']],
    problems: {
      'broken.wav': 'metadata_unknown_key',
      'malformed.wav': 'metadata_invalid',
      'lonely.vtt': 'recording_missing',
      'lonely.json': 'recording_missing',
    },
    ignored: ['notes.txt'],
  });
  expect(plan.calls[0]?.metadata).toEqual({ agent: 'anna' });
  expect(plan.calls[1]).toMatchObject({
    metadata: { channels: ['agent', 'customer'] },
    transcript: { path: join(folder, 'deep/er/b.vtt'), fileName: 'b.vtt' },
  });
});

test('a file that is named brings its papers, and no other recording', async () => {
  const folder = await folderOf({
    '20260301-142205_5550142.wav': 'x',
    '20260301-142205_5550142.wav.json': '{"transcript":"words.srt"}',
    'words.srt': '1',
    'other.wav': 'x',
    'other.json': '{"agnet":1}',
  });
  const plan = await planImport([join(folder, '20260301-142205_5550142.wav')], settings);
  expect(told(plan, folder)).toEqual({ calls: [['20260301-142205_5550142.wav']], problems: {}, ignored: [] });
  const [call] = plan.calls;
  expect(call?.metadata).toEqual({ startedAt: '2026-03-01T14:22:05.000Z', customerNumber: '5550142' });
  expect(await call?.transcript?.read()).toBe('1');
});

test('a file that is named is a recording whatever its extension, and may be named twice', async () => {
  const folder = await folderOf({ 'call.xyz': 'x', 'call.wav': 'x', 'call.txt': 'x', call: 'y' });
  const paths = ['call.xyz', 'call', 'call.wav', 'call.xyz'].map((name) => join(folder, name));
  const { calls } = told(await planImport(paths, settings), folder);
  expect(calls.flat().toSorted()).toEqual(['call', 'call.wav', 'call.xyz']);
});

test('the mix of two legs is left out, and said to be', async () => {
  const folder = await folderOf({ 'c-in.wav': 'x', 'c-out.wav': 'x', 'c.wav': 'x', 'c.txt': 'x' });
  expect(told(await planImport([folder], settings), folder)).toEqual({
    calls: [['c-in.wav', 'c-out.wav']],
    problems: {},
    ignored: ['c.txt', 'c.wav'],
  });
});

test('what is not there, not readable as a file, or too long is told one by one', async () => {
  const folder = await folderOf({ 'long.wav': 'x'.repeat(101), 'ok.wav': 'x', 'alone.json': '{}' });
  const paths = ['long.wav', 'ok.wav', 'nothing.wav', 'alone.json'].map((name) => join(folder, name));
  const plan = await planImport([...paths, '/dev/null'], { ...settings, maxUploadBytes: 100 });
  expect(told(plan, folder)).toMatchObject({
    calls: [['ok.wav']],
    problems: {
      'long.wav': 'upload_too_large',
      'nothing.wav': 'file_not_found',
      [relative(folder, '/dev/null')]: 'file_not_found',
    },
  });
});

test('links in a folder are not followed', async () => {
  const outside = await folderOf({ 'secret.wav': 'x' });
  const folder = await folderOf({ 'a.wav': 'x' });
  await symlink(outside, join(folder, 'deeper'));
  await symlink(join(outside, 'secret.wav'), join(folder, 'b.wav'));
  await symlink(folder, join(folder, 'circle'));
  expect(told(await planImport([folder], settings), folder).calls).toEqual([['a.wav']]);
});

test.each([
  ['inline', { 'a.json': '{"agent":"anna","transcript":{"turns":[]}}' }, '{"turns":[]}'],
  ['a sidecar that is one', { 'a.json': '{"turns":[],"kind":"psap"}' }, '{"turns":[],"kind":"psap"}'],
  ['beside', { 'a.srt': 'srt', 'a.vtt': 'vtt' }, 'vtt'],
  [
    'its own JSON before all',
    { 'a.vtt': 'vtt', 'a.transcript.json': 'own', 'a.json': '{"segments":[]}' },
    'own',
  ],
  ['the sidecar before WebVTT', { 'a.vtt': 'vtt', 'a.json': '{"segments":[]}' }, '{"segments":[]}'],
  [
    'the one that is named before all',
    { 'a.vtt': 'vtt', 'b.txt': 'named', 'a.json': '{"transcript":"b.txt"}' },
    'named',
  ],
])('a transcript: %s', async (_, files, text) => {
  const folder = await folderOf({ 'a.wav': 'x', ...files });
  const [call] = (await planImport([folder], settings)).calls;
  expect(await call?.transcript?.read()).toBe(text);
});

test('a transcript that is named and not there, or is a link out, is told', async () => {
  const outside = await folderOf({ secret: 'x' });
  const folder = await folderOf({ 'a.wav': 'x', 'a.json': '{"transcript":"b.vtt"}' });
  expect(told(await planImport([folder], settings), folder).problems).toEqual({ 'a.wav': 'file_not_found' });
  await symlink(join(outside, 'secret'), join(folder, 'b.vtt'));
  expect(told(await planImport([folder], settings), folder).problems).toEqual({ 'a.wav': 'file_not_found' });
});

test('two sidecars that contradict each other keep the call from being taken', async () => {
  const folder = await folderOf({
    'a.wav': 'x',
    'a.json': '{"agent":"anna"}',
    'a.wav.json': '{"agent":"bert"}',
  });
  expect(told(await planImport([folder], settings), folder)).toMatchObject({
    calls: [],
    problems: { 'a.wav': 'metadata_invalid' },
  });
});

test('a planned call comes as an intake takes it', async () => {
  const folder = await folderOf({
    'a-in.wav': 'first',
    'a-out.wav': 'second',
    'a.json': '{"queue":"FIRE","turns":[]}',
  });
  const [call] = (await planImport([folder], settings)).calls;
  if (!call) throw new Error('no call');
  const incoming = await incomingCall(call, 'demo');
  expect(incoming).toMatchObject({
    source: 'recording',
    channel: 'demo',
    metadata: { queue: 'FIRE' },
    transcript: { fileName: 'a.json', text: '{"queue":"FIRE","turns":[]}' },
  });
  const contents = await Promise.all(
    incoming.files.map(async ({ bytes }) => {
      return Buffer.concat(await Array.fromAsync(bytes)).toString();
    }),
  );
  expect(contents).toEqual(['first', 'second']);
});

test('labelled calls beside recordings are transcripts, and their labels stay out', async (context) => {
  if (!existsSync(shared)) {
    console.warn('skipped: no labelled calls here');
    context.skip();
  }
  const names = readdirSync(shared).filter((name) => name.endsWith('.json'));
  const folder = await folderOf({});
  for (const name of names) {
    await symlink(join(shared, name), join(folder, `link-${name}`));
    await copyFile(join(shared, name), join(folder, name));
    await writeFile(join(folder, name.replace('.json', '.wav')), 'x');
  }
  const plan = await planImport([folder], settings);
  expect(plan.problems).toEqual([]);
  expect(plan.calls).toHaveLength(names.length);
  for (const { metadata, transcript, files } of plan.calls) {
    expect(metadata).toEqual({
      title: expect.any(String),
      kind: basename(files[0].path).startsWith('cc') ? 'contact-centre' : 'psap',
      externalId: basename(files[0].path, '.wav'),
    });
    expect(JSON.parse((await transcript?.read()) ?? '').turns.length).toBeGreaterThan(5);
  }
});
