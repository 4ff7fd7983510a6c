import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { EarshotError } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import type { CatalogueModel } from './catalogue-model.ts';
import type { InstallDeps } from './models/install.ts';
import { type ModelStore, openModelStore } from './models.ts';
import { SherpaSettings, SynthesisSettings } from './settings.ts';
import { tryModel } from './sherpa/try-model.ts';
import { type Answer, archiveOf, type ModelServer, serveModel } from './testing/model-server.ts';
import { tinyCanary } from './testing/tiny-canary.ts';
import { tinySegmentation, tinySpeakerEmbedding } from './testing/tiny-diarization.ts';
import { tinyPiper } from './testing/tiny-espeak-voices.ts';
import { tinyNemoCtc, tinySenseVoice, tinyZipformerCtc, writeTinyModel } from './testing/tiny-models.ts';
import { tinyMoonshine, tinyMoonshineMerged } from './testing/tiny-moonshine.ts';
import { hastySherpaDeps, scratchFolder } from './testing/tiny-sherpa.ts';
import { tinySupertonic } from './testing/tiny-supertonic.ts';
import { tinyNemoTransducer, tinyTransducer } from './testing/tiny-transducers.ts';
import { tinyVits } from './testing/tiny-vits.ts';
import { tinyWhisper } from './testing/tiny-whisper.ts';

const scratch = await scratchFolder();
afterAll(() => scratch[Symbol.asyncDispose]());
let made = 0;
const freshPath = () => join(scratch.path, String(made++));

const ctc = tinyNemoCtc();
const archive = await archiveOf('tiny-archive', { ...ctc, 'test_wavs/0.wav': 'RIFF', README: 'read me' });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function entry(
  more: Partial<CatalogueModel> = {},
  download: Partial<CatalogueModel['download']> = {},
): CatalogueModel {
  return {
    name: 'tiny',
    title: 'Tiny',
    type: 'nemo-ctc',
    files: { model: 'model.int8.onnx', tokens: 'tokens.txt' },
    download: {
      release: 'models',
      file: 'tiny-archive.tar.bz2',
      bytes: archive.length,
      sha256: sha256(archive),
      ...download,
    },
    diskBytes: 14_000,
    licence: 'test',
    languages: ['en'],
    accuracy: null,
    recommended: null,
    ...more,
  };
}

interface Opened {
  store: ModelStore;
  folder: string;
}

/** Loads models in a throw-away process, as in earnest; most tests here are about other things. */
const really: InstallDeps['tryModel'] = (model) =>
  tryModel(model, SherpaSettings.parse({}), { ...hastySherpaDeps, synthesis: SynthesisSettings.parse({}) });

async function open(
  catalogue: CatalogueModel[],
  mirror = 'http://127.0.0.1:9',
  folder = freshPath(),
  trial: InstallDeps['tryModel'] = async () => {},
): Promise<Opened> {
  const store = await openModelStore({
    folder,
    mirror,
    catalogue,
    log: silentLog,
    clock: { ...systemClock, sleep: async () => {} },
    sherpaVersion: 'test',
    tryModel: trial,
    stallMs: 300,
  });
  return { store, folder };
}

async function pullFrom(
  server: ModelServer,
  one: CatalogueModel,
): Promise<Opened & { error: EarshotError | null }> {
  const opened = await open([one], server.url);
  server.arrivesIn(join(opened.folder, '.incoming', `${one.name}.part`));
  try {
    await opened.store.pull(one.name);
    return { ...opened, error: null };
  } catch (thrown) {
    if (!(thrown instanceof EarshotError)) throw thrown;
    return { ...opened, error: thrown };
  }
}

test('a model is downloaded, verified, unpacked, loaded once and installed, and only its own files are kept', async () => {
  await using server = await serveModel(archive);
  const { store, folder } = await open([entry()], `${server.url}/mirror/`, freshPath(), really);
  const phases = new Set<string>();
  const shares: number[] = [];
  const listed = await store.pull('tiny', {
    onProgress: (progress) => {
      phases.add(progress.phase);
      shares.push(progress.share);
    },
  });
  expect(server.requests[0]?.path).toBe('/mirror/models/tiny-archive.tar.bz2');
  expect(listed).toMatchObject({
    state: 'installed',
    sha256: sha256(archive),
    digestFrom: 'catalogue',
    problem: null,
  });
  expect(await readdir(join(folder, 'tiny'))).toEqual(['earshot.json', 'model.int8.onnx', 'tokens.txt']);
  expect(await readdir(join(folder, '.incoming'))).toEqual([]);
  expect([...phases]).toEqual(['download', 'unpack', 'check']);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

test('a model is found by the name of its archive as well', async () => {
  await using server = await serveModel(archive);
  const { store } = await open([entry()], server.url);
  expect((await store.pull('tiny-archive')).name).toBe('tiny');
});

test('a download whose connection breaks goes on where it ended', async () => {
  await using server = await serveModel(archive, [{ cutAfter: 600 }, { cutAfter: 300 }, {}]);
  const { error } = await pullFrom(server, entry());
  expect(error).toBeNull();
  expect(server.requests.map((request) => request.range)).toEqual([undefined, 'bytes=600-', 'bytes=900-']);
});

test('a download that was broken off goes on after a restart', async () => {
  await using server = await serveModel(archive, [{ cutAfter: 500 }, { status: 404 }, {}]);
  const { error, folder } = await pullFrom(server, entry());
  expect(error).toMatchObject({ code: 'model_download_failed', details: { status: 404 } });
  const { store } = await open([entry()], server.url, folder);
  await store.pull('tiny');
  expect(server.requests.at(-1)?.range).toBe('bytes=500-');
});

test.each<[string, Answer[]]>([
  ['ignores ranges', [{ cutAfter: 600 }, { ranges: false }]],
  ['has another version of the file by now', [{ cutAfter: 600, etag: '"old"' }, { etag: '"new"' }]],
  ['is out of order for a while', [{ status: 500 }, { status: 503 }, {}]],
  ['goes silent', [{ stallAfter: 600 }, {}]],
  ['refuses the range', [{ cutAfter: 600 }, { status: 416 }, {}]],
])('a server that %s still gives the model', async (_name, script) => {
  await using server = await serveModel(archive, script);
  expect((await pullFrom(server, entry())).error).toBeNull();
});

test('an old part of another file is found out by the digest, and the file is fetched anew', async () => {
  await using server = await serveModel(archive);
  const { store, folder } = await open([entry()], server.url);
  await writeFile(join(folder, '.incoming', 'tiny.part'), new Uint8Array(400));
  await store.pull('tiny');
  expect(server.requests.map((request) => request.range)).toEqual(['bytes=400-', undefined]);
});

test.each<[string, Answer[], object, object]>([
  ['not found', [{ status: 404 }], {}, { code: 'model_download_failed', details: { status: 404 } }],
  ['always broken', [{ status: 500 }], {}, { code: 'model_download_failed', details: { status: 500 } }],
  [
    'of another digest',
    [{}],
    { sha256: 'f'.repeat(64) },
    { code: 'model_corrupt', details: { reason: 'wrong digest' } },
  ],
  [
    'longer than it should be',
    [{}],
    { bytes: 1000 },
    { code: 'model_download_failed', details: { expectedBytes: 1000 } },
  ],
  ['shorter than it should be', [{ body: archive.subarray(0, 1000) }], {}, { code: 'model_download_failed' }],
  [
    'a web page',
    [{ body: Buffer.from('<html>log in</html>') }],
    { bytes: null, sha256: null },
    { code: 'model_corrupt' },
  ],
  [
    'a cut archive',
    [{ body: archive.subarray(0, 900) }],
    { bytes: null, sha256: null },
    { code: 'model_corrupt' },
  ],
])('a file that is %s is not installed, and says why', async (_name, script, download, expected) => {
  await using server = await serveModel(archive, script);
  const { error, store, folder } = await pullFrom(server, entry({}, download));
  expect(error).toMatchObject(expected);
  expect((await store.list())[0]).toMatchObject({ state: 'available' });
  expect((await readdir(folder)).filter((name) => !name.startsWith('.'))).toEqual([]);
});

test('nothing at the address is a failed download that says so', async () => {
  const closed = await serveModel(archive);
  await closed[Symbol.asyncDispose]();
  const { store } = await open([entry()], closed.url);
  await expect(store.pull('tiny')).rejects.toMatchObject({
    code: 'model_download_failed',
    details: { reason: 'ECONNREFUSED' },
  });
});

test('a model that cannot fit on the disk is not begun', async () => {
  await using server = await serveModel(archive);
  const { error } = await pullFrom(server, entry({ diskBytes: 1e18 }));
  expect(error).toMatchObject({ code: 'disk_full', details: { freeBytes: expect.any(Number) } });
  expect(server.requests).toEqual([]);
});

test('a disk that fills up while a model comes in is told as that, and not tried again', async (ctx) => {
  if (!existsSync('/dev/full')) {
    console.warn('no /dev/full on this system: a disk that fills up is not tested');
    ctx.skip();
  }
  await using server = await serveModel(archive);
  const { store, folder } = await open([entry()], server.url);
  await symlink('/dev/full', join(folder, '.incoming', 'tiny.part'));
  await expect(store.pull('tiny')).rejects.toMatchObject({ code: 'disk_full' });
  expect(server.requests).toHaveLength(1);
});

test('the digest of a first download is recorded and shown as such', async () => {
  await using server = await serveModel(archive);
  const { store } = await open([entry({}, { sha256: null, bytes: null })], server.url);
  expect(await store.pull('tiny')).toMatchObject({ sha256: sha256(archive), digestFrom: 'first download' });
});

test.each(['../evil.txt', '/etc/evil.txt', 'tiny/../../evil.txt', 'tiny\\..\\evil.txt'])(
  'an archive with the entry %s is refused whole',
  async (name) => {
    const evil = await archiveOf('', { 'tiny/tokens.txt': 'a 0\n', [name]: 'evil' });
    await using server = await serveModel(evil);
    const { error, folder } = await pullFrom(server, entry({}, { bytes: evil.length, sha256: sha256(evil) }));
    expect(error).toMatchObject({
      code: 'model_corrupt',
      details: { reason: 'an entry leads out of its folder' },
    });
    expect(await readdir(join(folder, '.incoming'))).toEqual([]);
  },
);

test('an archive far larger than it should be is stopped', async () => {
  const bomb = await archiveOf('tiny-archive', { ...ctc, 'tokens.txt': Buffer.alloc(1_200_000) });
  await using server = await serveModel(bomb);
  const { error } = await pullFrom(server, entry({}, { bytes: null, sha256: null }));
  expect(error).toMatchObject({
    code: 'model_corrupt',
    details: { reason: expect.stringContaining('bytes in it') },
  });
});

test('an archive without a file of the model names it', async () => {
  const part = await archiveOf('tiny-archive', { 'model.int8.onnx': ctc['model.int8.onnx'] as Uint8Array });
  await using server = await serveModel(part);
  const { error } = await pullFrom(server, entry({}, { bytes: null, sha256: null }));
  expect(error).toMatchObject({ code: 'model_file_missing', details: { file: 'tokens.txt' } });
});

test('a model that would end the process when it is loaded is not installed, and its last words are kept', async () => {
  // Every file is whole and says the right things, but the joiner is of another model: the loader exits at once.
  const joiner = tinyTransducer()['joiner-epoch-99-avg-1.int8.onnx'] as Uint8Array;
  const folder = await writeTinyModel(freshPath(), { ...tinyNemoTransducer(), 'joiner.int8.onnx': joiner });
  const { store } = await open([], undefined, freshPath(), really);
  await expect(store.import(folder)).rejects.toMatchObject({
    code: 'model_corrupt',
    details: { how: 'exit code 255', stderr: expect.stringContaining('It is not a TDT model') },
  });
  expect(await store.list()).toEqual([]);
});

test('a model that loads but cannot recognise anything is not installed', async () => {
  const decoder = tinyNemoTransducer()['decoder.int8.onnx'] as Uint8Array;
  const bad = { ...tinyTransducer(), 'encoder-epoch-99-avg-1.int8.onnx': decoder };
  const folder = await writeTinyModel(freshPath(), bad);
  const { store } = await open([], undefined, freshPath(), really);
  await expect(store.import(folder, { type: 'transducer' })).rejects.toMatchObject({ code: 'model_corrupt' });
});

test('a second pull of a model joins the first', async () => {
  await using server = await serveModel(archive);
  const { store } = await open([entry()], server.url);
  const [first, second] = await Promise.all([store.pull('tiny'), store.pull('tiny')]);
  expect(first).toEqual(second);
  expect(server.requests).toHaveLength(1);
});

test('a pull ends when all who wait for it have given up, and its part is kept', async () => {
  await using server = await serveModel(archive, [{ stallAfter: 700 }]);
  const { store, folder } = await open([entry()], server.url);
  const [one, other] = [new AbortController(), new AbortController()];
  const firstBytes = Promise.withResolvers<void>();
  const pulls = [
    store.pull('tiny', { signal: one.signal, onProgress: () => firstBytes.resolve() }),
    store.pull('tiny', { signal: other.signal }),
  ];
  await firstBytes.promise;
  one.abort(new Error('one'));
  await expect(pulls[0]).rejects.toThrow('one');
  expect((await store.list())[0]?.state).toBe('downloading');
  other.abort(new Error('other'));
  await expect(pulls[1]).rejects.toThrow('other');
  await expect.poll(async () => (await store.list())[0]?.state).toBe('available');
  expect(await readdir(join(folder, '.incoming'))).toContain('tiny.part');
});

test('removing a model that is being downloaded stops it and drops its part', async () => {
  await using server = await serveModel(archive, [{ stallAfter: 700 }]);
  const { store, folder } = await open([entry()], server.url);
  const firstBytes = Promise.withResolvers<void>();
  const pull = store
    .pull('tiny', { onProgress: () => firstBytes.resolve() })
    .catch((thrown: Error) => thrown);
  await firstBytes.promise;
  await store.remove('tiny');
  expect(await pull).toBeInstanceOf(Error);
  expect(await readdir(join(folder, '.incoming'))).toEqual([]);
});

test('listeners hear of a download as it goes on, of the installation and of the removal', async () => {
  await using server = await serveModel(archive);
  const { store } = await open([entry()], server.url);
  const states: (string | undefined)[] = [];
  store.onChange(() => {
    states.push(store.installed('recognition')[0]?.name);
  });
  await store.pull('tiny');
  await store.remove('tiny');
  expect(states[0]).toBeUndefined();
  expect(states.at(-2)).toBe('tiny');
  expect(states.at(-1)).toBeUndefined();
  await expect(store.remove('tiny')).rejects.toMatchObject({ code: 'model_missing' });
});

test('a name the catalogue does not have is refused', async () => {
  const { store } = await open([entry()]);
  await expect(store.pull('sherpa')).rejects.toMatchObject({ code: 'model_unknown' });
});

test.each([
  ['nemo-ctc', tinyNemoCtc()],
  ['nemo-transducer', tinyNemoTransducer()],
  ['transducer', tinyTransducer()],
  ['zipformer-ctc', tinyZipformerCtc()],
  ['sense-voice', tinySenseVoice()],
  ['whisper', tinyWhisper()],
  ['canary', tinyCanary()],
  ['moonshine', tinyMoonshine()],
  ['moonshine-merged', tinyMoonshineMerged()],
  ['pyannote-segmentation', tinySegmentation()],
  ['speaker-embedding', tinySpeakerEmbedding()],
  ['supertonic', tinySupertonic()],
  ['vits', tinyVits()],
] as const)('a folder with a %s model is recognised by what its files say', async (type, model) => {
  const { store } = await open([], undefined, freshPath(), really);
  const listed = await store.import(await writeTinyModel(join(freshPath(), 'my-own-model'), model));
  expect(listed).toMatchObject({ name: 'my-own-model', type, state: 'installed', digestFrom: null });
});

test('a folder of a model in the catalogue is known by its name, or by its files and their size', async () => {
  const bytes = Object.values(ctc).reduce((sum, content) => sum + Buffer.from(content as string).length, 0);
  const known = entry({ diskBytes: bytes, symbols: 39 });
  const byName = await open([known]);
  expect((await byName.store.import(await writeTinyModel(join(freshPath(), 'tiny-archive'), ctc))).name).toBe(
    'tiny',
  );
  const byFiles = await open([known]);
  expect((await byFiles.store.import(await writeTinyModel(freshPath(), ctc))).name).toBe('tiny');
});

test('an archive carried over from another machine is imported as it is', async () => {
  const path = join(freshPath(), 'tiny-archive.tar.bz2');
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, archive);
  const { store } = await open([entry()]);
  expect(await store.import(path)).toMatchObject({ name: 'tiny', state: 'installed' });
});

test('an archive with the data of eSpeak in a folder of its own is imported with it, and with nothing else', async () => {
  const data = ['phontab', 'phonindex', 'phondata', 'intonations', 'lang/gmw/en-US'];
  const packed = await archiveOf('tiny-piper', {
    ...tinyPiper(),
    ...Object.fromEntries(data.map((file) => [`espeak-ng-data/${file}`, file])),
    'espeak-ng-data/.hidden': 'no',
    'other/phontab': 'no',
  });
  const path = join(freshPath(), 'tiny-piper.tar.bz2');
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, packed);
  const { store, folder } = await open([]);
  expect(await store.import(path)).toMatchObject({ name: 'tiny-piper', type: 'vits-espeak' });
  const files = (await readdir(join(folder, 'tiny-piper'), { recursive: true })).sort();
  expect(files.filter((file) => file.startsWith('espeak-ng-data/'))).toEqual(
    [...data, 'lang', 'lang/gmw'].map((file) => `espeak-ng-data/${file}`).sort(),
  );
  expect(files).not.toContain('other');
  const { sha256: digests } = JSON.parse(await readFile(join(folder, 'tiny-piper', 'earshot.json'), 'utf8'));
  expect(digests['espeak-ng-data/lang/gmw/en-US']).toBe(sha256(Buffer.from('lang/gmw/en-US')));
});

test('a single file is imported as it is', async () => {
  const [name, content] = Object.entries(tinySpeakerEmbedding())[0] as [string, Uint8Array];
  const path = join(freshPath(), name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  const { store } = await open([]);
  expect(await store.import(path, { name: 'voices' })).toMatchObject({
    name: 'voices',
    type: 'speaker-embedding',
  });
});

test('what is imported can be given a name, a type and languages', async () => {
  const { store } = await open([]);
  const folder = await writeTinyModel(freshPath(), ctc);
  const listed = await store.import(folder, { name: 'Ours-1', type: 'nemo-ctc', languages: ['de'] });
  expect(listed).toMatchObject({ name: 'Ours-1', languages: ['de'] });
  await expect(store.import(folder, { name: '../x' })).rejects.toMatchObject({ code: 'request_invalid' });
});

test.each<[string, (folder: string) => Promise<unknown>, string]>([
  ['does not exist', (folder) => rm(folder, { recursive: true }), 'file_not_found'],
  ['holds no model', (folder) => rm(join(folder, 'model.int8.onnx')), 'model_not_recognised'],
  ['holds a cut-off file', (folder) => truncate(join(folder, 'model.int8.onnx'), 5000), 'model_corrupt'],
  [
    'holds the tokens of another model',
    (folder) => writeFile(join(folder, 'tokens.txt'), 'a 0\n<blk> 1\n'),
    'model_corrupt',
  ],
])('a folder that %s is refused', async (_name, spoil, code) => {
  const folder = await writeTinyModel(freshPath(), ctc);
  await spoil(folder);
  const { store } = await open([]);
  await expect(store.import(folder)).rejects.toMatchObject({ code });
  expect(await store.list()).toEqual([]);
});

test('a folder put among the models by hand becomes one, and is tried before its first use', async () => {
  const { store, folder } = await open([]);
  await writeTinyModel(join(folder, 'by-hand'), ctc);
  await mkdir(join(folder, 'rubbish'));
  expect(await store.list()).toMatchObject([{ name: 'by-hand', state: 'installed' }]);
  expect(store.installed('recognition')[0]?.triedWith).toBeNull();
  await store.verify('by-hand');
  expect(store.installed('recognition')[0]?.triedWith).toBe('test');
});

test('a model whose file is damaged later is found so, shown as damaged, and not used', async () => {
  const { store, folder } = await open([]);
  await store.import(await writeTinyModel(join(freshPath(), 'mine'), ctc));
  await copyFile(join(folder, 'mine', 'tokens.txt'), join(folder, 'mine', 'model.int8.onnx'));
  await expect(store.verify('mine')).rejects.toMatchObject({ code: 'model_corrupt' });
  expect(await store.list()).toMatchObject([{ state: 'damaged', problem: { code: 'model_corrupt' } }]);
  expect(store.installed('recognition')).toEqual([]);
  await rm(join(folder, 'mine', 'model.int8.onnx'));
  await expect(store.verify('mine')).rejects.toMatchObject({ code: 'model_file_missing' });
  await store.import(await writeTinyModel(join(freshPath(), 'mine'), ctc));
  expect(await store.list()).toMatchObject([{ state: 'installed', problem: null }]);
});

test('installed models come in the order of the catalogue, own ones last', async () => {
  const catalogue = [entry({ name: 'best' }), entry({ name: 'second' })];
  const { store } = await open(catalogue);
  for (const name of ['aaa', 'second', 'best']) {
    await store.import(await writeTinyModel(join(freshPath(), name), ctc), { name });
  }
  expect(store.installed('recognition').map((model) => model.name)).toEqual(['best', 'second', 'aaa']);
});

test('what an interrupted installation left is cleared away, and parts of downloads are kept', async () => {
  const { folder } = await open([]);
  await mkdir(join(folder, '.incoming', 'tiny.staging'));
  await writeFile(join(folder, '.incoming', 'tiny.part'), 'part');
  await open([], undefined, folder);
  expect(await readdir(join(folder, '.incoming'))).toEqual(['tiny.part']);
});

test('a model survives a restart with all that is known of it', async () => {
  const first = await open([]);
  await first.store.import(await writeTinyModel(join(freshPath(), 'mine'), ctc), { languages: ['fr'] });
  const again = await open([], undefined, first.folder);
  expect(again.store.installed('recognition')).toEqual(first.store.installed('recognition'));
  const manifest = JSON.parse(await readFile(join(first.folder, 'mine', 'earshot.json'), 'utf8'));
  expect(manifest.sha256['tokens.txt']).toBe(sha256(Buffer.from(ctc['tokens.txt'] as string)));
});
