import { type Graph, node, port, tensor, writeModel } from './onnx-writer.ts';
import type { TinyModel } from './tiny-models.ts';

const sampleRateHz = 16_000;
const frame = 160;
/** How long the tiny model speaks for a letter, in seconds. */
const letterS = 0.05;

/** The pitch of each speaker, women first, as the real ones lie in their file. */
export const tinyPitchesHz = [220, 230, 240, 250, 260, 110, 115, 120, 125, 130];

/**
 * The Supertonic loader, all four networks and its three other files. It hums: as long as the text asks for, and at
 * the pitch that the style of the speaker holds.
 */
export function tinySupertonic(): TinyModel {
  return {
    'duration_predictor.int8.onnx': durationPredictor(),
    'text_encoder.int8.onnx': textEncoder(),
    'vector_estimator.int8.onnx': vectorEstimator(),
    'vocoder.int8.onnx': vocoder(),
    'tts.json': JSON.stringify({
      ae: { sample_rate: sampleRateHz, base_chunk_size: frame },
      ttl: { chunk_compress_factor: 1, latent_dim: 1 },
    }),
    // Every character is its own number.
    'unicode_indexer.bin': new Uint8Array(Int32Array.from({ length: 65_536 }, (_, code) => code).buffer),
    'voice.bin': voices(tinyPitchesHz),
  };
}

const textIds = port('text_ids', 'int64', [1, 'L']);
const textMask = port('text_mask', 'float', [1, 1, 'L']);
const style = (name: string) => port(name, 'float', [1, 1, 1]);
const network = (graph: Omit<Graph, 'metadata'>) => writeModel(graph);

function durationPredictor(): Uint8Array {
  return network({
    nodes: [
      node('ReduceSum', ['text_mask', 'all'], ['letters'], { keepdims: 0 }),
      node('Mul', ['letters', 'seconds'], ['duration']),
      node('Identity', ['text_ids'], ['used_ids']),
      node('Identity', ['style_dp'], ['used_style']),
    ],
    tensors: [tensor('all', 'int64', [2], [1, 2]), tensor('seconds', 'float', [1], [letterS])],
    inputs: [textIds, style('style_dp'), textMask],
    outputs: [port('duration', 'float', [1])],
  });
}

function textEncoder(): Uint8Array {
  return network({
    nodes: [
      node('Cast', ['text_ids'], ['numbers'], { to: { cast: 'float' } }),
      node('Unsqueeze', ['numbers', 'one'], ['channel']),
      node('Mul', ['channel', 'text_mask'], ['text_emb']),
      node('Identity', ['style_ttl'], ['used']),
    ],
    tensors: [tensor('one', 'int64', [1], [1])],
    inputs: [textIds, style('style_ttl'), textMask],
    outputs: [port('text_emb', 'float', [1, 1, 'L'])],
  });
}

/** Takes all noise away in each step: what is left is the style. */
function vectorEstimator(): Uint8Array {
  return network({
    nodes: [
      node('Mul', ['noisy_latent', 'nothing'], ['still']),
      node('Add', ['still', 'style_ttl'], ['denoised_latent']),
      ...['text_emb', 'latent_mask', 'text_mask', 'current_step', 'total_step'].map((name) =>
        node('Identity', [name], [`used_${name}`]),
      ),
    ],
    tensors: [tensor('nothing', 'float', [1], [0])],
    inputs: [
      port('noisy_latent', 'float', [1, 1, 'T']),
      port('text_emb', 'float', [1, 1, 'L']),
      style('style_ttl'),
      port('latent_mask', 'float', [1, 1, 'T']),
      textMask,
      port('current_step', 'float', [1]),
      port('total_step', 'float', [1]),
    ],
    outputs: [port('denoised_latent', 'float', [1, 1, 'T'])],
  });
}

function vocoder(): Uint8Array {
  return network({
    nodes: [
      node('ReduceMean', ['latent'], ['hertz'], { axes: [0, 1, 2], keepdims: 0 }),
      node('Shape', ['latent'], ['shape']),
      node('Gather', ['shape', 'last'], ['frames']),
      node('Mul', ['frames', 'frame'], ['samples']),
      node('Range', ['zero', 'samples', 'one'], ['counted']),
      node('Cast', ['counted'], ['n'], { to: { cast: 'float' } }),
      node('Mul', ['n', 'turn'], ['turns']),
      node('Mul', ['turns', 'hertz'], ['phase']),
      node('Sin', ['phase'], ['sine']),
      node('Mul', ['sine', 'loud'], ['flat']),
      node('Reshape', ['flat', 'wide'], ['wav']),
    ],
    tensors: [
      tensor('last', 'int64', [], [2]),
      tensor('frame', 'int64', [], [frame]),
      tensor('zero', 'int64', [], [0]),
      tensor('one', 'int64', [], [1]),
      tensor('turn', 'float', [1], [(2 * Math.PI) / sampleRateHz]),
      tensor('loud', 'float', [1], [0.2]),
      tensor('wide', 'int64', [2], [1, -1]),
    ],
    inputs: [port('latent', 'float', [1, 1, 'T'])],
    outputs: [port('wav', 'float', [1, 'S'])],
  });
}

/** Six numbers of the two shapes, then for each speaker a style of one number for the voice and one for its pace. */
function voices(pitchesHz: number[]): Uint8Array {
  const count = pitchesHz.length;
  const shapes = new Uint8Array(BigInt64Array.from([count, 1, 1, count, 1, 1], BigInt).buffer);
  const styles = new Uint8Array(Float32Array.from([...pitchesHz, ...pitchesHz.map(() => 0)]).buffer);
  return Uint8Array.from([...shapes, ...styles]);
}
