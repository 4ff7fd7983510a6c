/** The numbers of EBML (RFC 8794), of which Matroska and WebM are made. */

/** One to four bytes, the length marked by the leading zero bits, which belong to the id. */
export function elementId(bytes: Uint8Array): { value: number; bytes: number } | null {
  const length = Math.clz32(bytes[0] ?? 0) - 23;
  if (length > 4 || bytes.byteLength < length) return null;
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 256 + bytes[i]!;
  return { value, bytes: length };
}

/** One to eight bytes, without the marking bit. A size of all ones is unknown, and as good as endless. */
export function variableInt(bytes: Uint8Array, at: number): { value: number; bytes: number } | null {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (length > 8 || at + length > bytes.byteLength) return null;
  let value = first & (0xff >> length);
  for (let i = 1; i < length; i++) value = value * 256 + bytes[at + i]!;
  return { value, bytes: length };
}

export function unsigned(body: Uint8Array): number {
  return body.reduce((sum, byte) => sum * 256 + byte, 0);
}

export function float(body: Uint8Array): number {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  return body.byteLength === 4 ? view.getFloat32(0) : body.byteLength === 8 ? view.getFloat64(0) : 0;
}
