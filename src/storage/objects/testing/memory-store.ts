import { EarshotError } from '../../../errors.ts';
import type { RawStore } from '../store.ts';

export interface MemoryStore extends RawStore {
  readonly files: Map<string, Buffer>;
  /** The ranges that were read, in order. */
  readonly reads: { start: number; end: number }[];
}

/** A raw store whose files a test can look into and damage. */
export function openMemoryStore(readUnitBytes = 0): MemoryStore {
  const files = new Map<string, Buffer>();
  const reads: { start: number; end: number }[] = [];
  return {
    files,
    reads,
    readUnitBytes,
    async write(id, source) {
      const pieces: Uint8Array[] = [];
      for await (const piece of source) pieces.push(piece);
      files.set(id, Buffer.concat(pieces));
    },
    async read(id, start, end) {
      const file = files.get(id);
      if (!file) throw new EarshotError('object_not_found');
      reads.push({ start, end });
      return { bytes: file.subarray(start, end), fileBytes: file.length };
    },
    async replace(id, source) {
      const pieces: Uint8Array[] = [];
      for await (const piece of source) pieces.push(piece);
      files.set(id, Buffer.concat(pieces));
    },
    async *list() {
      yield* files.keys();
    },
    async remove(id) {
      files.delete(id);
    },
    exists: async (id) => files.has(id),
    holdsAny: async () => files.size > 0,
    async [Symbol.asyncDispose]() {},
  };
}
