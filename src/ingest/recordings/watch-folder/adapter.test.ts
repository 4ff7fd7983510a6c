import { execFileSync } from 'node:child_process';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { EarshotError, type ErrorCode, type PublicError } from '../../../errors.ts';
import { type Clock, systemClock } from '../../../lib/clock.ts';
import { type Log, silentLog } from '../../../log.ts';
import type { IncomingCall, Intake } from '../../intake.ts';
import { IntakeSettings } from '../settings.ts';
import { openWatchFolder, type WatchFolder } from './adapter.ts';

/** What an intake was given. */
interface Received {
  fileNames: string[];
  contents: string[];
  call: IncomingCall;
}

/** An intake that keeps what it is given, recognises content it had before, and fails as a script says. */
class ScriptedIntake implements Intake {
  readonly received: Received[] = [];
  readonly rejected: { fileName: string; problem: PublicError }[] = [];
  readonly #known = new Set<string>();
  /** Codes of the errors that the next calls meet, in order. */
  script: ErrorCode[] = [];
  tries = 0;

  async receive(call: IncomingCall) {
    this.tries++;
    const code = this.script.shift();
    if (code) throw new EarshotError(code);
    const contents: string[] = [];
    for (const { bytes } of call.files) contents.push(Buffer.concat(await Array.fromAsync(bytes)).toString());
    this.received.push({ fileNames: call.files.map(({ fileName }) => fileName), contents, call });
    const duplicate = this.#known.has(contents.join('|'));
    this.#known.add(contents.join('|'));
    return { id: String(this.received.length), duplicate };
  }

  async reject(rejection: { channel: string; fileName: string; problem: PublicError }) {
    const code = this.script.shift();
    if (code) throw new EarshotError(code);
    this.rejected.push(rejection);
  }
}

const quick = {
  settleMs: 40,
  legGraceMs: 300,
  sidecarGraceMs: 20,
  orphanGraceMs: 300,
  pollMs: 20,
  rescanMs: 20,
};

/** A clock on which the waits between tries are short. */
const hastyClock: Clock = {
  now: () => Date.now() * 500,
  sleep: (ms, signal) => systemClock.sleep(ms / 500, signal),
};

/** A clock that stands still until it is set forward. Sleepers look at it often. */
function heldClock(): Clock & { forward(ms: number): void } {
  let now = Date.now();
  return {
    now: () => now,
    sleep: (_, signal) => systemClock.sleep(5, signal),
    forward(ms) {
      now += ms;
    },
  };
}

interface Place extends AsyncDisposable {
  folder: string;
  intake: ScriptedIntake;
  said: { level: string; message: string }[];
  open(): Promise<WatchFolder>;
  /** Each file appears whole: what is seen half written has to settle anew, which on a held clock it never does. */
  put(files: Record<string, string>): Promise<void>;
  /** All files in the folder, relative to it. */
  files(): Promise<string[]>;
}

async function place(changed: object = {}, clock = systemClock): Promise<Place> {
  const base = await mkdtemp(join(tmpdir(), 'earshot-watch-'));
  const folder = join(base, 'calls');
  await mkdir(folder);
  const intake = new ScriptedIntake();
  const said: { level: string; message: string }[] = [];
  const speak = (level: string) => (_: object, message: string) => said.push({ level, message });
  const log = {
    ...silentLog,
    info: speak('info'),
    warn: speak('warn'),
    error: speak('error'),
  } as unknown as Log;
  const settings = IntakeSettings.parse({
    fileNameTimeZone: 'UTC',
    maxUploadBytes: 1000,
    watchFolder: { folder, ...quick, ...changed },
  });
  const opened: WatchFolder[] = [];
  onTestFinished(async () => {
    for (const each of opened) await each[Symbol.asyncDispose]();
    await rm(base, { recursive: true, force: true });
  });
  return {
    folder,
    intake,
    said,
    async open() {
      const ledgerFile = join(base, 'ledger', 'watch');
      const watch = await openWatchFolder(settings, { intake, clock, log, ledgerFile });
      opened.push(watch);
      return watch;
    },
    async put(files) {
      for (const [path, content] of Object.entries(files)) {
        const parent = dirname(join(folder, path));
        await mkdir(parent, { recursive: true });
        await writeFile(join(parent, unfinished), content);
        await rename(join(parent, unfinished), join(folder, path));
      }
    },
    async files() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name));
      return paths.map((path) => relative(folder, path)).toSorted();
    },
    async [Symbol.asyncDispose]() {
      for (const each of opened) await each[Symbol.asyncDispose]();
    },
  };
}

/** A name that is not looked at, as that of any hidden file. */
const unfinished = '.unfinished';
const today = () => new Date().toISOString().slice(0, 10);
const soon = { timeout: 10_000, interval: 10 };

test.each([
  ['listening', {}],
  ['polling', { polling: true }],
])('%s: what is there and what comes is taken, with its papers, and moved away', async (_, mode) => {
  // A leg that comes alone for a moment must not be taken for one that stays alone.
  const { put, files, intake, open } = await place({ ...mode, legGraceMs: 60_000 });
  await put({
    '20260301-142205_5550142.wav': 'one',
    '20260301-142205_5550142.json': '{"queue":"FIRE","transcript":{"turns":[]}}',
  });
  await open();
  await expect.poll(() => intake.received.length, soon).toBe(1);
  expect(intake.received[0]).toMatchObject({
    fileNames: ['20260301-142205_5550142.wav'],
    contents: ['one'],
    call: {
      source: 'recording',
      channel: 'watch folder',
      metadata: { queue: 'FIRE', customerNumber: '5550142', startedAt: '2026-03-01T14:22:05.000Z' },
      transcript: { fileName: '20260301-142205_5550142.json', text: '{"turns":[]}' },
    },
  });
  await put({ 'x/y/b-agent.wav': 'two', 'x/y/b-caller.wav': 'three' });
  await expect.poll(() => intake.received.length, soon).toBe(2);
  expect(intake.received[1]).toMatchObject({
    contents: ['two', 'three'],
    call: { metadata: { channels: ['agent', 'customer'] } },
  });
  await expect
    .poll(files, soon)
    .toEqual(
      [
        '20260301-142205_5550142.json',
        '20260301-142205_5550142.wav',
        'x/y/b-agent.wav',
        'x/y/b-caller.wav',
      ].map((path) => `taken/${today()}/${path}`),
    );
});

test('a file is not taken while it grows', async () => {
  const clock = heldClock();
  const { put, folder, intake, open } = await place({ settleMs: 1000 }, clock);
  const watch = await open();
  await put({ 'a.wav': '.' });
  await expect.poll(() => watch.status().waiting, soon).toBe(1);
  for (let n = 0; n < 5; n++) {
    await appendFile(join(folder, 'a.wav'), '.');
    await delay(50);
    clock.forward(900);
  }
  expect(intake.received).toEqual([]);
  // Whether the last change was seen already is not known here: the clock goes on until it was, and a second more.
  const received = () => {
    clock.forward(1000);
    return intake.received.map(({ contents }) => contents);
  };
  await expect.poll(received, soon).toEqual([['.'.repeat(6)]]);
});

test('a file that changes while it is read is not kept, and taken once it settled', async () => {
  const { put, folder, intake, open } = await place({}, hastyClock);
  const receive = intake.receive.bind(intake);
  let first = true;
  intake.receive = async (call) => {
    if (first) {
      first = false;
      await appendFile(join(folder, 'a.wav'), 'more');
    }
    return receive(call);
  };
  await put({ 'a.wav': 'one' });
  await open();
  await expect.poll(() => intake.received.length, soon).toBe(1);
  expect(intake.received[0]?.contents).toEqual(['onemore']);
  expect(intake.rejected).toEqual([]);
});

test('one leg waits for the other, and goes alone when it does not come', async () => {
  const clock = heldClock();
  const { put, intake, open } = await place({ settleMs: 10, legGraceMs: 1000 }, clock);
  const watch = await open();
  await put({ 'a-in.wav': 'in', 'b-in.wav': 'alone' });
  await expect.poll(() => watch.status().waiting, soon).toBe(2);
  clock.forward(900);
  await put({ 'a-out.wav': 'out' });
  await expect.poll(() => watch.status().waiting, soon).toBe(3);
  expect(intake.received).toEqual([]);
  clock.forward(50);
  await expect.poll(() => intake.received.map(({ contents }) => contents), soon).toEqual([['in', 'out']]);
  clock.forward(50);
  await expect.poll(() => intake.received.length, soon).toBe(2);
  expect(intake.received[1]?.contents).toEqual(['alone']);
});

test('what cannot be taken goes to the rejected files, with the reason beside it and on the list', async () => {
  const { put, files, folder, intake, open } = await place();
  await put({
    'a.wav': 'x',
    'a.json': '{"agnet":"anna"}',
    'deep/b.wav': 'x',
    'deep/b.json': '{',
    'long.wav': 'x'.repeat(1001),
    'orphan.json': '{}',
    'notes.txt': 'x',
    'x-agent.wav': 'x',
    'x-caller.wav': 'x',
    'x-customer.wav': 'x',
  });
  await open();
  await expect
    .poll(
      () => Object.fromEntries(intake.rejected.map(({ fileName, problem }) => [fileName, problem.code])),
      soon,
    )
    .toEqual({
      'a.wav': 'metadata_unknown_key',
      'b.wav': 'metadata_invalid',
      'long.wav': 'upload_too_large',
      'orphan.json': 'recording_missing',
      'notes.txt': 'audio_not_recognised',
      'x-agent.wav': 'metadata_invalid',
    });
  await expect
    .poll(files, soon)
    .toEqual(
      [
        'a.json',
        'a.wav',
        'a.wav.error.json',
        'deep/b.json',
        'deep/b.wav',
        'deep/b.wav.error.json',
        'long.wav',
        'long.wav.error.json',
        'notes.txt',
        'notes.txt.error.json',
        'orphan.json',
        'orphan.json.error.json',
        'x-agent.wav',
        'x-agent.wav.error.json',
        'x-caller.wav',
        'x-customer.wav',
      ].map((path) => `rejected/${path}`),
    );
  const reason = JSON.parse(await readFile(join(folder, 'rejected/a.wav.error.json'), 'utf8'));
  expect(reason).toMatchObject({
    code: 'metadata_unknown_key',
    details: { key: 'agnet' },
    at: expect.any(String),
  });
  expect(intake.received).toEqual([]);
});

test('what the intake refuses is rejected, and the others are taken', async () => {
  const { put, files, intake, open } = await place({ atOnce: 1 });
  await put({ 'a.wav': 'x', 'b.wav': 'y', 'c.wav': 'z' });
  intake.script = ['audio_empty'];
  await open();
  await expect.poll(() => intake.received.length, soon).toBe(2);
  expect(intake.rejected).toMatchObject([{ problem: { code: 'audio_empty' } }]);
  await expect.poll(files, soon).toHaveLength(4);
});

test('while the disk is full or the database away everything stays, then all is taken', async () => {
  const { put, files, intake, open, said } = await place({ atOnce: 1 }, hastyClock);
  await put({ 'a.wav': 'x', 'b.wav': 'y' });
  intake.script = ['disk_full', 'disk_full', 'database_unavailable'];
  const watch = await open();
  await expect.poll(() => watch.status().problem?.code, soon).toBe('disk_full');
  expect(await files()).toEqual(['a.wav', 'b.wav']);
  await expect.poll(() => intake.received.length, soon).toBe(2);
  expect(intake.rejected).toEqual([]);
  expect(said.filter(({ message }) => message.startsWith('no file')).length).toBe(2);
  await expect
    .poll(() => watch.status(), soon)
    .toMatchObject({ state: 'watching', waiting: 0, problem: null });
});

test('a file that fails again and again on its own is rejected in the end, and holds up no other', async () => {
  const { put, intake, open } = await place({ atOnce: 1 }, hastyClock);
  const receive = intake.receive.bind(intake);
  intake.receive = async (call) => {
    if (call.files[0].fileName === 'bad.wav') throw new EarshotError('child_crashed');
    return receive(call);
  };
  await put({ 'bad.wav': 'x', 'good.wav': 'y' });
  await open();
  await expect.poll(() => intake.received.length, soon).toBe(1);
  await expect
    .poll(() => intake.rejected.map(({ problem }) => problem.code), { ...soon, timeout: 25_000 })
    .toEqual(['child_crashed']);
});

test('a refusal that cannot be recorded is not forgotten', async () => {
  const { put, files, intake, open } = await place({}, hastyClock);
  await put({ 'a.wav': 'x', 'a.json': '{' });
  intake.script = ['database_unavailable', 'internal'];
  await open();
  await expect.poll(() => intake.rejected.length, soon).toBe(1);
  await expect.poll(files, soon).toEqual(['rejected/a.json', 'rejected/a.wav', 'rejected/a.wav.error.json']);
});

test('the same file twice is taken twice, as the intake recognises it, and both are kept', async () => {
  const { put, files, intake, open } = await place();
  await open();
  await put({ 'a.wav': 'same' });
  await expect.poll(files, soon).toEqual([`taken/${today()}/a.wav`]);
  await put({ 'a.wav': 'same' });
  await expect.poll(files, soon).toEqual([`taken/${today()}/a (2).wav`, `taken/${today()}/a.wav`]);
  expect(intake.received).toHaveLength(2);
});

test('deleting: what was read goes, what was not read is moved', async () => {
  const { put, files, intake, open } = await place({ after: 'delete' });
  await put({
    'a.wav': 'x',
    'a.json': '{}',
    'a.vtt': 'WEBVTT',
    'a.txt': 'notes',
    'b-in.wav': '1',
    'b-out.wav': '2',
    'b.wav': 'mix',
  });
  await put({ 'c.wav': 'x', 'c.json': '{' });
  await open();
  await expect.poll(() => intake.received.length, soon).toBe(2);
  await expect
    .poll(files, soon)
    .toEqual([
      'rejected/c.json',
      'rejected/c.wav',
      'rejected/c.wav.error.json',
      `taken/${today()}/a.txt`,
      `taken/${today()}/b.wav`,
    ]);
});

test('leaving: files are ticked off, also over a restart, until they change', async () => {
  const { put, files, intake, open } = await place({ after: 'leave' });
  await put({ 'a.wav': 'x', 'a.json': '{}', 'b.wav': 'y', 'b.json': '{' });
  const first = await open();
  await expect.poll(() => [intake.received.length, intake.rejected.length], soon).toEqual([1, 1]);
  await expect.poll(() => first.status().waiting, soon).toBe(0);
  await first[Symbol.asyncDispose]();

  await put({ 'c.wav': 'new' });
  await open();
  await expect.poll(() => intake.received.length, soon).toBe(2);
  await put({ 'a.wav': 'changed' });
  await expect.poll(() => intake.received.length, soon).toBe(3);
  expect(intake.rejected).toHaveLength(1);
  expect(await files()).toEqual(['a.json', 'a.wav', 'b.json', 'b.wav', 'c.wav']);
});

test.each([
  ['listening', {}],
  ['polling', { polling: true }],
])('%s: a folder that vanishes is reported once, and taken up when it is back', async (_, mode) => {
  const { put, folder, intake, open, said } = await place(mode);
  const watch = await open();
  await put({ 'a.wav': 'x' });
  await expect.poll(() => intake.received.length, soon).toBe(1);
  await rename(folder, `${folder}-away`);
  await expect.poll(() => watch.status().state, soon).toBe('missing');
  await delay(200);
  expect(said.filter(({ level }) => level === 'error')).toHaveLength(1);
  await mkdir(folder);
  await put({ 'b.wav': 'y' });
  await expect.poll(() => intake.received.length, soon).toBe(2);
  expect(watch.status().state).toBe('watching');
  await put({ 'c.wav': 'z' });
  await expect.poll(() => intake.received.length, soon).toBe(3);
});

test('a folder that vanishes while its files are put away is not made anew', async () => {
  const { put, folder, intake, open } = await place();
  const receive = intake.receive.bind(intake);
  intake.receive = async (call) => {
    const received = await receive(call);
    if (intake.received.length === 1) await rename(folder, `${folder}-away`);
    return received;
  };
  await put({ 'a.wav': 'x' });
  const watch = await open();
  expect(watch.status().state).toBe('watching');
  await expect.poll(() => watch.status().state, soon).toBe('missing');
  await rename(`${folder}-away`, folder);
  await expect.poll(() => intake.received.length, soon).toBe(2);
  await expect.poll(() => watch.status(), soon).toMatchObject({ state: 'watching', waiting: 0 });
});

test('a folder that is not there at the start is waited for', async () => {
  const { put, folder, intake, open, said } = await place();
  await rm(folder, { recursive: true });
  const watch = await open();
  await expect.poll(() => said.filter(({ level }) => level === 'error').length, soon).toBe(1);
  expect(watch.status().state).toBe('missing');
  await put({ 'a.wav': 'x' });
  await expect.poll(() => intake.received.length, soon).toBe(1);
});

test('links are not followed, out of the folder or anywhere', async () => {
  const outside = await place();
  await outside.put({ 'secret.wav': 'secret', 'secret.json': '{}' });
  const { put, folder, files, intake, open } = await place();
  await symlink(outside.folder, join(folder, 'deeper'));
  await symlink(join(outside.folder, 'secret.wav'), join(folder, 'b.wav'));
  await put({ 'a.wav': 'x', 'a.json': '{"transcript":"words.vtt"}' });
  await symlink(join(outside.folder, 'secret.json'), join(folder, 'words.vtt'));
  await put({ 'z.wav': 'last' });
  await open();
  await expect.poll(() => intake.received.length, soon).toBe(1);
  expect(intake.received[0]?.contents).toEqual(['last']);
  expect(await outside.files()).toEqual(['secret.json', 'secret.wav']);
  await expect.poll(files, soon).toContain(`taken/${today()}/z.wav`);
});

test('a place for taken files that leads out of the folder is not used', async () => {
  const outside = await place();
  const { put, folder, files, intake, open, said } = await place();
  await symlink(outside.folder, join(folder, 'taken'));
  await put({ 'a.wav': 'x' });
  await open();
  await expect.poll(() => said.filter(({ level }) => level === 'error').length, soon).toBe(1);
  await delay(200);
  expect(intake.received).toHaveLength(1);
  expect(await files()).toContain('a.wav');
  expect(await outside.files()).toEqual([]);
});

test('names that are tricks elsewhere are names here', async () => {
  const { put, intake, open } = await place();
  const names = [
    'NUL.wav',
    '..wav.wav',
    'a\\..\\b.wav',
    '\u202egpj.wav',
    `${'x'.repeat(250)}.wav`,
    '-rf .wav',
    '$(x).wav',
  ];
  await put(Object.fromEntries(names.map((name, n) => [name, `content ${n}`])));
  await open();
  await expect.poll(() => intake.received.length, soon).toBe(6);
  const shown = intake.received.flatMap(({ fileNames }) => fileNames).toSorted();
  expect(shown).toEqual(
    ['$(x).wav', '-rf .wav', 'NUL.wav', 'b.wav', 'gpj.wav', `${'x'.repeat(250)}.wav`].toSorted(),
  );
});

test('closing gives up what is being read, and the file stays', async () => {
  const { put, files, intake, open } = await place();
  const [began, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let failure: unknown;
  intake.receive = async (call) => {
    try {
      for await (const _ of call.files[0].bytes) {
        began.resolve();
        await goOn.promise;
      }
    } catch (thrown) {
      failure = thrown;
      throw thrown;
    }
    return { id: '1', duplicate: false };
  };
  await put({ 'a.wav': 'x'.repeat(900) });
  const watch = await open();
  await began.promise;
  const closed = watch[Symbol.asyncDispose]();
  goOn.resolve();
  await closed;
  expect(failure).toMatchObject({ code: 'upload_interrupted' });
  expect(await files()).toEqual(['a.wav']);
  expect(intake.rejected).toEqual([]);
});

test('a share that is unmounted and mounted again is noticed', async (context) => {
  const { folder, intake, open, put } = await place();
  const mount = () =>
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder], { stdio: 'pipe' });
  try {
    mount();
  } catch {
    console.warn('skipped: nothing can be mounted here');
    context.skip();
  }
  let mounted = true;
  onTestFinished(() => {
    if (mounted) execFileSync('umount', ['-l', folder]);
  });
  const watch = await open();
  await put({ 'a.wav': 'x' });
  await expect.poll(() => intake.received.length, soon).toBe(1);
  await expect.poll(() => watch.status().waiting, soon).toBe(0);
  execFileSync('umount', ['-l', folder]);
  mounted = false;
  await delay(100);
  mount();
  mounted = true;
  await put({ 'b.wav': 'y' });
  await expect.poll(() => intake.received.length, soon).toBe(2);
});
