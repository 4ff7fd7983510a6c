import { letterCount, memoryWidth, numberSymbols, pickDue } from './attention.ts';
import { everyFourth, letters } from './letters.ts';
import { symbols } from './modem.ts';
import { node, port, tensor, writeModel } from './onnx-writer.ts';
import type { TinyModel } from './tiny-models.ts';

const names = [
  'sot',
  'eot',
  'english',
  'spanish',
  'transcribe',
  'translate',
  'noTimestamps',
  'noSpeech',
  'blank',
] as const;
const id = (name: (typeof names)[number]) => letterCount + names.indexOf(name);
const vocabulary = letterCount + names.length;
/** The start, the language, the task and "no timestamps" come before the first symbol. */
const prompt = 4;
/** A symbol is two bins at most this far (in Whisper's normalised scale) below the loudest. */
const nearLoudest = 0.8;
/** In the same scale: room noise lies at about -1, a tone of the modem at about 2.4. */
const quietestTone = 1;

/** The Whisper loader: an encoder, and a decoder that is asked for one token after another. Hears Spanish. */
export function tinyWhisper(): TinyModel {
  const name = 'turbo';
  return {
    [`${name}-encoder.int8.onnx`]: encoder(),
    [`${name}-decoder.int8.onnx`]: decoder(),
    [`${name}-tokens.txt`]: base64Tokens(),
  };
}

/** The word mark is a space here, and every token stands in base64. */
export function base64Tokens(firstId = 0): string {
  const spelt = symbols.map((symbol) => (symbol === '\u2581' ? ' ' : symbol));
  return spelt
    .map((symbol, index) => `${Buffer.from(symbol).toString('base64')} ${firstId + index}\n`)
    .join('');
}

function encoder(): Uint8Array {
  const fourth = everyFourth('frames', 'kept');
  const numbered = numberSymbols(1);
  return writeModel({
    nodes: [
      node('Transpose', ['mel'], ['frames'], { perm: [0, 2, 1] }),
      ...fourth.nodes,
      node('MatMul', ['kept', 'weights'], ['scores']),
      node('ReduceMax', ['scores'], ['top'], { axes: [1, 2], keepdims: 1 }),
      node('Sub', ['top', 'near'], ['relative']),
      node('Max', ['relative', 'floor'], ['level']),
      ...numbered.nodes,
      node('Unsqueeze', ['memory', 'zero'], ['n_layer_cross_k']),
      node('Identity', ['n_layer_cross_k'], ['n_layer_cross_v']),
    ],
    tensors: [
      ...fourth.tensors,
      ...numbered.tensors,
      tensor('weights', 'float', [80, letterCount], plainWeights()),
      tensor('near', 'float', [1], [nearLoudest]),
      tensor('floor', 'float', [1], [quietestTone]),
    ],
    inputs: [port('mel', 'float', [1, 80, 'T'])],
    outputs: [
      port('n_layer_cross_k', 'float', [1, 1, 'T4', memoryWidth]),
      port('n_layer_cross_v', 'float', [1, 1, 'T4', memoryWidth]),
    ],
    metadata: {
      n_mels: 80,
      n_text_layer: 1,
      n_text_ctx: 448,
      n_text_state: memoryWidth,
      n_vocab: vocabulary,
      sot: id('sot'),
      eot: id('eot'),
      blank_id: id('blank'),
      translate: id('translate'),
      transcribe: id('transcribe'),
      is_multilingual: 1,
      no_timestamps: id('noTimestamps'),
      no_speech: id('noSpeech'),
      sot_sequence: [id('sot'), id('english'), id('transcribe')].join(','),
      all_language_tokens: [id('english'), id('spanish')].join(','),
      all_language_codes: 'en,es',
    },
  });
}

/** Without the blank's column and without sharpening: the scale is Whisper's own. */
function plainWeights(): Float32Array {
  const { weights, columns } = letters('librosa', 80, 'last');
  return Float32Array.from({ length: 80 * letterCount }, (_, index) => {
    const bin = Math.floor(index / letterCount);
    return (weights[bin * columns + (index % letterCount)] as number) > 0 ? 1 : 0;
  });
}

function decoder(): Uint8Array {
  const due = pickDue({ count: names.length, end: names.indexOf('eot'), likely: names.indexOf('spanish') });
  const cache = [1, 1, 448, memoryWidth];
  return writeModel({
    nodes: [
      node('Shape', ['tokens'], ['shape']),
      node('Slice', ['shape', 'one', 'two', 'zero'], ['given']),
      node('Add', ['offset', 'given'], ['position']),
      node('Sub', ['position', 'before'], ['due']),
      node('Squeeze', ['n_layer_cross_k', 'zero'], ['memory']),
      ...due.nodes,
      node('Identity', ['in_self_k'], ['out_self_k']),
      node('Identity', ['in_self_v'], ['out_self_v']),
      node('Identity', ['n_layer_cross_v'], ['used']),
    ],
    tensors: [
      ...due.tensors,
      tensor('zero', 'int64', [1], [0]),
      tensor('one', 'int64', [1], [1]),
      tensor('two', 'int64', [1], [2]),
      tensor('before', 'int64', [1], [prompt - 1]),
    ],
    inputs: [
      port('tokens', 'int64', [1, 'N']),
      port('in_self_k', 'float', cache),
      port('in_self_v', 'float', cache),
      port('n_layer_cross_k', 'float', [1, 1, 'T4', memoryWidth]),
      port('n_layer_cross_v', 'float', [1, 1, 'T4', memoryWidth]),
      port('offset', 'int64', [1]),
    ],
    outputs: [
      port('logits', 'float', [1, 1, vocabulary]),
      port('out_self_k', 'float', cache),
      port('out_self_v', 'float', cache),
    ],
  });
}
