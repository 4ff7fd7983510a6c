/**
 * Makes bzip2 files, so that tests need no program for it. Every symbol gets a code of the same length: the files
 * are large for bzip2, and whole.
 *
 *   "BZh9" · block* · 0x177245385090 · crc of crcs
 *   block = 0x314159265359 · crc · 0 · origin · bytes used · 2 tables · selectors · code lengths · symbols
 */
export function bzip2(data: Uint8Array): Uint8Array {
  const bits = openBits();
  for (const letter of 'BZh9') bits.write(8, letter.charCodeAt(0));
  let checksum = 0;
  for (let at = 0; at < data.length; at += blockBytes) {
    const block = data.subarray(at, at + blockBytes);
    const crc = crc32(block);
    checksum = ((checksum << 1) | (checksum >>> 31)) ^ crc;
    writeBlock(bits, block, crc);
  }
  bits.write(24, 0x177245);
  bits.write(24, 0x385090);
  bits.write(32, checksum >>> 0);
  return bits.finish();
}

/** Small, because rotations are sorted the plain way. */
const blockBytes = 20_000;

interface Bits {
  write(count: number, value: number): void;
  finish(): Uint8Array;
}

function openBits(): Bits {
  const bytes: number[] = [];
  let held = 0;
  let count = 0;
  const writeBit = (bit: number) => {
    held = (held << 1) | bit;
    if (++count < 8) return;
    bytes.push(held);
    held = 0;
    count = 0;
  };
  return {
    write(length, value) {
      for (let bit = length - 1; bit >= 0; bit--) writeBit(Math.floor(value / 2 ** bit) % 2);
    },
    finish() {
      while (count > 0) writeBit(0);
      return Uint8Array.from(bytes);
    },
  };
}

function writeBlock(bits: Bits, block: Uint8Array, crc: number): void {
  const { bytes, origin } = transform(shortenRuns(block));
  const used = Array.from({ length: 256 }, () => false);
  for (const byte of bytes) used[byte] = true;
  const { symbols, alphabet } = moveToFront(bytes, used);
  bits.write(24, 0x314159);
  bits.write(24, 0x265359);
  bits.write(32, crc >>> 0);
  bits.write(1, 0);
  bits.write(24, origin);
  for (let high = 0; high < 16; high++)
    bits.write(1, used.slice(high * 16, high * 16 + 16).some(Boolean) ? 1 : 0);
  for (let high = 0; high < 16; high++) {
    const row = used.slice(high * 16, high * 16 + 16);
    if (row.some(Boolean)) for (const one of row) bits.write(1, one ? 1 : 0);
  }
  const tables = 2;
  const selectors = Math.ceil(symbols.length / 50);
  bits.write(3, tables);
  bits.write(15, selectors);
  for (let index = 0; index < selectors; index++) bits.write(1, 0);
  const length = Math.max(1, Math.ceil(Math.log2(alphabet)));
  for (let table = 0; table < tables; table++) {
    bits.write(5, length);
    for (let symbol = 0; symbol < alphabet; symbol++) bits.write(1, 0);
  }
  for (const symbol of symbols) bits.write(length, symbol);
}

/** Four equal bytes are followed by how many more there are. */
function shortenRuns(block: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < block.length; ) {
    const byte = block[at] as number;
    let run = 1;
    while (run < 255 && block[at + run] === byte) run++;
    for (let index = 0; index < Math.min(run, 4); index++) out.push(byte);
    if (run >= 4) out.push(run - 4);
    at += run;
  }
  return Uint8Array.from(out);
}

/** Burrows and Wheeler's transform: the last column of all rotations in order. */
function transform(block: Uint8Array): { bytes: Uint8Array; origin: number } {
  const { length } = block;
  const doubled = Buffer.concat([block, block]);
  const order = Array.from({ length }, (_, index) => index).sort((a, b) =>
    doubled.compare(doubled, b, b + length, a, a + length),
  );
  return {
    bytes: Uint8Array.from(order, (start) => doubled[start + length - 1] as number),
    origin: order.indexOf(0),
  };
}

/** Positions in a list where each byte found moves to the front; runs of the first place in base two of 1 and 2. */
function moveToFront(bytes: Uint8Array, used: boolean[]): { symbols: number[]; alphabet: number } {
  const list = [...used.keys()].filter((byte) => used[byte]);
  const alphabet = list.length + 2;
  const symbols: number[] = [];
  let run = 0;
  const endRun = () => {
    for (; run > 0; run = Math.floor((run - 1) / 2)) symbols.push((run - 1) % 2);
  };
  for (const byte of bytes) {
    const place = list.indexOf(byte);
    if (place === 0) {
      run++;
      continue;
    }
    endRun();
    list.unshift(...list.splice(place, 1));
    symbols.push(place + 1);
  }
  endRun();
  symbols.push(alphabet - 1);
  return { symbols, alphabet };
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return ~crc >>> 0;
}
