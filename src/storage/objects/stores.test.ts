import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../log.ts';
import { makeMasterKey, ringOf } from './keys.ts';
import { sealStore } from './sealed.ts';
import { ObjectsSettings } from './settings.ts';
import { describeObjectStore } from './store.contract.ts';
import { openObjectStore } from './stores.ts';
import { openFakeS3 } from './testing/fake-s3.ts';
import { openMemoryStore } from './testing/memory-store.ts';

describeObjectStore('the disk store', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'earshot-objects-'));
  const store = await openObjectStore(ObjectsSettings.parse({}), {
    dataFolder,
    log: silentLog,
    clock: systemClock,
  });
  return {
    store,
    async leftovers() {
      const entries = await readdir(join(dataFolder, 'objects'), { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await rm(dataFolder, { recursive: true });
    },
  };
});

describeObjectStore('the S3 store', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'earshot-objects-'));
  const server = await openFakeS3();
  const settings = ObjectsSettings.parse({
    store: 's3',
    s3: {
      endpoint: server.endpoint,
      bucket: server.bucket,
      forcePathStyle: true,
      accessKeyId: server.accessKeyId,
      secretAccessKey: 'secret',
    },
  });
  const store = await openObjectStore(settings, { dataFolder, log: silentLog, clock: systemClock });
  return {
    store,
    leftovers: async () => [...server.objects.keys(), ...server.uploads.keys()],
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await rm(dataFolder, { recursive: true });
    },
  };
});

describeObjectStore('a store in memory', async () => {
  const raw = openMemoryStore();
  const store = sealStore(raw, ringOf([makeMasterKey()]));
  return {
    store,
    leftovers: async () => [...raw.files.keys()],
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
});
