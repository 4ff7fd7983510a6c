/** Boxes of ISO/IEC 14496-12: 32-bit size (1: a 64-bit one follows the type; 0: to the end), type, body. */
export interface Box {
  type: string;
  /** Where its size stands. */
  at: number;
  /** Where its body begins and ends, in the bytes or the file it was found in. */
  start: number;
  end: number;
}

/** The boxes in `bytes` from `start` to `end`; what is cut off is cut to fit. */
export function boxesIn(bytes: Buffer, start = 0, end = bytes.length): Box[] {
  const out: Box[] = [];
  for (let at = start; at + 8 <= end && out.length < 10_000; ) {
    const box = boxAt(bytes.subarray(at, Math.min(end, at + 16)), at, end);
    if (!box) break;
    out.push(box);
    at = box.end;
  }
  return out;
}

/** The box whose header `head` begins with, `at` its place and `limit` where it must end. */
export function boxAt(head: Buffer, at: number, limit: number): Box | null {
  const size = head.readUInt32BE(0);
  const type = head.toString('latin1', 4, 8);
  if (size === 1) {
    if (head.length < 16) return null;
    const long = Number(head.readBigUInt64BE(8));
    return long < 16 ? null : { type, at, start: at + 16, end: Math.min(limit, at + long) };
  }
  if (size !== 0 && size < 8) return null;
  return { type, at, start: at + 8, end: size === 0 ? limit : Math.min(limit, at + size) };
}

export function child(bytes: Buffer, parent: Box, type: string): Box | undefined {
  return boxesIn(bytes, parent.start, parent.end).find((box) => box.type === type);
}

export function descend(bytes: Buffer, parent: Box, ...path: string[]): Box | undefined {
  let box: Box | undefined = parent;
  for (const type of path) box = box && child(bytes, box, type);
  return box;
}

/** 0 where the bytes end before. */
export function uint32(bytes: Buffer, at: number): number {
  return at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0;
}
