import { symbols, tonesOf } from './modem.ts';
import { type Node, node, type Tensor, tensor } from './onnx-writer.ts';

/** From spectrum to letters, the part all tiny models share: the score of a letter is the log energy of its tones. */

/** How a loader spaces its spectrum: kaldi's HTK mels from 20 Hz, or librosa's Slaney mels, up to an edge. */
export type Scale = 'kaldi' | 'kaldi8000' | 'librosa' | 'librosa7600';

/** Beam search wants sharp differences, so every score is scaled. */
const sharpness = 3;
const farEnd = 2 ** 40;

function htkMel(hz: number): number {
  return 1127 * Math.log(1 + hz / 700);
}

function slaneyMel(hz: number): number {
  return hz < 1000 ? (hz * 3) / 200 : 15 + (27 * Math.log(hz / 1000)) / Math.log(6.4);
}

function binOf(hz: number, scale: Scale, bins: number): number {
  const isHtk = scale.startsWith('kaldi');
  const mel = isHtk ? htkMel : slaneyMel;
  const from = mel(isHtk ? 20 : 0);
  const to = mel(scale === 'librosa' || scale === 'kaldi8000' ? 8000 : 7600);
  return Math.round((mel(hz) - from) / ((to - from) / (bins + 1))) - 1;
}

/** Below it two bins hold no tone. librosa's filters are normalised by area, so their values are lower. */
export function silenceLevel(scale: Scale): number {
  return (scale.startsWith('kaldi') ? -5 : -13) * sharpness;
}

export interface Letters {
  /** Letters and the blank. */
  columns: number;
  blank: number;
  weights: Float32Array;
  bias: Float32Array;
}

export function letters(scale: Scale, bins: number, blankAt: 'first' | 'last'): Letters {
  const columns = symbols.length + 1;
  const blank = blankAt === 'first' ? 0 : columns - 1;
  const weights = new Float32Array(bins * columns);
  for (const index of symbols.keys()) {
    const column = blankAt === 'first' ? index + 1 : index;
    for (const hz of tonesOf(index)) {
      weights[binOf(hz, scale, bins) * columns + column]! += sharpness;
    }
  }
  const bias = new Float32Array(columns);
  bias[blank] = silenceLevel(scale);
  return { columns, blank, weights, bias };
}

export function tokensFile(blankAt: 'first' | 'last'): string {
  const all = blankAt === 'first' ? ['<blk>', ...symbols] : [...symbols, '<blk>'];
  return all.map((symbol, id) => `${symbol} ${id}\n`).join('');
}

/** Takes every fourth frame of `from`, as the subsampling of a real encoder does. */
export function everyFourth(from: string, to: string): { nodes: Node[]; tensors: Tensor[] } {
  return {
    nodes: [node('Slice', [from, 'zero', 'end', 'one', 'four'], [to])],
    tensors: [
      tensor('zero', 'int64', [1], [0]),
      tensor('end', 'int64', [1], [farEnd]),
      tensor('one', 'int64', [1], [1]),
      tensor('four', 'int64', [1], [4]),
    ],
  };
}
