import type { BitReader } from './bits.ts';
import type { AacHuffman } from './huffman.ts';
import { type Layout, MalformedAac, readLayout } from './layout.ts';
import { applyTns, readTns, type TnsFilter } from './tns.ts';

/** Codebooks that code no values: nothing, noise of a loudness, the other channel at another loudness. */
const zeroBook = 0;
export const noiseBook = 13;
export const intensityOutOfPhaseBook = 14;
export const intensityBook = 15;

/** One channel of one frame, as coded: ISO/IEC 14496-3, section 4.4.2.7. */
export interface Channel {
  layout: Layout;
  /** By group and band. */
  books: number[][];
  /** By group and band: loudness in quarter powers of two, or a position for intensity. */
  scales: number[][];
  /** 1024 lines; of short windows one after the other. */
  spectrum: Float64Array;
  tns: TnsFilter[][];
}

export function readChannel(
  bits: BitReader,
  huffman: AacHuffman,
  rateIndex: number,
  shared: Layout | null,
  noise: NoiseSource,
): Channel {
  const gain = bits.read(8);
  const layout = shared ?? readLayout(bits, rateIndex);
  const books = readBooks(bits, layout);
  const scales = readScales(bits, huffman, layout, books, gain);
  const pulses = bits.bit() ? readPulses(bits, layout) : [];
  const tns = bits.bit() ? readTns(bits, layout) : [];
  if (bits.bit()) throw new MalformedAac('gain control is no part of low complexity');
  const spectrum = readSpectrum(bits, huffman, layout, books, scales, pulses, noise);
  if (bits.overrun) throw new MalformedAac('packet too short');
  return { layout, books, scales, spectrum, tns };
}

function readBooks(bits: BitReader, { sequence, used, groups }: Layout): number[][] {
  const width = sequence === 2 ? 3 : 5;
  const more = (1 << width) - 1;
  return groups.map(() => {
    const books: number[] = [];
    while (books.length < used) {
      const book = bits.read(4);
      let length = 0;
      let step: number;
      do {
        step = bits.read(width);
        length += step;
      } while (step === more && !bits.overrun);
      if (book === 12 || books.length + length > used || bits.overrun) throw new MalformedAac('bad section');
      for (let i = 0; i < length; i++) books.push(book);
    }
    return books;
  });
}

function readScales(
  bits: BitReader,
  huffman: AacHuffman,
  layout: Layout,
  books: number[][],
  gain: number,
): number[][] {
  let loudness = gain;
  let noise = gain - 90;
  let position = 0;
  let firstNoise = true;
  return books.map((ofGroup) =>
    ofGroup.slice(0, layout.used).map((book) => {
      if (book === zeroBook) return 0;
      if (book === noiseBook) {
        noise += firstNoise ? bits.read(9) - 256 : huffman.scaleFactor(bits);
        firstNoise = false;
        return noise;
      }
      if (book >= intensityOutOfPhaseBook) {
        position += huffman.scaleFactor(bits);
        return position;
      }
      loudness += huffman.scaleFactor(bits);
      if (loudness < 0 || loudness > 255) throw new MalformedAac('scale factor out of range');
      return loudness - 100;
    }),
  );
}

interface Pulse {
  line: number;
  size: number;
}

function readPulses(bits: BitReader, layout: Layout): Pulse[] {
  if (layout.sequence === 2) throw new MalformedAac('pulses in short windows');
  const count = bits.read(2) + 1;
  let line = layout.offsets[bits.read(6)] ?? 1024;
  return Array.from({ length: count }, () => {
    line += bits.read(5);
    return { line, size: bits.read(4) };
  });
}

function readSpectrum(
  bits: BitReader,
  huffman: AacHuffman,
  layout: Layout,
  books: number[][],
  scales: number[][],
  pulses: Pulse[],
  noise: NoiseSource,
): Float64Array {
  const spectrum = new Float64Array(1024);
  const values = new Int32Array(1024);
  let window = 0;
  layout.groups.forEach((windows, g) => {
    for (let band = 0; band < layout.used; band++) {
      const book = books[g]![band]!;
      const [from, to] = [layout.offsets[band]!, layout.offsets[band + 1]!];
      if (book === zeroBook || book >= intensityOutOfPhaseBook) continue;
      const factor = 2 ** (scales[g]![band]! / 4);
      for (let w = 0; w < windows; w++) {
        const at = (window + w) * 128;
        if (book === noiseBook) noise.fill(spectrum, at + from, at + to, factor);
        else readBand(bits, huffman, book, values, at + from, at + to);
      }
      if (book !== noiseBook) scaleBand(spectrum, values, pulses, window, windows, from, to, factor);
    }
    window += windows;
  });
  return spectrum;
}

function readBand(
  bits: BitReader,
  huffman: AacHuffman,
  book: number,
  out: Int32Array,
  from: number,
  to: number,
): void {
  for (let line = from; line < to; ) line += huffman.spectrum(book, bits, out, line);
}

function scaleBand(
  spectrum: Float64Array,
  values: Int32Array,
  pulses: Pulse[],
  window: number,
  windows: number,
  from: number,
  to: number,
  factor: number,
): void {
  for (const { line, size } of pulses) {
    if (line >= from && line < to) values[line]! += values[line]! > 0 ? size : -size;
  }
  for (let w = window; w < window + windows; w++) {
    for (let line = w * 128 + from; line < w * 128 + to; line++) {
      const value = values[line]!;
      const size = Math.abs(value);
      const opened = size * Math.cbrt(size) * factor;
      spectrum[line] = value < 0 ? -opened : opened;
    }
  }
}

/** Noise of a given energy, the same for the same recording each time it is decoded. */
export class NoiseSource {
  #state = 0x1f2e3d4c;

  fill(spectrum: Float64Array, from: number, to: number, factor: number): void {
    let energy = 0;
    for (let line = from; line < to; line++) {
      this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) | 0;
      spectrum[line] = this.#state;
      energy += spectrum[line]! ** 2;
    }
    const scale = energy > 0 ? factor / Math.sqrt(energy) : 0;
    for (let line = from; line < to; line++) spectrum[line]! *= scale;
  }
}

/** Calls `visit` for every band of every window, with its first and last line. */
export function eachBand(
  layout: Layout,
  visit: (group: number, band: number, from: number, to: number) => void,
): void {
  let window = 0;
  layout.groups.forEach((windows, group) => {
    for (let w = window; w < window + windows; w++) {
      for (let band = 0; band < layout.used; band++) {
        visit(group, band, w * 128 + layout.offsets[band]!, w * 128 + layout.offsets[band + 1]!);
      }
    }
    window += windows;
  });
}

export function shapeNoise({ spectrum, layout, tns }: Channel): void {
  applyTns(spectrum, layout, tns);
}
