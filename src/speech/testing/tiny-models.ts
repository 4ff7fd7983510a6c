import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { symbols, tonesOf } from './modem.ts';
import { type Node, node, port, type Tensor, tensor, writeModel } from './onnx-writer.ts';

/**
 * Models of a few kilobytes that the real loaders of sherpa-onnx run, and that read modem sound exactly. They
 * prove that loading, times, retries and crashes are handled; of recognition they prove nothing.
 *
 * Every model is the same matrix: the score of a letter is the log energy of its two tones.
 */
export type TinyModel = Record<string, Uint8Array | string>;

/** How a loader spaces its spectrum: kaldi's HTK mels from 20 Hz, or librosa's Slaney mels up to an edge. */
type Scale = 'kaldi' | 'librosa' | 'librosa7600';

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
  const mel = scale === 'kaldi' ? htkMel : slaneyMel;
  const from = mel(scale === 'kaldi' ? 20 : 0);
  const to = mel(scale === 'librosa' ? 8000 : 7600);
  return Math.round((mel(hz) - from) / ((to - from) / (bins + 1))) - 1;
}

/** Below it two bins hold no tone. librosa's filters are normalised by area, so their values are lower. */
function silenceLevel(scale: Scale): number {
  return (scale === 'kaldi' ? -5 : -13) * sharpness;
}

interface Letters {
  /** Letters and the blank. */
  columns: number;
  blank: number;
  weights: Float32Array;
  bias: Float32Array;
}

function letters(scale: Scale, bins: number, blankAt: 'first' | 'last'): Letters {
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

function tokensFile(blankAt: 'first' | 'last'): string {
  const all = blankAt === 'first' ? ['<blk>', ...symbols] : [...symbols, '<blk>'];
  return all.map((symbol, id) => `${symbol} ${id}\n`).join('');
}

/** Takes every fourth frame of `from`, as the subsampling of a real encoder does. */
function everyFourth(from: string, to: string): { nodes: Node[]; tensors: Tensor[] } {
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

/** The NeMo CTC loader: spectrum [B, 80, T] in, log probabilities [B, T/4, letters] out. */
export function tinyNemoCtc(): TinyModel {
  const { columns, weights, bias } = letters('librosa', 80, 'last');
  const fourth = everyFourth('frames', 'kept');
  const model = writeModel({
    nodes: [
      node('Transpose', ['audio_signal'], ['frames'], { perm: [0, 2, 1] }),
      ...fourth.nodes,
      node('MatMul', ['kept', 'weights'], ['scores']),
      node('Add', ['scores', 'bias'], ['logits']),
      node('LogSoftmax', ['logits'], ['logprobs'], { axis: 2 }),
    ],
    tensors: [
      ...fourth.tensors,
      tensor('weights', 'float', [80, columns], weights),
      tensor('bias', 'float', [columns], bias),
    ],
    inputs: [port('audio_signal', 'float', ['B', 80, 'T']), port('length', 'int64', ['B'])],
    outputs: [port('logprobs', 'float', ['B', 'T4', columns])],
    metadata: {
      vocab_size: columns,
      subsampling_factor: 4,
      normalize_type: '',
      model_type: 'EncDecCTCModelBPE',
    },
  });
  return { 'model.int8.onnx': model, 'tokens.txt': tokensFile('last') };
}

/** The zipformer CTC loader: spectrum [N, T, 80] in, log probabilities and their lengths out. */
export function tinyZipformerCtc(): TinyModel {
  const { columns, weights, bias } = letters('kaldi', 80, 'first');
  const fourth = everyFourth('x', 'kept');
  const model = writeModel({
    nodes: [
      ...fourth.nodes,
      node('MatMul', ['kept', 'weights'], ['scores']),
      node('Add', ['scores', 'bias'], ['logits']),
      node('LogSoftmax', ['logits'], ['log_probs'], { axis: 2 }),
      node('Add', ['x_lens', 'three'], ['rounded']),
      node('Div', ['rounded', 'four'], ['log_probs_len']),
    ],
    tensors: [
      ...fourth.tensors,
      tensor('three', 'int64', [1], [3]),
      tensor('weights', 'float', [80, columns], weights),
      tensor('bias', 'float', [columns], bias),
    ],
    inputs: [port('x', 'float', ['N', 'T', 80]), port('x_lens', 'int64', ['N'])],
    outputs: [port('log_probs', 'float', ['N', 'T4', columns]), port('log_probs_len', 'int64', ['N'])],
    metadata: { model_type: 'zipformer2_ctc' },
  });
  return { 'model.int8.onnx': model, 'tokens.txt': tokensFile('first') };
}

/**
 * A transducer does not collapse repeats, so a letter must sound in one frame only: the second frame of a tone, as
 * the first may be a partial one. `scores` [B, T, columns] in, `heard` out: the blank at its level everywhere, the
 * letters only there.
 */
function onSecondFrame(scale: Scale, { columns, blank }: Letters): { nodes: Node[]; tensors: Tensor[] } {
  const perColumn = (atBlank: number, atLetter: number) =>
    Float32Array.from({ length: columns }, (_, column) => (column === blank ? atBlank : atLetter));
  return {
    nodes: [
      node('Sub', ['scores', 'hideBlank'], ['letterScores']),
      node('ReduceMax', ['letterScores'], ['loudest'], { axes: [2], keepdims: 1 }),
      node('Greater', ['loudest', 'silence'], ['sounds']),
      node('Cast', ['sounds'], ['active'], { to: { cast: 'float' } }),
      // Two silent frames before, then: active now, active one before, not active two before.
      node('Slice', ['active', 'zero', 'two', 'one'], ['head']),
      node('Mul', ['head', 'nothing'], ['before']),
      node('Concat', ['before', 'active'], ['padded'], { axis: 1 }),
      node('Slice', ['padded', 'one', 'minusOne', 'one'], ['oneBefore']),
      node('Slice', ['padded', 'zero', 'minusTwo', 'one'], ['twoBefore']),
      node('Sub', ['all', 'twoBefore'], ['notTwoBefore']),
      node('Mul', ['active', 'oneBefore'], ['twice']),
      node('Mul', ['twice', 'notTwoBefore'], ['fires']),
      node('Sub', ['all', 'fires'], ['silent']),
      node('Mul', ['silent', 'far'], ['penalty']),
      node('Sub', ['scores', 'penalty'], ['lowered']),
      node('Mul', ['lowered', 'lettersOnly'], ['lettersHeard']),
      node('Add', ['lettersHeard', 'blankLevel'], ['heard']),
    ],
    tensors: [
      tensor('hideBlank', 'float', [columns], perColumn(1e6, 0)),
      tensor('silence', 'float', [1], [silenceLevel(scale)]),
      tensor('far', 'float', [1], [1000]),
      tensor('all', 'float', [1], [1]),
      tensor('nothing', 'float', [1], [0]),
      tensor('two', 'int64', [1], [2]),
      tensor('minusOne', 'int64', [1], [-1]),
      tensor('minusTwo', 'int64', [1], [-2]),
      tensor('lettersOnly', 'float', [columns], perColumn(0, 1)),
      tensor('blankLevel', 'float', [columns], perColumn(silenceLevel(scale), 0)),
    ],
  };
}

const durationClasses = 5;

/** The Parakeet TDT loader: encoder, decoder and joiner. Every letter claims one frame of 40 ms. */
export function tinyNemoTransducer(): TinyModel {
  const bins = 128;
  const scale = 'librosa7600';
  const found = letters(scale, bins, 'last');
  const { columns } = found;
  const fourth = everyFourth('frames', 'kept');
  const onset = onSecondFrame(scale, found);
  const encoder = writeModel({
    nodes: [
      node('Transpose', ['audio_signal'], ['frames'], { perm: [0, 2, 1] }),
      ...fourth.nodes,
      node('MatMul', ['kept', 'weights'], ['scores']),
      ...onset.nodes,
      node('Transpose', ['heard'], ['outputs'], { perm: [0, 2, 1] }),
      node('Add', ['length', 'three'], ['rounded']),
      node('Div', ['rounded', 'four'], ['encoded_lengths']),
    ],
    tensors: [
      ...fourth.tensors,
      ...onset.tensors,
      tensor('three', 'int64', [1], [3]),
      tensor('weights', 'float', [bins, columns], found.weights),
    ],
    inputs: [port('audio_signal', 'float', ['B', bins, 'T']), port('length', 'int64', ['B'])],
    outputs: [port('outputs', 'float', ['B', columns, 'T4']), port('encoded_lengths', 'int64', ['B'])],
    metadata: {
      vocab_size: columns - 1,
      subsampling_factor: 4,
      normalize_type: '',
      pred_rnn_layers: 1,
      pred_hidden: 1,
      feat_dim: bins,
      model_type: 'EncDecRNNTBPEModel',
      // The loader takes it for a TDT model by this word.
      url: 'tiny-tdt',
    },
  });
  return {
    'encoder.int8.onnx': encoder,
    'decoder.int8.onnx': nemoDecoder(),
    'joiner.int8.onnx': nemoJoiner(columns),
    'tokens.txt': tokensFile('last'),
  };
}

function nemoDecoder(): Uint8Array {
  return writeModel({
    nodes: [
      node('Identity', ['target_length'], ['prednet_lengths']),
      node('Identity', ['states_in'], ['states_out']),
      node('Identity', ['cells_in'], ['cells_out']),
      node('Cast', ['targets'], ['asFloat'], { to: { cast: 'float' } }),
      node('Mul', ['asFloat', 'nothing'], ['flat']),
      node('Unsqueeze', ['flat', 'axis'], ['outputs']),
    ],
    tensors: [tensor('nothing', 'float', [1], [0]), tensor('axis', 'int64', [1], [1])],
    inputs: [
      port('targets', 'int32', ['B', 'U']),
      port('target_length', 'int32', ['B']),
      port('states_in', 'float', [1, 'B', 1]),
      port('cells_in', 'float', [1, 'B', 1]),
    ],
    outputs: [
      port('outputs', 'float', ['B', 1, 'U']),
      port('prednet_lengths', 'int32', ['B']),
      port('states_out', 'float', [1, 'B', 1]),
      port('cells_out', 'float', [1, 'B', 1]),
    ],
  });
}

/** [B, columns, 1] and [B, 1, 1] in; [B, 1, 1, columns + durations] out, the duration always one frame. */
function nemoJoiner(columns: number): Uint8Array {
  return writeModel({
    nodes: [
      node('Add', ['encoder_outputs', 'decoder_outputs'], ['sum']),
      node('Transpose', ['sum'], ['turned'], { perm: [0, 2, 1] }),
      node('Unsqueeze', ['turned', 'two'], ['scores']),
      node('Slice', ['scores', 'zero', 'classes', 'three'], ['some']),
      node('Mul', ['some', 'nothing'], ['blankRow']),
      node('Add', ['blankRow', 'oneFrame'], ['durations']),
      node('Concat', ['scores', 'durations'], ['outputs'], { axis: 3 }),
    ],
    tensors: [
      tensor('zero', 'int64', [1], [0]),
      tensor('two', 'int64', [1], [2]),
      tensor('three', 'int64', [1], [3]),
      tensor('classes', 'int64', [1], [durationClasses]),
      tensor('nothing', 'float', [1], [0]),
      tensor('oneFrame', 'float', [durationClasses], [0, 5, 0, 0, 0]),
    ],
    inputs: [
      port('encoder_outputs', 'float', ['B', columns, 1]),
      port('decoder_outputs', 'float', ['B', 1, 'U']),
    ],
    outputs: [port('outputs', 'float', ['B', 1, 'U', columns + durationClasses])],
  });
}

/** The icefall transducer loader (zipformer), which takes hot words. */
export function tinyTransducer(): TinyModel {
  const scale = 'kaldi';
  const found = letters(scale, 80, 'first');
  const { columns } = found;
  const fourth = everyFourth('x', 'kept');
  const onset = onSecondFrame(scale, found);
  const encoder = writeModel({
    nodes: [
      ...fourth.nodes,
      node('MatMul', ['kept', 'weights'], ['scores']),
      ...onset.nodes,
      node('Identity', ['heard'], ['encoder_out']),
      node('Add', ['x_lens', 'three'], ['rounded']),
      node('Div', ['rounded', 'four'], ['encoder_out_lens']),
    ],
    tensors: [
      ...fourth.tensors,
      ...onset.tensors,
      tensor('three', 'int64', [1], [3]),
      tensor('weights', 'float', [80, columns], found.weights),
    ],
    inputs: [port('x', 'float', ['N', 'T', 80]), port('x_lens', 'int64', ['N'])],
    outputs: [port('encoder_out', 'float', ['N', 'T4', columns]), port('encoder_out_lens', 'int64', ['N'])],
    metadata: { model_type: 'zipformer2' },
  });
  const decoder = writeModel({
    nodes: [
      node('Cast', ['y'], ['asFloat'], { to: { cast: 'float' } }),
      node('ReduceSum', ['asFloat', 'one'], ['sum'], { keepdims: 1 }),
      node('MatMul', ['sum', 'nothing'], ['decoder_out']),
    ],
    tensors: [
      tensor('one', 'int64', [1], [1]),
      tensor('nothing', 'float', [1, columns], new Float32Array(columns)),
    ],
    inputs: [port('y', 'int64', ['N', 2])],
    outputs: [port('decoder_out', 'float', ['N', columns])],
    metadata: { vocab_size: columns, context_size: 2 },
  });
  const joiner = writeModel({
    nodes: [node('Add', ['encoder_out', 'decoder_out'], ['logit'])],
    inputs: [port('encoder_out', 'float', ['N', columns]), port('decoder_out', 'float', ['N', columns])],
    outputs: [port('logit', 'float', ['N', columns])],
    metadata: { joiner_dim: columns },
  });
  return {
    'encoder-epoch-99-avg-1.int8.onnx': encoder,
    'decoder-epoch-99-avg-1.onnx': decoder,
    'joiner-epoch-99-avg-1.int8.onnx': joiner,
    'tokens.txt': tokensFile('first'),
  };
}

/** A voice print: the mean spectrum. */
export function tinySpeakerEmbedding(): TinyModel {
  const model = writeModel({
    nodes: [
      node('ReduceMean', ['feats'], ['mean'], { axes: [1], keepdims: 0 }),
      node('ReduceMean', ['mean'], ['level'], { axes: [1], keepdims: 1 }),
      node('Sub', ['mean', 'level'], ['embs']),
    ],
    inputs: [port('feats', 'float', ['B', 'T', 80])],
    outputs: [port('embs', 'float', ['B', 80])],
    metadata: {
      framework: 'wespeaker',
      language: 'English',
      sample_rate: 16_000,
      output_dim: 80,
      normalize_samples: 1,
      feature_normalize_type: '',
    },
  });
  return { 'nemo_en_titanet_small.onnx': model };
}

/** The shape of pyannote's segmentation, which says "nobody" always. */
export function tinySegmentation(): TinyModel {
  const model = writeModel({
    nodes: [
      node('Abs', ['x'], ['level']),
      node('AveragePool', ['level'], ['frames'], { kernel_shape: [991], strides: [270] }),
      node('Transpose', ['frames'], ['turned'], { perm: [0, 2, 1] }),
      node('MatMul', ['turned', 'nothing'], ['flat']),
      node('Add', ['flat', 'nobody'], ['scores']),
      node('LogSoftmax', ['scores'], ['y'], { axis: 2 }),
    ],
    tensors: [
      tensor('nothing', 'float', [1, 7], new Float32Array(7)),
      tensor('nobody', 'float', [7], [20, 0, 0, 0, 0, 0, 0]),
    ],
    inputs: [port('x', 'float', ['N', 1, 'T'])],
    outputs: [port('y', 'float', ['N', 'F', 7])],
    metadata: {
      sample_rate: 16_000,
      window_size: 160_000,
      receptive_field_size: 991,
      receptive_field_shift: 270,
      num_speakers: 3,
      powerset_max_classes: 2,
      num_classes: 7,
    },
  });
  return { 'model.onnx': model };
}

/** Puts a model's files into a folder, which is made. */
export async function writeTinyModel(folder: string, model: TinyModel): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(model)) await writeFile(join(folder, name), content);
  return folder;
}
