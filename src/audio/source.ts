import { type ByteSource, pieces } from '../lib/bytes.ts';

/** The bytes of `source` from `start` to `end`, as a source of their own. */
export function slice(source: ByteSource, start: number, end: number): ByteSource {
  const from = Math.min(start, source.size);
  const size = Math.max(0, Math.min(end, source.size) - from);
  return {
    size,
    read: (first, last) => source.read(from + Math.min(first, size), from + Math.min(last, size)),
  };
}

/**
 * Keeps the blocks read last, for parsers that ask for a few bytes at a time and jump about.
 * Never holds more than `blocks` × `blockBytes`.
 */
export function cached(source: ByteSource, blockBytes = 64 * 1024, blocks = 16): ByteSource {
  const kept = new Map<number, Promise<Uint8Array>>();
  const block = (index: number): Promise<Uint8Array> => {
    let bytes = kept.get(index);
    kept.delete(index);
    bytes ??= source.read(index * blockBytes, Math.min(source.size, (index + 1) * blockBytes));
    kept.set(index, bytes);
    if (kept.size > blocks) kept.delete(kept.keys().next().value!);
    return bytes;
  };
  return {
    size: source.size,
    async read(start, end) {
      const last = Math.min(end, source.size);
      if (start >= last) return new Uint8Array(0);
      const firstIndex = Math.floor(start / blockBytes);
      const lastIndex = Math.floor((last - 1) / blockBytes);
      if (firstIndex === lastIndex) {
        return (await block(firstIndex)).subarray(start % blockBytes, last - firstIndex * blockBytes);
      }
      const out = new Uint8Array(last - start);
      for (let index = firstIndex; index <= lastIndex; index++) {
        const from = Math.max(start, index * blockBytes);
        const to = Math.min(last, (index + 1) * blockBytes);
        out.set(
          (await block(index)).subarray(from - index * blockBytes, to - index * blockBytes),
          from - start,
        );
      }
      return out;
    },
  };
}

/** As `pieces`, asking for the next piece while the last one is worked on. */
export async function* readAhead(source: ByteSource, pieceBytes: number): AsyncGenerator<Uint8Array> {
  const iterator = pieces(source, { pieceBytes });
  let next = iterator.next();
  // A failed read is reported when its turn comes, not as an unhandled rejection while the last piece is in work.
  next.catch(() => {});
  for (;;) {
    const { value, done } = await next;
    if (done) return;
    next = iterator.next();
    next.catch(() => {});
    yield value;
  }
}

/**
 * Remembers why reading failed, so that a parser which meets the failure cannot pass it off as a damaged file.
 */
export function watched(source: ByteSource): ByteSource & { failure: unknown } {
  const watching = {
    size: source.size,
    failure: undefined as unknown,
    async read(start: number, end: number) {
      try {
        return await source.read(start, end);
      } catch (thrown) {
        watching.failure ??= thrown;
        throw thrown;
      }
    },
  };
  return watching;
}
