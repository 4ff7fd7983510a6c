import { createHash } from 'node:crypto';
import { EarshotError } from '../../errors.ts';
import { type ByteSource, pieces } from '../../lib/bytes.ts';
import { newId } from '../../lib/ids.ts';
import { openJournals } from './journal.ts';
import type { KeyRing } from './keys.ts';
import {
  chunkPlainBytes,
  fileRange,
  headerBytes,
  isObjectId,
  type Layout,
  layoutOf,
  makeHeader,
  masterKeyIdOf,
  type ObjectKey,
  openChunk,
  readHeader,
  sealChunk,
  tagBytes,
  wrapKey,
} from './sealed-format.ts';
import type { ObjectStore, RawStore, StoredObject } from './store.ts';

/** Chunks of one object that are read and decrypted in one step: bounds memory and the time the loop is held. */
const chunksAtOnce = 64;
/** Decrypted chunks an open object keeps: a player asks for overlapping ranges, a decoder for short ones. */
const leastCachedChunks = 8;

/** Puts encryption over a raw store; the file format is drawn in `sealed-format.ts`. */
export function sealStore(raw: RawStore, keys: KeyRing): ObjectStore {
  const requireId = (id: string) => {
    if (!isObjectId(id)) throw new EarshotError('object_not_found');
  };
  const inTurn = takingTurns();
  const open = async (id: string) => {
    requireId(id);
    return openSealed(id, raw, keys);
  };
  return {
    put: (source, options = {}) => put(source, options.signal, raw, keys),
    open,
    async remove(id) {
      // In turn with rewrapping, or what was removed would come back with its new header.
      if (isObjectId(id)) await inTurn(id, () => raw.remove(id));
    },
    keys: { writing: keys.writing.id, all: keys.ids },
    list: () => raw.list(),
    async rewrap(id) {
      requireId(id);
      return inTurn(id, () => rewrap(id, raw, keys));
    },
    journals: (folder) => openJournals(folder, keys),
    exists: async (id) => isObjectId(id) && (await raw.exists(id)),
    async verify(id) {
      const hash = createHash('sha256');
      const source = await open(id);
      for await (const piece of pieces(source, { pieceBytes: 16 * chunkPlainBytes })) hash.update(piece);
      return { id, bytes: source.size, sha256: hash.digest('hex') };
    },
    [Symbol.asyncDispose]: () => raw[Symbol.asyncDispose](),
  };
}

async function put(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
  raw: RawStore,
  keys: KeyRing,
): Promise<StoredObject> {
  signal?.throwIfAborted();
  const id = newId();
  const { header, key } = makeHeader(id, keys.writing);
  const hash = createHash('sha256');
  let bytes = 0;

  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const piece of untilAborted(source, signal)) {
      hash.update(piece);
      bytes += piece.byteLength;
      yield piece;
    }
  }
  async function* sealed(): AsyncGenerator<Uint8Array> {
    yield header;
    let index = 0;
    for await (const { plain, last } of chunksOf(measured(), key.chunkBytes)) {
      yield sealChunk(key, index++, last, plain);
    }
  }
  await raw.write(id, sealed());
  return { id, bytes, sha256: hash.digest('hex') };
}

/** Work on one object happens after the work on it that was asked for before, however that ended. */
function takingTurns(): <T>(id: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (id, work) => {
    const before = last.get(id) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(id, mine);
    const leave = () => {
      if (last.get(id) === mine) last.delete(id);
    };
    mine.then(leave, leave);
    return mine;
  };
}

const copyBytes = 1024 * 1024;

/** A new header before the same chunks: the whole file is written anew, for half a header would lose the object. */
async function rewrap(id: string, raw: RawStore, keys: KeyRing): Promise<boolean> {
  const head = await raw.read(id, 0, headerBytes);
  const key = readHeader(id, head.bytes, keys.find);
  if (masterKeyIdOf(head.bytes) === keys.writing.id) return false;
  layoutOf(head.fileBytes, key.chunkBytes);
  async function* rewritten(): AsyncGenerator<Uint8Array> {
    yield wrapKey(key, keys.writing);
    for (let start = headerBytes; start < head.fileBytes; start += copyBytes) {
      const end = Math.min(head.fileBytes, start + copyBytes);
      const { bytes, fileBytes } = await raw.read(id, start, end);
      if (bytes.byteLength !== end - start || fileBytes !== head.fileBytes) {
        throw new EarshotError('object_damaged', { details: { part: 'length' } });
      }
      yield bytes;
    }
  }
  await raw.replace(id, rewritten());
  return true;
}

/** A source that ends with the reason of the signal, even while it waits for bytes that never come. */
async function* untilAborted(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  if (!signal) return yield* source;
  const aborted = Promise.withResolvers<never>();
  // Nobody need be waiting at that moment.
  aborted.promise.catch(() => {});
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  const iterator = source[Symbol.asyncIterator]();
  try {
    signal.throwIfAborted();
    for (;;) {
      const { done, value } = await Promise.race([iterator.next(), aborted.promise]);
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    // Not waited for: a source that hangs would hang here too. What it says at its end concerns nobody any more.
    void iterator.return?.().catch(() => {});
  }
}

/**
 * Cuts a stream into chunks of equal length. A full chunk is held back until more bytes come, because the last one
 * is sealed as the last. The buffer of a chunk is used again for the next.
 */
async function* chunksOf(
  source: AsyncIterable<Uint8Array>,
  chunkBytes: number,
): AsyncGenerator<{ plain: Uint8Array; last: boolean }> {
  const chunk = new Uint8Array(chunkBytes);
  let filled = 0;
  for await (const piece of source) {
    for (let at = 0; at < piece.byteLength; ) {
      if (filled === chunkBytes) {
        yield { plain: chunk, last: false };
        filled = 0;
      }
      const taken = piece.subarray(at, at + chunkBytes - filled);
      chunk.set(taken, filled);
      filled += taken.byteLength;
      at += taken.byteLength;
    }
  }
  yield { plain: chunk.subarray(0, filled), last: true };
}

async function openSealed(id: string, raw: RawStore, keys: KeyRing): Promise<ByteSource> {
  const head = await raw.read(id, 0, headerBytes);
  const key = readHeader(id, head.bytes, keys.find);
  const layout = layoutOf(head.fileBytes, key.chunkBytes);
  const unitChunks = Math.ceil(raw.readUnitBytes / key.chunkBytes);
  const cache = new ChunkCache(Math.max(leastCachedChunks, 2 * unitChunks));

  async function fetch(first: number, end: number): Promise<Uint8Array[]> {
    const range = fileRange(layout, first, end);
    const got = await raw.read(id, range.start, range.end);
    const whole = got.bytes.byteLength === range.end - range.start;
    if (!whole || got.fileBytes !== head.fileBytes) {
      throw new EarshotError('object_damaged', { details: { part: 'length' } });
    }
    const chunks = openChunks(key, layout, first, end, got.bytes);
    for (const [n, plain] of chunks.entries()) cache.set(first + n, plain);
    return chunks;
  }

  async function read(start: number, end: number): Promise<Uint8Array> {
    if (!(Number.isSafeInteger(start) && start >= 0 && end >= start)) {
      throw new EarshotError('range_not_satisfiable', { details: { start, end, size: layout.plainBytes } });
    }
    const stop = Math.min(end, layout.plainBytes);
    const result = new Uint8Array(Math.max(0, stop - start));
    const endChunk = Math.ceil(stop / key.chunkBytes);
    for (let at = start; at < stop; ) {
      const index = Math.floor(at / key.chunkBytes);
      const cached = cache.get(index);
      const wantedEnd = Math.max(index + unitChunks, Math.min(endChunk, index + chunksAtOnce));
      const chunks = cached ? [cached] : await fetch(index, Math.min(layout.chunks, wantedEnd));
      for (let n = 0; n < chunks.length && at < stop; n++) {
        const chunkStart = (index + n) * key.chunkBytes;
        const part = (chunks[n] as Uint8Array).subarray(at - chunkStart, stop - chunkStart);
        result.set(part, at - start);
        at += part.byteLength;
      }
    }
    return result;
  }

  await fetch(layout.chunks - 1, layout.chunks);
  return { size: layout.plainBytes, read };
}

function openChunks(
  key: ObjectKey,
  layout: Layout,
  first: number,
  end: number,
  bytes: Uint8Array,
): Uint8Array[] {
  const sealedChunkBytes = layout.chunkBytes + tagBytes;
  return Array.from({ length: end - first }, (_, n) => {
    const sealed = bytes.subarray(n * sealedChunkBytes, (n + 1) * sealedChunkBytes);
    return openChunk(key, first + n, first + n === layout.chunks - 1, sealed);
  });
}

/** The chunks used last. */
class ChunkCache {
  readonly #limit: number;
  readonly #chunks = new Map<number, Uint8Array>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(index: number): Uint8Array | undefined {
    const chunk = this.#chunks.get(index);
    if (chunk) {
      this.#chunks.delete(index);
      this.#chunks.set(index, chunk);
    }
    return chunk;
  }

  set(index: number, chunk: Uint8Array): void {
    this.#chunks.delete(index);
    this.#chunks.set(index, chunk);
    if (this.#chunks.size <= this.#limit) return;
    const [oldest] = this.#chunks.keys();
    if (oldest !== undefined) this.#chunks.delete(oldest);
  }
}
