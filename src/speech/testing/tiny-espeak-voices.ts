import { existsSync, readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { type Node, node, port, type Tensor, tensor, writeModel } from './onnx-writer.ts';
import { type TinyModel, writeTinyModel } from './tiny-models.ts';

const sampleRateHz = 16_000;
/** How long the tiny models hum for one sound. */
const soundSamples = 800;
const letters = [...'_^$ .,!?abcdefghijklmnopqrstuvwxyz'];
const tokens = letters.map((letter, id) => (letter === ' ' ? `${id}\n` : `${letter} ${id}\n`)).join('');
/** How many sounds one line may have, as Kokoro counts. */
const longest = 100;

/** Piper's loader: hums for as long as eSpeak's sounds ask for. Wants the data of eSpeak beside it. */
export function tinyPiper(comment = 'piper'): TinyModel {
  const pace = [
    node('Gather', ['scales', 'second'], ['slower']),
    node('Mul', ['slower', 'one'], ['stretch']),
    node('Identity', ['x_length'], ['used']),
  ];
  const model = writeModel({
    nodes: [...pace, ...hum('pitch')],
    tensors: [...humTensors(), tensor('second', 'int64', [1], [1]), tensor('pitch', 'float', [1], [200])],
    inputs: [port('x', 'int64', [1, 'L']), port('x_length', 'int64', [1]), port('scales', 'float', [3])],
    outputs: [port('y', 'float', ['T'])],
    metadata: {
      model_type: 'vits',
      comment,
      language: 'English',
      voice: 'en-us',
      has_espeak: 1,
      n_speakers: 1,
      sample_rate: sampleRateHz,
    },
  });
  return { 'en_US-tiny.onnx': model, 'tokens.txt': tokens };
}

/** Kokoro's loader: hums at the pitch that stands in the style of the speaker. */
export function tinyKokoro(speakers: Record<string, number>): TinyModel {
  const names = Object.keys(speakers);
  const model = writeModel({
    nodes: [
      node('Div', ['one', 'speed'], ['stretch']),
      node('ReduceMean', ['style'], ['pitch'], { axes: [1], keepdims: 0 }),
      ...hum('pitch'),
    ],
    tensors: humTensors(),
    inputs: [port('x', 'int64', [1, 'L']), port('style', 'float', [1, 1]), port('speed', 'float', [1])],
    outputs: [port('y', 'float', ['T'])],
    metadata: {
      model_type: 'kokoro',
      language: 'multi-lang, e.g., English, Chinese',
      version: 2,
      voice: 'en-us',
      has_espeak: 1,
      sample_rate: sampleRateHz,
      style_dim: `${longest},1,1`,
      n_speakers: names.length,
      speaker_names: names.join(','),
      comment: 'tiny',
    },
  });
  const styles = Object.values(speakers).flatMap((hertz) => Array<number>(longest).fill(hertz));
  return {
    'model.onnx': model,
    'voices.bin': new Uint8Array(Float32Array.from(styles).buffer),
    'tokens.txt': tokens,
  };
}

/** As many samples as `x` has sounds, times `stretch`, of a sine of so many hertz. */
function hum(hertz: string): Node[] {
  return [
    node('Shape', ['x'], ['shape']),
    node('Gather', ['shape', 'last'], ['count']),
    node('Cast', ['count'], ['sounds'], { to: { cast: 'float' } }),
    node('Mul', ['sounds', 'each'], ['plain']),
    node('Mul', ['plain', 'stretch'], ['length']),
    node('Squeeze', ['length', 'first'], ['end']),
    node('Range', ['start', 'end', 'step'], ['n']),
    node('Mul', ['n', hertz], ['turns']),
    node('Mul', ['turns', 'turn'], ['phase']),
    node('Sin', ['phase'], ['sine']),
    node('Mul', ['sine', 'loud'], ['y']),
  ];
}

function humTensors(): Tensor[] {
  return [
    tensor('last', 'int64', [1], [1]),
    tensor('first', 'int64', [1], [0]),
    tensor('one', 'float', [1], [1]),
    tensor('each', 'float', [1], [soundSamples]),
    tensor('start', 'float', [], [0]),
    tensor('step', 'float', [], [1]),
    tensor('turn', 'float', [1], [(2 * Math.PI) / sampleRateHz]),
    tensor('loud', 'float', [1], [0.2]),
  ];
}

/** Where Debian puts the data of eSpeak, or null where it is not installed. */
export function espeakDataOfSystem(): string | null {
  const libraries = '/usr/lib';
  const folders = existsSync(libraries)
    ? readdirSync(libraries).map((name) => join(libraries, name, 'espeak-ng-data'))
    : [];
  return (
    [...folders, '/usr/share/espeak-ng-data'].find((folder) => existsSync(join(folder, 'phontab'))) ?? null
  );
}

/** A model's files in a folder, with the data of eSpeak beside them. */
export async function writeEspeakModel(
  folder: string,
  model: TinyModel,
  espeakData: string,
): Promise<string> {
  await writeTinyModel(folder, model);
  await cp(espeakData, join(folder, 'espeak-ng-data'), { recursive: true });
  return folder;
}
