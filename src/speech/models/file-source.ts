import { open } from 'node:fs/promises';
import type { ByteSource } from '../../lib/bytes.ts';

/** Runs `use` over the bytes of a file, and closes it. */
export async function withFile<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  return await use({
    size,
    async read(start, end) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    },
  });
}
