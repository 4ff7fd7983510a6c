import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EarshotError, toEarshotError } from '../../errors.ts';
import { syncFolder } from './durable.ts';
import type { RawStore } from './store.ts';

const fileName = /^[0-9a-f-]{36}$/;
const shardName = /^[0-9a-f]{3}$/;
/** Fewer, larger writes: several chunks go to the system in one call. */
const writeBufferBytes = 1024 * 1024;

/**
 * Objects as files of a folder:
 *
 *   <folder>/5e1/0196…a5e1     the object; the shard is the end of its id, which is random (its start is the time)
 *   <folder>/tmp/…             being written; renamed into place once it is on stable storage
 *
 * 4096 shards keep ten million objects at 2,500 a folder. What a crash left in `tmp` is removed at the next start;
 * should two processes share a folder against the advice, the slower one's write fails and is tried again.
 * @throws data_folder_unusable, disk_full
 */
export async function openDiskStore(folder: string): Promise<RawStore> {
  const temporaryFolder = join(folder, 'tmp');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rm(temporaryFolder, { recursive: true, force: true });
    await mkdir(temporaryFolder, { mode: 0o700 });
  } catch (cause) {
    const known = toEarshotError(cause);
    if (known.code === 'disk_full') throw known;
    throw new EarshotError('data_folder_unusable', {
      details: { folder, problem: 'the folder of the object store cannot be made or written' },
      cause,
    });
  }

  const place = async (id: string, source: AsyncIterable<Uint8Array>) => {
    const temporary = join(temporaryFolder, `${id}.${randomUUID()}`);
    try {
      await writeDurably(temporary, source);
      await writing(async () => {
        const madeShard = await mkdir(shardOf(id), { recursive: true, mode: 0o700 });
        await rename(temporary, pathOf(id));
        await syncFolder(shardOf(id));
        if (madeShard) await syncFolder(folder);
      });
    } catch (thrown) {
      // What cannot be removed now either was never made or is swept at the next start.
      await Promise.allSettled([rm(temporary, { force: true })]);
      throw thrown;
    }
  };
  const shardOf = (id: string) => join(folder, id.slice(-3));
  const pathOf = (id: string) => join(shardOf(id), id);

  return {
    readUnitBytes: 0,
    async write(id, source) {
      try {
        await place(id, source);
      } catch (thrown) {
        // It may have been put in its place before something failed.
        await Promise.allSettled([rm(pathOf(id), { force: true })]);
        throw thrown;
      }
    },
    replace: place,
    list: () => listed(folder),
    read: (id, start, end) =>
      reading(async () => {
        const handle = await open(pathOf(id), 'r');
        try {
          const { size } = await handle.stat();
          const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(end, size) - start));
          let filled = 0;
          while (filled < bytes.length) {
            const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
            if (bytesRead === 0) break;
            filled += bytesRead;
          }
          return { bytes: bytes.subarray(0, filled), fileBytes: size };
        } finally {
          await handle.close();
        }
      }),
    remove: (id) => writing(() => rm(pathOf(id), { force: true })),
    async exists(id) {
      const found = await reading(() => stat(pathOf(id))).catch(missingAsUndefined);
      return found !== undefined;
    },
    holdsAny: async () => {
      for await (const _id of listed(folder)) return true;
      return false;
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** Errors of `source` pass as they are; only those of the disk are translated. */
async function writeDurably(path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  let fromSource: { thrown: unknown } | undefined;
  async function* watched() {
    try {
      yield* source;
    } catch (thrown) {
      fromSource = { thrown };
      throw thrown;
    }
  }
  // `flush` is an fsync before the file is closed, and the pipeline ends when it is closed.
  const file = createWriteStream(path, {
    flags: 'wx',
    mode: 0o600,
    flush: true,
    highWaterMark: writeBufferBytes,
  });
  try {
    await pipeline(watched(), file);
  } catch (thrown) {
    if (fromSource) throw fromSource.thrown;
    throw diskError(thrown);
  }
}

async function* listed(folder: string): AsyncGenerator<string> {
  try {
    for await (const shard of await opendir(folder)) {
      if (!shard.isDirectory() || !shardName.test(shard.name)) continue;
      for await (const file of await opendir(join(folder, shard.name))) {
        if (fileName.test(file.name)) yield file.name;
      }
    }
  } catch (thrown) {
    throw diskError(thrown);
  }
}

async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') throw new EarshotError('object_not_found', { cause: thrown });
    throw diskError(thrown);
  }
}

async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw diskError(thrown);
  }
}

function diskError(thrown: unknown): EarshotError {
  const known = toEarshotError(thrown);
  if (known.code !== 'internal') return known;
  const reason = systemCode(thrown) ?? 'unknown';
  return new EarshotError('storage_unavailable', { details: { reason }, cause: thrown });
}

function missingAsUndefined(thrown: unknown): undefined {
  if (thrown instanceof EarshotError && thrown.code === 'object_not_found') return undefined;
  throw thrown;
}

function systemCode(thrown: unknown): string | undefined {
  const code = (thrown as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
