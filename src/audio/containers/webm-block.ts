import { variableInt } from './ebml.ts';

/** A block: track number, 16-bit time within the cluster, flags, then one frame or several laced together. */
export function parseBlock(body: Uint8Array): { track: number; offset: number; frames: Uint8Array[] } | null {
  const number = variableInt(body, 0);
  if (!number || number.bytes + 3 > body.byteLength) return null;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const offset = view.getInt16(number.bytes);
  const lacing = (body[number.bytes + 2]! >> 1) & 3;
  const rest = body.subarray(number.bytes + 3);
  if (lacing === 0) return { track: number.value, offset, frames: [rest] };
  const count = (rest[0] ?? 0) + 1;
  const sizes = lacedSizes(rest, lacing, count);
  if (!sizes) return null;
  const frames: Uint8Array[] = [];
  let at = sizes.end;
  for (const size of sizes.values) {
    frames.push(rest.subarray(at, at + size));
    at += size;
  }
  frames.push(rest.subarray(at));
  return { track: number.value, offset, frames: lacing === 2 ? evenly(rest.subarray(1), count) : frames };
}

/** Sizes of all frames but the last: Xiph (1) as sums of bytes, EBML (3) as differences; fixed (2) has none. */
function lacedSizes(
  rest: Uint8Array,
  lacing: number,
  count: number,
): { values: number[]; end: number } | null {
  const values: number[] = [];
  let at = 1;
  while (lacing !== 2 && values.length < count - 1) {
    if (lacing === 1) {
      let size = 0;
      for (;;) {
        const byte = rest[at++];
        if (byte === undefined) return null;
        size += byte;
        if (byte < 255) break;
      }
      values.push(size);
      continue;
    }
    const step = variableInt(rest, at);
    if (!step) return null;
    at += step.bytes;
    const middle = 2 ** (7 * step.bytes - 1) - 1;
    const size = values.length === 0 ? step.value : values.at(-1)! + step.value - middle;
    if (size < 0) return null;
    values.push(size);
  }
  return values.reduce((sum, size) => sum + size, at) > rest.byteLength ? null : { values, end: at };
}

function evenly(bytes: Uint8Array, count: number): Uint8Array[] {
  const size = Math.floor(bytes.byteLength / count);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}
