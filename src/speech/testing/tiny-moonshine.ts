import { letterCount, memoryWidth, numberSymbols, type Part, pickDue } from './attention.ts';
import { highTonesHz, lowTonesHz, symbols, tonesOf } from './modem.ts';
import { node, port, tensor, writeModel } from './onnx-writer.ts';
import type { TinyModel } from './tiny-models.ts';
import { base64Tokens } from './tiny-whisper.ts';

const sampleRateHz = 16_000;
/** The loader allows a number of tokens for each 384 samples of a frame; frames of 320 leave enough. */
const strideSamples = 320;
const windowSamples = 640;
const tonesHz = [...lowTonesHz, ...highTonesHz];
/** Logarithmic energy of both tones together: room noise is far below, a tone of the modem at about 14. */
const soundLevel = 8;
/** Unknown, start and end come first; the loader takes 1 and 2 for start and end. */
const specials = { count: 3, end: 2, first: true };
const vocabulary = letterCount + specials.count;

/** The Moonshine loader with four files. It is given samples, so the preprocessor makes the spectrum. */
export function tinyMoonshine(): TinyModel {
  const all = ['<unk>', '<s>', '</s>', ...symbols];
  return {
    'preprocess.onnx': preprocessor(),
    'encode.int8.onnx': encoder(),
    'uncached_decode.int8.onnx': decoder('first'),
    'cached_decode.int8.onnx': decoder('further'),
    'tokens.txt': all.map((symbol, id) => `${symbol} ${id}\n`).join(''),
  };
}

/** The newer Moonshine loader: the encoder takes samples, and one decoder keeps its state. Published as .ort. */
export function tinyMoonshineMerged(): TinyModel {
  const special = ['<unk>', '<s>', '</s>'].map(
    (symbol, id) => `${Buffer.from(symbol).toString('base64')} ${id}\n`,
  );
  return {
    'encoder_model.onnx': mergedEncoder(),
    'decoder_model_merged.onnx': mergedDecoder(),
    'tokens.txt': special.join('') + base64Tokens(specials.count),
  };
}

/** `audio` [1, N] in, `bands` [1, M, tones] out: the energy of each tone by correlation with its sine and cosine. */
function toneBands(audio: string): Part {
  const kernels = new Float32Array(2 * tonesHz.length * windowSamples);
  const pairs = new Float32Array(2 * tonesHz.length * tonesHz.length);
  for (const [tone, hz] of tonesHz.entries()) {
    for (let n = 0; n < windowSamples; n++) {
      const angle = (2 * Math.PI * hz * n) / sampleRateHz;
      const hann = (1 - Math.cos((2 * Math.PI * n) / windowSamples)) / 2;
      kernels[2 * tone * windowSamples + n] = Math.cos(angle) * hann;
      kernels[(2 * tone + 1) * windowSamples + n] = Math.sin(angle) * hann;
    }
    pairs[2 * tone * tonesHz.length + tone] = 1;
    pairs[(2 * tone + 1) * tonesHz.length + tone] = 1;
  }
  return {
    nodes: [
      node('Unsqueeze', [audio, 'tb_one'], ['tb_line']),
      node('Conv', ['tb_line', 'tb_kernels'], ['tb_waves'], {
        kernel_shape: [windowSamples],
        strides: [strideSamples],
      }),
      node('Mul', ['tb_waves', 'tb_waves'], ['tb_powers']),
      node('Transpose', ['tb_powers'], ['tb_frames'], { perm: [0, 2, 1] }),
      node('MatMul', ['tb_frames', 'tb_pairs'], ['tb_energy']),
      node('Add', ['tb_energy', 'tb_least'], ['tb_some']),
      node('Log', ['tb_some'], ['bands']),
    ],
    tensors: [
      tensor('tb_one', 'int64', [1], [1]),
      tensor('tb_kernels', 'float', [2 * tonesHz.length, 1, windowSamples], kernels),
      tensor('tb_pairs', 'float', [2 * tonesHz.length, tonesHz.length], pairs),
      tensor('tb_least', 'float', [1], [1e-6]),
    ],
  };
}

/** `bands` in, `memory` out. */
function readBands(): Part {
  const weights = new Float32Array(tonesHz.length * letterCount);
  for (const letter of symbols.keys()) {
    for (const hz of tonesOf(letter)) weights[tonesHz.indexOf(hz) * letterCount + letter] = 1;
  }
  const numbered = numberSymbols(2);
  return {
    nodes: [node('MatMul', ['bands', 'rb_weights'], ['scores']), ...numbered.nodes],
    tensors: [
      ...numbered.tensors,
      tensor('rb_weights', 'float', [tonesHz.length, letterCount], weights),
      tensor('level', 'float', [1], [soundLevel]),
    ],
  };
}

function preprocessor(): Uint8Array {
  const bands = toneBands('audio');
  return writeModel({
    nodes: [...bands.nodes, node('Identity', ['bands'], ['features'])],
    tensors: bands.tensors,
    inputs: [port('audio', 'float', [1, 'N'])],
    outputs: [port('features', 'float', [1, 'M', tonesHz.length])],
  });
}

function encoder(): Uint8Array {
  const read = readBands();
  return writeModel({
    nodes: [
      node('Identity', ['features'], ['bands']),
      ...read.nodes,
      node('Identity', ['memory'], ['encoded']),
      node('Identity', ['features_len'], ['used']),
    ],
    tensors: read.tensors,
    inputs: [port('features', 'float', [1, 'M', tonesHz.length]), port('features_len', 'int32', [1])],
    outputs: [port('encoded', 'float', [1, 'M', memoryWidth])],
  });
}

/** Which symbol is due is how many tokens there are, the start among them. */
function decoder(call: 'first' | 'further'): Uint8Array {
  const due = pickDue(specials);
  const state = port('state', 'float', [1]);
  return writeModel({
    nodes: [
      node('Cast', ['seq_len'], ['due'], { to: { cast: 'int64' } }),
      node('Identity', ['encoder_out'], ['memory']),
      ...due.nodes,
      node('Cast', ['seq_len'], ['next'], { to: { cast: 'float' } }),
      node('Identity', ['tokens'], ['used1']),
      ...(call === 'further' ? [node('Identity', ['state'], ['used2'])] : []),
    ],
    tensors: due.tensors,
    inputs: [
      port('tokens', 'int32', [1, 1]),
      port('encoder_out', 'float', [1, 'M', memoryWidth]),
      port('seq_len', 'int32', [1]),
      ...(call === 'further' ? [state] : []),
    ],
    outputs: [port('logits', 'float', [1, 1, vocabulary]), port('next', 'float', [1])],
  });
}

function mergedEncoder(): Uint8Array {
  const bands = toneBands('input_values');
  const read = readBands();
  return writeModel({
    nodes: [...bands.nodes, ...read.nodes, node('Identity', ['memory'], ['last_hidden_state'])],
    tensors: [...bands.tensors, ...read.tensors],
    inputs: [port('input_values', 'float', [1, 'N'])],
    outputs: [port('last_hidden_state', 'float', [1, 'M', memoryWidth])],
  });
}

/** The decoder's own state grows by one with each token; the encoder's is as long as the audio. */
function mergedDecoder(): Uint8Array {
  const due = pickDue(specials);
  const past = ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'];
  const state = (name: string) => port(name, 'float', [1, 1, 'L', 1]);
  return writeModel({
    nodes: [
      node('Shape', ['past_key_values.0.decoder.key'], ['shape']),
      node('Slice', ['shape', 'two', 'three', 'zero'], ['done']),
      node('Add', ['done', 'one'], ['due']),
      node('Identity', ['encoder_hidden_states'], ['memory']),
      ...due.nodes,
      node('Concat', ['past_key_values.0.decoder.key', 'step'], ['present.0.decoder.key'], { axis: 2 }),
      node('Concat', ['past_key_values.0.decoder.value', 'step'], ['present.0.decoder.value'], { axis: 2 }),
      node('Slice', ['memory', 'zero', 'one', 'two'], ['column']),
      node('Unsqueeze', ['column', 'one'], ['present.0.encoder.key']),
      node('Identity', ['present.0.encoder.key'], ['present.0.encoder.value']),
      node('Identity', ['input_ids'], ['used1']),
      node('Identity', ['use_cache_branch'], ['used2']),
    ],
    tensors: [
      ...due.tensors,
      tensor('zero', 'int64', [1], [0]),
      tensor('one', 'int64', [1], [1]),
      tensor('two', 'int64', [1], [2]),
      tensor('three', 'int64', [1], [3]),
      tensor('step', 'float', [1, 1, 1, 1], [1]),
    ],
    inputs: [
      port('input_ids', 'int64', [1, 1]),
      port('encoder_hidden_states', 'float', [1, 'M', memoryWidth]),
      ...past.map((name) => state(`past_key_values.0.${name}`)),
      port('use_cache_branch', 'bool', [1]),
    ],
    outputs: [port('logits', 'float', [1, 1, vocabulary]), ...past.map((name) => state(`present.0.${name}`))],
  });
}
