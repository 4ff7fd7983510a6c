import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { studioRateHz } from './samples.ts';

const execute = promisify(execFile);

/** What a telephone lets through, as sox writes it. */
export const telephoneBandHz = '300-3400';

/** Runs an authoring program to its end and returns its standard output. */
export async function run(program: string, args: string[]): Promise<Buffer> {
  const { stdout } = await execute(program, args, { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** An audio file (or what sox makes of it with `effects`) as one channel at the studio's rate. */
export async function load(file: string, effects: string[] = []): Promise<Float32Array> {
  const raw = ['-t', 'raw', '-e', 'signed', '-b', '16', '-L', '-c', '1', '-r', String(studioRateHz), '-'];
  // The head room keeps resampling from clipping.
  const bytes = await run('sox', ['-D', '-V1', '-v', '0.7', file, ...raw, ...effects]);
  const samples = new Float32Array(bytes.length / 2);
  for (let i = 0; i < samples.length; i++) samples[i] = bytes.readInt16LE(i * 2) / 32768;
  return samples;
}

export function rawBytes(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, i) => {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), i * 2);
  });
  return bytes;
}

/** How sox is told about bytes made by `rawBytes`. */
export const rawInput = [
  '-t',
  'raw',
  '-e',
  'signed',
  '-b',
  '16',
  '-L',
  '-c',
  '1',
  '-r',
  String(studioRateHz),
];
