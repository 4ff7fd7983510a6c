import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { everyFourth, letters, tokensFile } from './letters.ts';
import { node, port, tensor, writeModel } from './onnx-writer.ts';

/**
 * Models of a few kilobytes that the real loaders of sherpa-onnx run, and that read modem sound exactly. They
 * prove that loading, times, retries and crashes are handled; of recognition they prove nothing.
 */
export type TinyModel = Record<string, Uint8Array | string>;

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
 * The SenseVoice loader: frames [1, T, 80] in; out the letters, after four tokens that name language, mood, event
 * and spelling.
 */
export function tinySenseVoice(): TinyModel {
  const { columns, weights, bias } = letters('kaldi8000', 80, 'first');
  const tags = ['<|en|>', '<|NEUTRAL|>', '<|Speech|>', '<|withitn|>'];
  const width = columns + tags.length;
  const prefix = new Float32Array(tags.length * width);
  for (const index of tags.keys()) prefix[index * width + columns + index] = 100;
  const model = writeModel({
    nodes: [
      node('MatMul', ['x', 'weights'], ['scores']),
      node('Add', ['scores', 'bias'], ['letters']),
      node('Pad', ['letters', 'room', 'never'], ['wide']),
      node('Concat', ['prefix', 'wide'], ['logits'], { axis: 1 }),
      node('Identity', ['x_length'], ['used1']),
      node('Identity', ['language'], ['used2']),
      node('Identity', ['text_norm'], ['used3']),
    ],
    tensors: [
      tensor('weights', 'float', [80, columns], weights),
      tensor('bias', 'float', [columns], bias),
      tensor('room', 'int64', [6], [0, 0, 0, 0, 0, tags.length]),
      tensor('never', 'float', [], [-1e6]),
      tensor('prefix', 'float', [1, tags.length, width], prefix),
    ],
    inputs: [
      port('x', 'float', [1, 'T', 80]),
      port('x_length', 'int32', [1]),
      port('language', 'int32', [1]),
      port('text_norm', 'int32', [1]),
    ],
    outputs: [port('logits', 'float', [1, 'T4', width])],
    metadata: {
      vocab_size: width,
      lfr_window_size: 1,
      lfr_window_shift: 4,
      normalize_samples: 1,
      with_itn: 14,
      without_itn: 15,
      lang_auto: 0,
      lang_zh: 3,
      lang_en: 4,
      lang_ja: 11,
      lang_ko: 12,
      lang_yue: 7,
      neg_mean: Array.from({ length: 80 }, () => 0).join(','),
      inv_stddev: Array.from({ length: 80 }, () => 1).join(','),
      comment: '',
    },
  });
  const tokens = tags.map((tag, index) => `${tag} ${columns + index}\n`).join('');
  return { 'model.int8.onnx': model, 'tokens.txt': tokensFile('first') + tokens };
}

/** Puts a model's files into a folder, which is made. */
export async function writeTinyModel(folder: string, model: TinyModel): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(model)) await writeFile(join(folder, name), content);
  return folder;
}
