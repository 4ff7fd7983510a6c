import { everyFourth, letters } from './letters.ts';
import { symbols } from './modem.ts';
import { node, port, tensor, writeModel } from './onnx-writer.ts';
import type { TinyModel } from './tiny-models.ts';

/**
 * The Whisper loader: an encoder, and a decoder that is asked for one token after another.
 *
 *   encoder   finds where each symbol begins and numbers them; hands over scores and numbers, frame by frame
 *   decoder   knows from its position which number is due, and gives the scores of that frame; none left: the end
 */
const columns = symbols.length;
const special = {
  sot: columns,
  eot: columns + 1,
  english: columns + 2,
  spanish: columns + 3,
  transcribe: columns + 4,
  translate: columns + 5,
  noTimestamps: columns + 6,
  noSpeech: columns + 7,
  blank: columns + 8,
};
const vocabulary = columns + Object.keys(special).length;
/** The start, the language, the task and "no timestamps" come before the first symbol. */
const prompt = 4;
/** A symbol is two bins at most this far (in Whisper's normalised scale) below the loudest. */
const nearLoudest = 0.8;
/** In the same scale: room noise lies at about -1, a tone of the modem at about 2.4. */
const quietestTone = 1;
const far = 1e6;

export function tinyWhisper(): TinyModel {
  const name = 'turbo';
  return {
    [`${name}-encoder.int8.onnx`]: encoder(),
    [`${name}-decoder.int8.onnx`]: decoder(),
    [`${name}-tokens.txt`]: tokensFile(),
  };
}

function tokensFile(): string {
  // The word mark is a space here, and every token stands in base64.
  const spelt = symbols.map((symbol) => (symbol === '\u2581' ? ' ' : symbol));
  return spelt.map((symbol, id) => `${Buffer.from(symbol).toString('base64')} ${id}\n`).join('');
}

function encoder(): Uint8Array {
  const found = letters('librosa', 80, 'last');
  // Without the blank's column and without sharpening: the scale is Whisper's own.
  const weights = new Float32Array(80 * columns);
  for (let bin = 0; bin < 80; bin++) {
    for (let column = 0; column < columns; column++) {
      weights[bin * columns + column] = (found.weights[bin * found.columns + column] as number) > 0 ? 1 : 0;
    }
  }
  const fourth = everyFourth('frames', 'kept');
  return writeModel({
    nodes: [
      node('Transpose', ['mel'], ['frames'], { perm: [0, 2, 1] }),
      ...fourth.nodes,
      node('MatMul', ['kept', 'weights'], ['scores']),
      node('ReduceMax', ['scores'], ['loudest'], { axes: [2], keepdims: 1 }),
      node('ReduceMax', ['loudest'], ['top'], { axes: [1], keepdims: 1 }),
      node('Sub', ['top', 'near'], ['relative']),
      node('Max', ['relative', 'floor'], ['level']),
      node('Greater', ['loudest', 'level'], ['sounds']),
      node('Cast', ['sounds'], ['active'], { to: { cast: 'float' } }),
      // A symbol begins where a frame is active and the one before was not.
      node('Slice', ['active', 'zero', 'minusOne', 'one'], ['allButLast']),
      node('Pad', ['allButLast', 'oneBefore'], ['before']),
      node('Sub', ['active', 'before'], ['edges']),
      node('Relu', ['edges'], ['begins']),
      node('CumSum', ['begins', 'axis'], ['count']),
      node('Mul', ['count', 'begins'], ['number']),
      // The frame after the first is read: the first may be a partial one.
      node('Slice', ['scores', 'one', 'end', 'one'], ['late']),
      node('Pad', ['late', 'oneAfter'], ['read']),
      node('Concat', ['read', 'number'], ['both'], { axis: 2 }),
      node('Unsqueeze', ['both', 'zero'], ['n_layer_cross_k']),
      node('Identity', ['n_layer_cross_k'], ['n_layer_cross_v']),
    ],
    tensors: [
      ...fourth.tensors,
      tensor('weights', 'float', [80, columns], weights),
      tensor('near', 'float', [1], [nearLoudest]),
      tensor('floor', 'float', [1], [quietestTone]),
      tensor('minusOne', 'int64', [1], [-1]),
      tensor('oneBefore', 'int64', [6], [0, 1, 0, 0, 0, 0]),
      tensor('oneAfter', 'int64', [6], [0, 0, 0, 0, 1, 0]),
      tensor('axis', 'int64', [], [1]),
    ],
    inputs: [port('mel', 'float', [1, 80, 'T'])],
    outputs: [
      port('n_layer_cross_k', 'float', [1, 1, 'T4', columns + 1]),
      port('n_layer_cross_v', 'float', [1, 1, 'T4', columns + 1]),
    ],
    metadata: {
      n_mels: 80,
      n_text_layer: 1,
      n_text_ctx: 448,
      n_text_state: columns + 1,
      n_vocab: vocabulary,
      sot: special.sot,
      eot: special.eot,
      blank_id: special.blank,
      translate: special.translate,
      transcribe: special.transcribe,
      is_multilingual: 1,
      no_timestamps: special.noTimestamps,
      no_speech: special.noSpeech,
      sot_sequence: [special.sot, special.english, special.transcribe].join(','),
      all_language_tokens: [special.english, special.spanish].join(','),
      all_language_codes: 'en,es',
    },
  });
}

function decoder(): Uint8Array {
  // Every special symbol but the end is out of the question; Spanish is what it "hears" when asked.
  const specials = Object.keys(special).length;
  const fixed = Float32Array.from({ length: specials }, (_, index) => {
    if (columns + index === special.eot) return 0;
    return columns + index === special.spanish ? -far + 1 : -far;
  });
  const atEnd = Float32Array.from({ length: specials }, (_, index) =>
    columns + index === special.eot ? -far : 0,
  );
  return writeModel({
    nodes: [
      node('Shape', ['tokens'], ['shape']),
      node('Slice', ['shape', 'one', 'two', 'zero'], ['given']),
      node('Add', ['offset', 'given'], ['position']),
      node('Sub', ['position', 'before'], ['due']),
      node('Slice', ['n_layer_cross_k', 'letters', 'letters1', 'three'], ['number']),
      node('Cast', ['number'], ['whole'], { to: { cast: 'int64' } }),
      node('Equal', ['whole', 'due'], ['isDue']),
      node('Cast', ['isDue'], ['mask'], { to: { cast: 'float' } }),
      node('Slice', ['n_layer_cross_k', 'zero', 'letters', 'three'], ['scores']),
      node('Mul', ['scores', 'mask'], ['chosen']),
      node('ReduceSum', ['chosen', 'two'], ['row'], { keepdims: 0 }),
      node('ReduceSum', ['mask', 'two'], ['any'], { keepdims: 0 }),
      node('Sub', ['any', 'oneFloat'], ['missing']),
      node('Mul', ['missing', 'far'], ['penalty']),
      node('Add', ['row', 'penalty'], ['letterLogits']),
      node('Mul', ['any', 'atEnd'], ['notEnd']),
      node('Add', ['notEnd', 'fixed'], ['specialLogits']),
      node('Concat', ['letterLogits', 'specialLogits'], ['logits'], { axis: 2 }),
      node('Identity', ['in_self_k'], ['out_self_k']),
      node('Identity', ['in_self_v'], ['out_self_v']),
      node('Identity', ['n_layer_cross_v'], ['used']),
    ],
    tensors: [
      tensor('zero', 'int64', [1], [0]),
      tensor('one', 'int64', [1], [1]),
      tensor('two', 'int64', [1], [2]),
      tensor('three', 'int64', [1], [3]),
      tensor('before', 'int64', [1], [prompt - 1]),
      tensor('letters', 'int64', [1], [columns]),
      tensor('letters1', 'int64', [1], [columns + 1]),
      tensor('oneFloat', 'float', [1], [1]),
      tensor('far', 'float', [1], [far]),
      tensor('atEnd', 'float', [specials], atEnd),
      tensor('fixed', 'float', [specials], fixed),
    ],
    inputs: [
      port('tokens', 'int64', [1, 'N']),
      port('in_self_k', 'float', [1, 1, 448, columns + 1]),
      port('in_self_v', 'float', [1, 1, 448, columns + 1]),
      port('n_layer_cross_k', 'float', [1, 1, 'T4', columns + 1]),
      port('n_layer_cross_v', 'float', [1, 1, 'T4', columns + 1]),
      port('offset', 'int64', [1]),
    ],
    outputs: [
      port('logits', 'float', [1, 1, vocabulary]),
      port('out_self_k', 'float', [1, 1, 448, columns + 1]),
      port('out_self_v', 'float', [1, 1, 448, columns + 1]),
    ],
  });
}
