import { node, port, tensor, writeModel } from './onnx-writer.ts';
import type { TinyModel } from './tiny-models.ts';

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
