import type { BitReader } from './bits.ts';
import { type Codebook, scaleFactorCodebook, spectralCodebooks } from './codebooks.ts';

/** Codes as a binary tree: `next[2 × node + bit]` is the next node, or −1 − symbol where a code ends. */
function treeOf({ counts, symbols }: Codebook): Int16Array {
  const next: number[] = [0, 0];
  let code = 0;
  let symbol = 0;
  counts.forEach((count, i) => {
    const length = i + 1;
    for (let n = 0; n < count; n++, code++) insert(next, code, length, symbols[symbol++]!);
    code *= 2;
  });
  return Int16Array.from(next);
}

function insert(next: number[], code: number, length: number, symbol: number): void {
  let node = 0;
  for (let bit = length - 1; bit > 0; bit--) {
    const at = 2 * node + ((code >> bit) & 1);
    if (!next[at]) {
      next[at] = next.length / 2;
      next.push(0, 0);
    }
    node = next[at]!;
  }
  next[2 * node + (code & 1)] = -1 - symbol;
}

const bases = [3, 3, 3, 3, 9, 9, 8, 8, 13, 13, 17];
const offsets = [1, 1, 0, 0, 4, 4, 0, 0, 0, 0, 0];
const longestEscape = 12;

export class AacHuffman {
  readonly #scaleFactors = treeOf(scaleFactorCodebook);
  readonly #spectra = spectralCodebooks.map(treeOf);

  /** A difference of scale factors, −60 to 60. */
  scaleFactor(bits: BitReader): number {
    return symbolOf(this.#scaleFactors, bits) - 60;
  }

  /** Values of one code of codebook 1 to 11 into `out`: four, or two. Returns how many. */
  spectrum(codebook: number, bits: BitReader, out: Int32Array, at: number): 2 | 4 {
    const base = bases[codebook - 1]!;
    const offset = offsets[codebook - 1]!;
    const count = codebook <= 4 ? 4 : 2;
    let symbol = symbolOf(this.#spectra[codebook - 1]!, bits);
    for (let i = count - 1; i >= 0; i--) {
      out[at + i] = (symbol % base) - offset;
      symbol = Math.floor(symbol / base);
    }
    if (offset === 0) readSigns(bits, out, at, count);
    if (codebook === 11) readEscapes(bits, out, at);
    return count;
  }
}

function symbolOf(tree: Int16Array, bits: BitReader): number {
  let node = 0;
  do node = tree[2 * node + bits.bit()]!;
  while (node > 0);
  return -1 - node;
}

function readSigns(bits: BitReader, out: Int32Array, at: number, count: number): void {
  for (let i = at; i < at + count; i++) {
    if (out[i] !== 0 && bits.bit()) out[i] = -out[i]!;
  }
}

/** 16 stands for more: as many ones as there are bits beyond four, a zero, then the bits. */
function readEscapes(bits: BitReader, out: Int32Array, at: number): void {
  for (let i = at; i < at + 2; i++) {
    if (Math.abs(out[i]!) !== 16) continue;
    let length = 4;
    while (bits.bit() && length <= longestEscape) length++;
    const size = (1 << length) | bits.read(length);
    out[i] = out[i]! < 0 ? -size : size;
  }
}
