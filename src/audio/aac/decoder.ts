import { BitReader } from './bits.ts';
import {
  type Channel,
  eachBand,
  intensityBook,
  intensityOutOfPhaseBook,
  NoiseSource,
  noiseBook,
  readChannel,
  shapeNoise,
} from './channel.ts';
import type { AacConfig } from './config.ts';
import { FilterBank } from './filterbank.ts';
import { AacHuffman } from './huffman.ts';
import { type Layout, MalformedAac, readLayout } from './layout.ts';

/**
 * AAC, low complexity (ISO/IEC 14496-3, subpart 4), and so the core of HE-AAC. Written for Earshot because the one
 * free decoder for Node leaves out noise shaping and turns coded noise into NaN: against ffmpeg it reached
 * 23 to 48 dB, this one is bound by the rounding of 16 bits.
 */
const elements = {
  single: 0,
  pair: 1,
  coupling: 2,
  lowFrequency: 3,
  data: 4,
  program: 5,
  fill: 6,
  end: 7,
} as const;

const maxChannels = 8;
const escapedCount = 15;

export class AacDecoder {
  readonly #rateIndex: number;
  readonly #huffman = new AacHuffman();
  readonly #noise = new NoiseSource();
  readonly #banks: FilterBank[] = [];

  constructor(config: AacConfig) {
    this.#rateIndex = config.rateIndex;
  }

  /**
   * One packet to 1024 samples per channel, −1 to 1.
   * @throws MalformedAac: `conceal` then stands in for the frame
   */
  decode(packet: Uint8Array): Float32Array[] {
    const channels = this.#readFrame(new BitReader(packet));
    if (channels.length === 0 || channels.length > maxChannels) throw new MalformedAac('no channels');
    return channels.map((channel, i) => {
      shapeNoise(channel);
      return this.#bank(i).process(channel.spectrum, channel.layout.sequence, channel.layout.shape);
    });
  }

  conceal(channels: number): Float32Array[] {
    return Array.from({ length: channels }, (_, i) => this.#bank(i).conceal());
  }

  #bank(channel: number): FilterBank {
    this.#banks[channel] ??= new FilterBank();
    return this.#banks[channel];
  }

  #readFrame(bits: BitReader): Channel[] {
    const channels: Channel[] = [];
    while (!bits.overrun) {
      const element = bits.read(3);
      if (element === elements.end) return channels;
      if (element === elements.fill) {
        const count = bits.read(4);
        bits.skip(8 * (count === escapedCount ? count + bits.read(8) - 1 : count));
        continue;
      }
      if (element === elements.coupling) throw new MalformedAac('coupling is not taken');
      if (element === elements.program) {
        skipProgram(bits);
        continue;
      }
      bits.skip(4);
      if (element === elements.data) skipData(bits);
      else if (element === elements.pair) channels.push(...this.#readPair(bits));
      else channels.push(readChannel(bits, this.#huffman, this.#rateIndex, null, this.#noise));
    }
    throw new MalformedAac('packet without an end');
  }

  #readPair(bits: BitReader): [Channel, Channel] {
    const layout = bits.bit() ? readLayout(bits, this.#rateIndex) : null;
    const isMidSide = layout ? readMidSide(bits, layout) : null;
    const left = readChannel(bits, this.#huffman, this.#rateIndex, layout, this.#noise);
    const right = readChannel(bits, this.#huffman, this.#rateIndex, layout, this.#noise);
    if (layout) joinPair(layout, left, right, isMidSide!);
    return [left, right];
  }
}

/** Which bands are coded as sum and difference, by group. */
function readMidSide(bits: BitReader, layout: Layout): boolean[][] {
  const mask = bits.read(2);
  if (mask === 3) throw new MalformedAac('reserved mask');
  return layout.groups.map(() =>
    Array.from({ length: layout.used }, () => (mask === 1 ? bits.bit() === 1 : mask === 2)),
  );
}

function joinPair(layout: Layout, left: Channel, right: Channel, isMidSide: boolean[][]): void {
  const [l, r] = [left.spectrum, right.spectrum];
  eachBand(layout, (group, band, from, to) => {
    const book = right.books[group]![band]!;
    const marked = isMidSide[group]![band]!;
    if (book === intensityBook || book === intensityOutOfPhaseBook) {
      const sign = (book === intensityBook) === marked ? -1 : 1;
      const factor = sign * 0.5 ** (right.scales[group]![band]! / 4);
      for (let i = from; i < to; i++) r[i] = l[i]! * factor;
    } else if (!marked) {
      return;
    } else if (book === noiseBook && left.books[group]![band] === noiseBook) {
      // Marked noise is the same noise on both sides.
      const factor = 2 ** ((right.scales[group]![band]! - left.scales[group]![band]!) / 4);
      for (let i = from; i < to; i++) r[i] = l[i]! * factor;
    } else {
      for (let i = from; i < to; i++) {
        const [mid, side] = [l[i]!, r[i]!];
        l[i] = mid + side;
        r[i] = mid - side;
      }
    }
  });
}

function skipData(bits: BitReader): void {
  const isAligned = bits.bit() === 1;
  let count = bits.read(8);
  if (count === 255) count += bits.read(8);
  if (isAligned) bits.align();
  bits.skip(8 * count);
}

/** A program config repeats what the container says: how many elements of each kind, and a comment. */
function skipProgram(bits: BitReader): void {
  bits.skip(10);
  const [front, side, back] = [bits.read(4), bits.read(4), bits.read(4)];
  const [low, associated, coupling] = [bits.read(2), bits.read(3), bits.read(4)];
  if (bits.bit()) bits.skip(4);
  if (bits.bit()) bits.skip(4);
  if (bits.bit()) bits.skip(3);
  bits.skip((front + side + back + coupling) * 5 + (low + associated) * 4);
  bits.align();
  bits.skip(8 * bits.read(8));
}
