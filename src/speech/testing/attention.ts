import { symbols } from './modem.ts';
import { type Node, node, type Tensor, tensor } from './onnx-writer.ts';

/**
 * The two halves of models that are asked for one token after another (Whisper, Canary, Moonshine).
 *
 *   encoder   finds where each symbol begins and numbers them; hands over scores and numbers, frame by frame
 *   decoder   knows which number is due, and gives the scores of that frame; when none has it, the end
 */
export interface Part {
  nodes: Node[];
  tensors: Tensor[];
}

export const letterCount = symbols.length;
/** Scores of all letters, and the number of the symbol that begins in this frame (0 for none). */
export const memoryWidth = letterCount + 1;
const far = 1e6;

/**
 * `scores` [1, T, letters] and `level` (above it there is sound) in; `memory` [1, T, letters + 1] out. A frame's
 * scores are read a little later: the first frame of a tone may be a partial one.
 */
export function numberSymbols(readLater: number): Part {
  return {
    nodes: [
      node('ReduceMax', ['scores'], ['ns_loudest'], { axes: [2], keepdims: 1 }),
      node('Greater', ['ns_loudest', 'level'], ['ns_sounds']),
      node('Cast', ['ns_sounds'], ['ns_active'], { to: { cast: 'float' } }),
      // A symbol begins where a frame is active and the one before was not.
      node('Slice', ['ns_active', 'ns_zero', 'ns_minusOne', 'ns_one'], ['ns_allButLast']),
      node('Pad', ['ns_allButLast', 'ns_oneBefore'], ['ns_before']),
      node('Sub', ['ns_active', 'ns_before'], ['ns_edges']),
      node('Relu', ['ns_edges'], ['ns_begins']),
      node('CumSum', ['ns_begins', 'ns_axis'], ['ns_count']),
      node('Mul', ['ns_count', 'ns_begins'], ['ns_number']),
      node('Slice', ['scores', 'ns_later', 'ns_end', 'ns_one'], ['ns_late']),
      node('Pad', ['ns_late', 'ns_roomAfter'], ['ns_read']),
      node('Concat', ['ns_read', 'ns_number'], ['memory'], { axis: 2 }),
    ],
    tensors: [
      tensor('ns_zero', 'int64', [1], [0]),
      tensor('ns_one', 'int64', [1], [1]),
      tensor('ns_minusOne', 'int64', [1], [-1]),
      tensor('ns_later', 'int64', [1], [readLater]),
      tensor('ns_end', 'int64', [1], [2 ** 40]),
      tensor('ns_oneBefore', 'int64', [6], [0, 1, 0, 0, 0, 0]),
      tensor('ns_roomAfter', 'int64', [6], [0, 0, 0, 0, readLater, 0]),
      tensor('ns_axis', 'int64', [], [1]),
    ],
  };
}

export interface Specials {
  /** How many symbols that are no letters there are, and which of them is the end. */
  count: number;
  end: number;
  /** Which of them is least unlikely when asked for another one, for example a language. */
  likely?: number;
  /** Whether they come before the letters in the vocabulary. */
  first?: boolean;
}

/** `memory` [1, T, letters + 1] and `due` [1] (int64) in; `logits` [1, 1, letters + specials] out. */
export function pickDue(specials: Specials): Part {
  const { count, end, likely } = specials;
  const fixed = Float32Array.from({ length: count }, (_, index) => {
    if (index === end) return 0;
    return index === likely ? -far + 1 : -far;
  });
  const atEnd = Float32Array.from({ length: count }, (_, index) => (index === end ? -far : 0));
  const order = specials.first ? ['pd_specials', 'pd_letters'] : ['pd_letters', 'pd_specials'];
  return {
    nodes: [
      node('Slice', ['memory', 'pd_last', 'pd_width', 'pd_two'], ['pd_number']),
      node('Cast', ['pd_number'], ['pd_whole'], { to: { cast: 'int64' } }),
      node('Equal', ['pd_whole', 'due'], ['pd_isDue']),
      node('Cast', ['pd_isDue'], ['pd_mask'], { to: { cast: 'float' } }),
      node('Slice', ['memory', 'pd_zero', 'pd_last', 'pd_two'], ['pd_scores']),
      node('Mul', ['pd_scores', 'pd_mask'], ['pd_chosen']),
      node('ReduceSum', ['pd_chosen', 'pd_one'], ['pd_row'], { keepdims: 1 }),
      node('ReduceSum', ['pd_mask', 'pd_one'], ['pd_any'], { keepdims: 1 }),
      node('Sub', ['pd_any', 'pd_oneFloat'], ['pd_missing']),
      node('Mul', ['pd_missing', 'pd_far'], ['pd_penalty']),
      node('Add', ['pd_row', 'pd_penalty'], ['pd_letters']),
      node('Mul', ['pd_any', 'pd_atEnd'], ['pd_notEnd']),
      node('Add', ['pd_notEnd', 'pd_fixed'], ['pd_specials']),
      node('Concat', order, ['logits'], { axis: 2 }),
    ],
    tensors: [
      tensor('pd_zero', 'int64', [1], [0]),
      tensor('pd_one', 'int64', [1], [1]),
      tensor('pd_two', 'int64', [1], [2]),
      tensor('pd_last', 'int64', [1], [letterCount]),
      tensor('pd_width', 'int64', [1], [memoryWidth]),
      tensor('pd_oneFloat', 'float', [1], [1]),
      tensor('pd_far', 'float', [1], [far]),
      tensor('pd_atEnd', 'float', [count], atEnd),
      tensor('pd_fixed', 'float', [count], fixed),
    ],
  };
}
