import { symbolMs, symbols, toneMs, tonesOf } from './modem.ts';
import { node, port, tensor, writeModel } from './onnx-writer.ts';
import type { TinyModel } from './tiny-models.ts';

const sampleRateHz = 16_000;
const edgeMs = 20;
/** They take their time and say nothing. */
const pauses = ['.', ',', '?', '!', ':'];
const milli = sampleRateHz / 1000;

/**
 * The VITS loader, letter by letter: speaks in the tones of the modem, so what it says can be read back by the tiny
 * recognisers. The second speaker is an octave lower, which nobody can read.
 */
export function tinyVits(more: Record<string, string | number> = {}): TinyModel {
  const spoken = [...symbols, ...pauses];
  const angle = (which: 0 | 1) =>
    spoken.map((_, id) => (id < symbols.length ? (2 * Math.PI * tonesOf(id)[which]) / sampleRateHz : 0));
  const model = writeModel({
    nodes: [
      node('Gather', ['octaves', 'sid'], ['octave']),
      node('Mul', ['length_scale', 'samples'], ['length']),
      node('Squeeze', ['length', 'zero'], ['end']),
      node('Range', ['start', 'end', 'step'], ['n']),
      ...['low', 'high'].flatMap((tone) => [
        node('Gather', [`${tone}_angles`, 'x'], [`${tone}_of`]),
        node('Unsqueeze', [`${tone}_of`, 'two'], [`${tone}_column`]),
        node('Mul', [`${tone}_column`, 'octave'], [`${tone}_spoken`]),
        node('Mul', [`${tone}_spoken`, 'n'], [`${tone}_phase`]),
        node('Sin', [`${tone}_phase`], [tone]),
      ]),
      node('Add', ['low', 'high'], ['wave']),
      // Rounded edges, as in the modem: 0 where no tone is.
      node('Div', ['n', 'length_scale'], ['at']),
      node('Sub', ['tone', 'at'], ['left']),
      node('Min', ['at', 'left', 'edge'], ['near']),
      node('Max', ['near', 'start'], ['from_edge']),
      node('Mul', ['from_edge', 'bend'], ['bent']),
      node('Cos', ['bent'], ['cosine']),
      node('Sub', ['one', 'cosine'], ['swell']),
      node('Mul', ['swell', 'loud'], ['envelope']),
      node('Mul', ['wave', 'envelope'], ['sounding']),
      node('Reshape', ['sounding', 'shape'], ['y']),
      ...['x_length', 'noise_scale', 'noise_scale_w'].map((name) =>
        node('Identity', [name], [`used_${name}`]),
      ),
    ],
    tensors: [
      tensor('octaves', 'float', [2], [1, 0.5]),
      tensor('samples', 'float', [1], [symbolMs * milli]),
      tensor('zero', 'int64', [1], [0]),
      tensor('two', 'int64', [1], [2]),
      tensor('start', 'float', [], [0]),
      tensor('step', 'float', [], [1]),
      tensor('low_angles', 'float', [spoken.length], angle(0)),
      tensor('high_angles', 'float', [spoken.length], angle(1)),
      tensor('tone', 'float', [1], [toneMs * milli]),
      tensor('edge', 'float', [1], [edgeMs * milli]),
      tensor('bend', 'float', [1], [Math.PI / (edgeMs * milli)]),
      tensor('one', 'float', [1], [1]),
      tensor('loud', 'float', [1], [0.1]),
      tensor('shape', 'int64', [3], [1, 1, -1]),
    ],
    inputs: [
      port('x', 'int64', [1, 'L']),
      port('x_length', 'int64', [1]),
      port('noise_scale', 'float', [1]),
      port('length_scale', 'float', [1]),
      port('noise_scale_w', 'float', [1]),
      port('sid', 'int64', [1]),
    ],
    outputs: [port('y', 'float', [1, 1, 'T'])],
    metadata: {
      model_type: 'vits',
      frontend: 'characters',
      comment: 'tiny',
      language: 'English',
      sample_rate: sampleRateHz,
      n_speakers: 2,
      add_blank: 0,
      use_eos_bos: 0,
      ...more,
    },
  });
  return { 'model.onnx': model, 'tokens.txt': tokens(spoken) };
}

/** The word mark is a space here, whose line is only its number. */
function tokens(spoken: string[]): string {
  return spoken.map((symbol, id) => (symbol === '\u2581' ? `${id}\n` : `${symbol} ${id}\n`)).join('');
}
