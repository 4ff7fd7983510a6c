import { everyFourth, letters, tokensFile } from './letters.ts';
import { node, port, tensor, writeModel } from './onnx-writer.ts';
import type { TinyModel } from './tiny-models.ts';

const windowFrames = 40;
const caches = ['cache_last_channel', 'cache_last_time'] as const;

/** The streaming NeMo CTC loader: 40 frames at a time in, 10 out; what it would remember passes through. */
export function tinyLiveNemoCtc(): TinyModel {
  const { columns, weights, bias } = letters('kaldi', 80, 'last');
  const fourth = everyFourth('frames', 'kept');
  const one = Object.fromEntries(
    caches.flatMap((cache) => [1, 2, 3].map((dimension) => [`${cache}_dim${dimension}`, 1])),
  );
  const model = writeModel({
    nodes: [
      node('Transpose', ['audio_signal'], ['frames'], { perm: [0, 2, 1] }),
      ...fourth.nodes,
      node('MatMul', ['kept', 'weights'], ['scores']),
      node('Add', ['scores', 'bias'], ['biased']),
      node('LogSoftmax', ['biased'], ['logits'], { axis: 2 }),
      node('Identity', ['length'], ['out_len']),
      node('Identity', ['cache_last_channel'], ['channel_next']),
      node('Identity', ['cache_last_time'], ['time_next']),
      node('Identity', ['cache_last_channel_len'], ['len_next']),
    ],
    tensors: [
      ...fourth.tensors,
      tensor('weights', 'float', [80, columns], weights),
      tensor('bias', 'float', [columns], bias),
    ],
    inputs: [
      port('audio_signal', 'float', ['B', 80, 'T']),
      port('length', 'int64', ['B']),
      ...caches.map((cache) => port(cache, 'float', ['B', 1, 1, 1])),
      port('cache_last_channel_len', 'int64', ['B']),
    ],
    outputs: [
      port('logits', 'float', ['B', 'T4', columns]),
      port('out_len', 'int64', ['B']),
      port('channel_next', 'float', ['B', 1, 1, 1]),
      port('time_next', 'float', ['B', 1, 1, 1]),
      port('len_next', 'int64', ['B']),
    ],
    metadata: {
      vocab_size: columns - 1,
      window_size: windowFrames,
      chunk_shift: windowFrames,
      subsampling_factor: 4,
      model_type: 'EncDecCTCModelBPE',
      ...one,
    },
  });
  return { 'model.int8.onnx': model, 'tokens.txt': tokensFile('last') };
}
