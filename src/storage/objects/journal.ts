import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EarshotError } from '../../errors.ts';
import type { KeyRing } from './keys.ts';
import {
  headerBytes,
  isObjectId,
  makeHeader,
  type ObjectKey,
  openChunk,
  readHeader,
  sealChunk,
  tagBytes,
} from './sealed-format.ts';

/**
 * Records of what is still going on, encrypted like objects and safe as soon as `append` resolves: a process that is
 * killed loses nothing that was appended. (A machine that loses power may lose the last seconds.)
 *
 *   header of an object (sealed-format.ts), 136 bytes
 *   n × record:   0  4  bytes of what follows, big-endian
 *                 4  n  ciphertext and tag, sealed as chunk n of the object
 *
 * What was cut short at the end is left out when it is read; anything else that is wrong is damage. A part that
 * another process began has a header, and with it a key, of its own: no nonce is used twice for what was cut short.
 */
export interface Journal extends AsyncDisposable {
  /** Resolves when the record would survive the end of this process. @throws disk_full, storage_unavailable */
  append(record: Uint8Array): Promise<void>;
}

/** A piece of a journal as it lies on the disk: to be copied to another machine that has the same master keys. */
export interface SealedPiece {
  /** Which part of the journal: the same name wherever it lies. */
  part: string;
  /** Counts up from 0 in its part; 0 is the header. */
  n: number;
  bytes: Uint8Array;
}

/** Told of each piece once it is on the disk; `append` resolves after it. */
export type CopyPiece = (piece: SealedPiece) => Promise<void>;

export interface Journals {
  create(id: string, copy?: CopyPiece): Promise<Journal>;
  /** Goes on with a journal that an earlier process left: in a part of its own, which is read after the others. */
  reopen(id: string, copy?: CopyPiece): Promise<Journal>;
  /** All pieces there are of a journal. */
  sealed(id: string): AsyncGenerator<SealedPiece>;
  /** Makes a journal here, in the place of one there may be, of the pieces that another machine copied. */
  adopt(id: string, pieces: readonly SealedPiece[]): Promise<void>;
  /** Ids of those there are, oldest first. */
  list(): Promise<string[]>;
  /** Records in order, up to the last whole one. @throws object_damaged, object_key_unknown, object_not_found */
  read(id: string): AsyncGenerator<Uint8Array>;
  remove(id: string): Promise<void>;
}

const suffix = '.journal';
const lengthBytes = 4;
const chunkBytes = 16 * 1024 * 1024;
/** A floor of open calls shares one disk. */
const syncEveryMs = 3_000;

export async function openJournals(folder: string, keys: KeyRing): Promise<Journals> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string, part: number) => {
    if (!isObjectId(id)) throw new EarshotError('object_not_found');
    return join(folder, `${id}${part === 0 ? '' : `.${part}`}${suffix}`);
  };
  const begin = async (id: string, part: number, copy: CopyPiece = async () => {}) =>
    openJournal(await open(pathOf(id, part), 'ax', 0o600), id, keys, copy);
  async function partsOf(id: string): Promise<string[]> {
    const names = new Set(await readdir(folder));
    const parts = [pathOf(id, 0)];
    while (names.has(basename(pathOf(id, parts.length)))) parts.push(pathOf(id, parts.length));
    return parts;
  }
  async function remove(id: string): Promise<void> {
    // The first one last: without it nothing is left that looks like a journal cut short.
    for (const part of (await partsOf(id)).toReversed()) await rm(part, { force: true });
  }
  return {
    create: (id, copy) => begin(id, 0, copy),
    reopen: async (id, copy) => begin(id, (await partsOf(id)).length, copy),
    async list() {
      const names = await readdir(folder);
      const ids = names.filter((name) => name.endsWith(suffix)).map((name) => name.split('.')[0]!);
      return [...new Set(ids)].toSorted();
    },
    async *read(id) {
      for (const part of await partsOf(id)) yield* records(part, id, keys);
    },
    async *sealed(id) {
      for (const part of await partsOf(id)) yield* pieces(part);
    },
    async adopt(id, copied) {
      await remove(id);
      const parts = Map.groupBy(copied, ({ part }) => part);
      for (const [index, part] of [...parts.values()].entries())
        await writeFile(pathOf(id, index), Buffer.concat(inOrder(part)), { mode: 0o600 });
    },
    remove,
  };
}

async function openJournal(file: FileHandle, id: string, keys: KeyRing, copy: CopyPiece): Promise<Journal> {
  const { header, key } = makeHeader(id, keys.writing, chunkBytes);
  await file.write(header);
  const part = partName(header);
  await copy({ part, n: 0, bytes: header });
  let index = 0;
  let before: Promise<unknown> = Promise.resolve();
  let syncing: NodeJS.Timeout | undefined;
  const syncSoon = () => {
    syncing ??= setTimeout(() => {
      syncing = undefined;
      // Failing to sync shows in the next write; until then everything is with the operating system.
      file.datasync().catch(() => {});
    }, syncEveryMs).unref();
  };
  return {
    append(record) {
      const sealed = sealChunk(key, index++, false, record);
      const n = index;
      const written = before.then(() => write(file, withLength(sealed)));
      // One failure must not pass for a failure of all that come after; each is told its own.
      before = written.catch(() => {});
      syncSoon();
      return written.then(() => copy({ part, n, bytes: sealed }));
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(syncing);
      await before;
      await file.close();
    },
  };
}

async function write(file: FileHandle, bytes: Uint8Array): Promise<void> {
  try {
    await file.write(bytes);
  } catch (cause) {
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new EarshotError(full ? 'disk_full' : 'storage_unavailable', { cause });
  }
}

/** A part is named by its header, which no other has. */
function partName(header: Uint8Array): string {
  return createHash('sha256').update(header).digest('hex').slice(0, 16);
}

function withLength(sealed: Uint8Array): Buffer {
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(sealed.byteLength);
  return Buffer.concat([length, sealed]);
}

/** One part as its file holds it: each piece once, up to the first that is missing. */
function inOrder(part: readonly SealedPiece[]): Uint8Array[] {
  const byNumber = new Map(part.map((piece) => [piece.n, piece.bytes]));
  const whole: Uint8Array[] = [];
  for (let n = 0, bytes = byNumber.get(0); bytes; bytes = byNumber.get(++n))
    whole.push(n === 0 ? bytes : withLength(bytes));
  return whole;
}

async function* records(path: string, id: string, keys: KeyRing): AsyncGenerator<Uint8Array> {
  let key: ObjectKey | undefined;
  for await (const { n, bytes } of pieces(path)) {
    if (!key) key = readHeader(id, bytes, keys.find);
    else yield openChunk(key, n - 1, false, bytes);
  }
}

/** A header, then a length and that many bytes after it, again and again; ends where a record was cut short. */
async function* pieces(path: string): AsyncGenerator<SealedPiece> {
  const file = await open(path, 'r').catch((cause) => {
    throw new EarshotError('object_not_found', { cause });
  });
  try {
    const take = fromStart(file);
    const header = await take(headerBytes);
    if (!header) return;
    const part = partName(header);
    yield { part, n: 0, bytes: header };
    for (let n = 1; ; n++) {
      const length = (await take(lengthBytes))?.readUInt32BE(0);
      if (length === undefined || length < tagBytes || length > chunkBytes + tagBytes) return;
      const sealed = await take(length);
      if (!sealed) return;
      yield { part, n, bytes: sealed };
    }
  } finally {
    await file.close();
  }
}

const stretchBytes = 256 * 1024;

/**
 * Gives a file piece by piece; undefined where it ends before. A call has ten records a second and leg: to ask the
 * system for each of them would cost more than all that is done with them.
 */
function fromStart(file: FileHandle): (length: number) => Promise<Buffer | undefined> {
  let held: Buffer = Buffer.alloc(0);
  let position = 0;
  return async (length) => {
    while (held.length < length) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(stretchBytes), 0, stretchBytes, position);
      if (bytesRead === 0) return undefined;
      position += bytesRead;
      held = Buffer.concat([held, buffer.subarray(0, bytesRead)]);
    }
    const piece = held.subarray(0, length);
    held = held.subarray(length);
    return piece;
  };
}
