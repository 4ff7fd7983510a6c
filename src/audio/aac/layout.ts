import { type Bands, longBands, shortBands } from './bands.ts';
import type { BitReader } from './bits.ts';
import type { WindowSequence } from './filterbank.ts';

export class MalformedAac extends Error {}

/** How the 1024 lines of a frame are divided; both channels of a pair may share one. */
export interface Layout extends Bands {
  sequence: WindowSequence;
  shape: number;
  /** Bands that hold anything. */
  used: number;
  /** How many short windows share scale factors, group by group; [1] for a long window. */
  groups: number[];
}

export function readLayout(bits: BitReader, rateIndex: number): Layout {
  bits.skip(1);
  const sequence = bits.read(2) as WindowSequence;
  const shape = bits.bit();
  const bands = sequence === 2 ? shortBands(rateIndex) : longBands(rateIndex);
  const used = bits.read(sequence === 2 ? 4 : 6);
  const groups = [1];
  if (sequence === 2) {
    for (let w = 1; w < 8; w++) {
      if (bits.bit()) groups[groups.length - 1]!++;
      else groups.push(1);
    }
  } else if (bits.bit()) {
    throw new MalformedAac('prediction is no part of low complexity');
  }
  if (used >= bands.offsets.length) throw new MalformedAac('too many bands');
  return { ...bands, sequence, shape, used, groups };
}
