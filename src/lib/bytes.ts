/** Bytes of known length that can be read from any place: a file, a stored object, a buffer. */
export interface ByteSource {
  readonly size: number;
  /** Bytes from `start` up to but not including `end`; shorter only at the end of the source. */
  read(start: number, end: number): Promise<Uint8Array>;
}

export function bufferSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.byteLength, read: async (start, end) => bytes.subarray(start, end) };
}

/** Reads `source` from `start` to `end` in pieces of at most `pieceBytes`. */
export async function* pieces(
  source: ByteSource,
  options: { start?: number; end?: number; pieceBytes?: number } = {},
): AsyncGenerator<Uint8Array> {
  const end = Math.min(options.end ?? source.size, source.size);
  const step = options.pieceBytes ?? 256 * 1024;
  for (let at = options.start ?? 0; at < end; at += step) {
    yield await source.read(at, Math.min(end, at + step));
  }
}
