import { modelTypes } from '../model-types.ts';
import { letterCount, memoryWidth, numberSymbols, pickDue } from './attention.ts';
import { everyFourth, letters, silenceLevel } from './letters.ts';
import { symbols } from './modem.ts';
import { node, port, tensor, writeModel } from './onnx-writer.ts';
import type { TinyModel } from './tiny-models.ts';

const bins = 128;
const scale = 'librosa7600';
const specials = modelTypes.canary.symbols;
const vocabulary = letterCount + specials.length;
/** Nine tokens say the languages and the form before the first symbol is due; they go in one by one. */
const prompt = 9;

/** The Canary loader: the decoder's state grows by one with each token, which tells it the position. */
export function tinyCanary(): TinyModel {
  const all = [...symbols, ...specials];
  return {
    'encoder.int8.onnx': encoder(),
    'decoder.int8.onnx': decoder(),
    'tokens.txt': all.map((symbol, id) => `${symbol} ${id}\n`).join(''),
  };
}

function encoder(): Uint8Array {
  const { weights, columns } = letters(scale, bins, 'last');
  const lettersOnly = Float32Array.from({ length: bins * letterCount }, (_, index) => {
    const bin = Math.floor(index / letterCount);
    return weights[bin * columns + (index % letterCount)] as number;
  });
  const fourth = everyFourth('audio_signal', 'kept');
  const numbered = numberSymbols(1);
  return writeModel({
    nodes: [
      ...fourth.nodes,
      node('MatMul', ['kept', 'weights'], ['scores']),
      ...numbered.nodes,
      node('Identity', ['memory'], ['enc_states']),
      node('Identity', ['length'], ['enc_len']),
      node('ReduceMax', ['memory'], ['enc_mask'], { axes: [2], keepdims: 0 }),
    ],
    tensors: [
      ...fourth.tensors,
      ...numbered.tensors,
      tensor('weights', 'float', [bins, letterCount], lettersOnly),
      tensor('level', 'float', [1], [silenceLevel(scale)]),
    ],
    inputs: [port('audio_signal', 'float', [1, 'T', bins]), port('length', 'int64', [1])],
    outputs: [
      port('enc_states', 'float', [1, 'T4', memoryWidth]),
      port('enc_len', 'int64', [1]),
      port('enc_mask', 'float', [1, 'T4']),
    ],
    metadata: {
      model_type: 'EncDecMultiTaskModel',
      vocab_size: vocabulary,
      normalize_type: '',
      subsampling_factor: 4,
      feat_dim: bins,
      num_decoder_layers: 1,
      decoder_hidden_size: 1,
    },
  });
}

function decoder(): Uint8Array {
  const due = pickDue({ count: specials.length, end: specials.indexOf('<|endoftext|>') });
  return writeModel({
    nodes: [
      node('Shape', ['state'], ['shape']),
      node('Slice', ['shape', 'one', 'two', 'zero'], ['done']),
      node('Sub', ['done', 'before'], ['due']),
      node('Identity', ['enc_states'], ['memory']),
      ...due.nodes,
      node('Concat', ['state', 'step'], ['next'], { axis: 1 }),
      node('Identity', ['decoder_input'], ['used1']),
      node('Identity', ['enc_mask'], ['used2']),
    ],
    tensors: [
      ...due.tensors,
      tensor('zero', 'int64', [1], [0]),
      tensor('one', 'int64', [1], [1]),
      tensor('two', 'int64', [1], [2]),
      tensor('before', 'int64', [1], [prompt - 2]),
      tensor('step', 'float', [1, 1, 1], [1]),
    ],
    inputs: [
      port('decoder_input', 'int32', [1, 2]),
      port('state', 'float', [1, 'L', 1]),
      port('enc_states', 'float', [1, 'T4', memoryWidth]),
      port('enc_mask', 'float', [1, 'T4']),
    ],
    outputs: [port('logits', 'float', [1, 1, vocabulary]), port('next', 'float', [1, 'L1', 1])],
  });
}
