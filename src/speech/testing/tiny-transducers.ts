import { everyFourth, type Letters, letters, type Scale, silenceLevel, tokensFile } from './letters.ts';
import { type Node, node, port, type Tensor, tensor, writeModel } from './onnx-writer.ts';
import type { TinyModel } from './tiny-models.ts';

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
