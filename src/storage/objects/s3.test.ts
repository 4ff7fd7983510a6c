import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import { silentLog } from '../../log.ts';
import { openS3Store } from './s3.ts';
import { ObjectsSettings } from './settings.ts';
import { code, inPieces } from './store.contract.ts';
import { type FakeS3, openFakeS3 } from './testing/fake-s3.ts';

const mib = 1024 * 1024;
const deps = { log: silentLog, clock: systemClock };

async function server(): Promise<FakeS3> {
  const fake = await openFakeS3();
  onTestFinished(() => fake[Symbol.asyncDispose]());
  return fake;
}

function settingsFor(fake: FakeS3, changed: Record<string, unknown> = {}) {
  return ObjectsSettings.parse({
    store: 's3',
    s3: {
      endpoint: fake.endpoint,
      bucket: fake.bucket,
      forcePathStyle: true,
      accessKeyId: fake.accessKeyId,
      secretAccessKey: 'secret',
      tries: 2,
      ...changed,
    },
  }).s3;
}

test('a short object is one request, a long one an upload in parts under the prefix', async () => {
  const fake = await server();
  await using raw = await openS3Store(settingsFor(fake, { prefix: 'a/b/' }), deps);
  const [short, long] = [newId(), newId()];
  const bytes = randomBytes(20 * mib);
  fake.requests.length = 0;
  await raw.write(short, inPieces(bytes.subarray(0, 1000), 100));
  expect(fake.requests).toEqual([`PUT a/b/${short}`]);
  fake.requests.length = 0;
  await raw.write(long, inPieces(bytes, 3 * mib));
  const parts = fake.requests.filter((request) => request === `PUT a/b/${long}?uploadId`);
  expect(parts).toHaveLength(3);
  expect(fake.objects.get(`a/b/${long}`)?.equals(bytes)).toBe(true);
  expect(fake.uploads.size).toBe(0);
});

test('a request that fails for a moment is tried again', async () => {
  const fake = await server();
  await using raw = await openS3Store(settingsFor(fake), deps);
  const id = newId();
  const bytes = randomBytes(9 * mib);
  fake.faults = [{ method: 'PUT', kind: { status: 503, code: 'SlowDown' } }];
  await raw.write(id, inPieces(bytes, mib));
  fake.faults = [{ method: 'GET', kind: { status: 500, code: 'InternalError' } }];
  expect((await raw.read(id, 0, 10)).bytes).toEqual(new Uint8Array(bytes.subarray(0, 10)));
  expect(fake.faults).toEqual([]);
});

test('an answer that breaks off or stalls is asked for again', async () => {
  const fake = await server();
  await using raw = await openS3Store(settingsFor(fake, { timeoutMs: 300 }), deps);
  const id = newId();
  const bytes = randomBytes(100_000);
  await raw.write(id, inPieces(bytes, 50_000));
  for (const kind of ['cut', 'stall'] as const) {
    fake.faults = [{ method: 'GET', kind }];
    const got = await raw.read(id, 10, 90_000);
    expect(Buffer.from(got.bytes).equals(bytes.subarray(10, 90_000))).toBe(true);
    expect(got.fileBytes).toBe(100_000);
    expect(fake.faults).toEqual([]);
  }
});

test('an upload whose parts keep failing is given up and leaves no parts behind', async () => {
  const fake = await server();
  await using raw = await openS3Store(settingsFor(fake), deps);
  fake.faults = Array.from({ length: 20 }, () => ({
    method: 'PUT',
    kind: { status: 503, code: 'SlowDown' },
  }));
  expect(await code(raw.write(newId(), inPieces(randomBytes(30 * mib), mib)))).toBe('storage_unavailable');
  expect(fake.uploads.size).toBe(0);
  expect(fake.objects.size).toBe(0);
});

test('a full server comes out as a full disk', async () => {
  const fake = await server();
  await using raw = await openS3Store(settingsFor(fake), deps);
  const full = { method: 'PUT', kind: { status: 507, code: 'XMinioStorageFull' } };
  fake.faults = [full, full];
  expect(await code(raw.write(newId(), inPieces(randomBytes(1000), 100)))).toBe('disk_full');
  expect(fake.objects.size).toBe(0);
});

test('a server that is gone cannot be reached, at the start and later', async () => {
  const fake = await openFakeS3();
  const settings = settingsFor(fake);
  await using raw = await openS3Store(settings, deps);
  await fake[Symbol.asyncDispose]();
  expect(await code(raw.read(newId(), 0, 10))).toBe('storage_unavailable');
  expect(await code(raw.exists(newId()))).toBe('storage_unavailable');
  expect(await code(raw.remove(newId()))).toBe('storage_unavailable');
  expect(await code(raw.holdsAny())).toBe('storage_unavailable');
  expect(await code(raw.write(newId(), inPieces(randomBytes(1000), 100)))).toBe('storage_unavailable');
  expect(await code(openS3Store(settings, deps))).toBe('storage_unavailable');
});

test('a bucket that is not there and a key that is refused are wrong settings', async () => {
  const fake = await server();
  const refused = openS3Store(settingsFor(fake, { accessKeyId: 'SOMEBODYELSE' }), deps);
  expect(await code(refused)).toBe('setting_invalid');
  expect(await code(openS3Store(settingsFor(fake, { bucket: 'nothing' }), deps))).toBe('setting_invalid');
});

test('uploads that a crash left a day ago are given up at the start, younger ones are not', async () => {
  const fake = await server();
  const settings = settingsFor(fake);
  const upload = (key: string, ageHours: number) =>
    fake.uploads.set(key, {
      key,
      initiatedAt: new Date(Date.now() - ageHours * 3_600_000),
      parts: new Map(),
    });
  upload('earshot/old', 30);
  upload('earshot/young', 2);
  upload('elsewhere/old', 30);
  await using raw = await openS3Store(settings, deps);
  expect([...fake.uploads.keys()]).toEqual(['earshot/young', 'elsewhere/old']);
  expect(await raw.holdsAny()).toBe(false);
});

test('a bucket counts as used only by what lies under the prefix', async () => {
  const fake = await server();
  await using raw = await openS3Store(settingsFor(fake), deps);
  fake.objects.set('elsewhere/x', Buffer.from('x'));
  expect(await raw.holdsAny()).toBe(false);
  await raw.write(newId(), inPieces(randomBytes(10), 10));
  expect(await raw.holdsAny()).toBe(true);
});

test('settings of a bucket must be whole', () => {
  const problems = (s3: object) =>
    ObjectsSettings.safeParse({ store: 's3', s3 }).error?.issues.map((i) => i.path);
  expect(problems({})).toEqual([['s3', 'bucket']]);
  expect(problems({ bucket: 'recordings', accessKeyId: 'x' })).toEqual([['s3', 'secretAccessKey']]);
  expect(problems({ bucket: 'recordings', prefix: '../x' })).toEqual([['s3', 'prefix']]);
});
