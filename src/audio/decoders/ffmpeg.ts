import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { EarshotError } from '../../errors.ts';
import type { ByteSource } from '../../lib/bytes.ts';
import { type AudioFormat, type AudioNote, addNote, type Block, type Decoding } from '../format.ts';
import { sampleReader } from '../pcm.ts';
import { readAhead } from '../source.ts';

/**
 * Formats that Earshot has no decoder for, by the system's ffmpeg: a process of its own that is given the bytes on
 * standard input and gives a WAV stream back. It may open nothing else: no file named in a playlist, no network.
 */
const inputOptions = ['-v', 'error', '-nostdin', '-protocol_whitelist', 'pipe', '-i', 'pipe:0'];
const outputOptions = ['-map', '0:a:0', '-c:a', 'pcm_s16le', '-f', 'wav', '-bitexact', 'pipe:1'];
const headerBytes = 44;
const longestErrorBytes = 2000;

export async function decodeByFfmpeg(
  program: string,
  input: AsyncIterable<Uint8Array>,
  format: AudioFormat,
  notes: AudioNote[],
): Promise<Decoding> {
  const child = spawn(program, [...inputOptions, ...outputOptions], { stdio: 'pipe' });
  let errors = '';
  child.stderr.on('data', (bytes: Buffer) => {
    errors = (errors + bytes.toString('utf8')).slice(0, longestErrorBytes);
  });
  const ended = once(child, 'close');
  // Without a listener of its own a program that cannot be started would end the process; `read` reports it.
  child.on('error', () => {});
  ended.catch(() => {});
  const feeding = feed(child, input);
  feeding.catch(() => {});
  const output = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const head = await readHead(output);
  if (!head) {
    child.kill('SIGKILL');
    await feeding;
    throw new EarshotError('audio_codec_unsupported', {
      details: { container: format.container, codec: format.codec, remedy: 'Convert the recording to WAV.' },
      cause: new Error(errors || 'ffmpeg gave nothing'),
    });
  }
  const shape = { channels: head.readUInt16LE(22), sampleRateHz: head.readUInt32LE(24) };
  if (shape.channels > 2) {
    child.kill('SIGKILL');
    throw new EarshotError('audio_channels_unsupported', { details: { channels: shape.channels } });
  }
  const blocks = async function* (): AsyncGenerator<Block> {
    try {
      yield* readBlocks(output, head.subarray(headerBytes), shape);
      await feeding;
      await ended;
      if (errors) addNote(notes, 'audio_damaged_parts', {});
    } finally {
      child.kill('SIGKILL');
    }
  };
  return { format: { ...format, ...shape }, blocks: blocks(), notes, close: () => child.kill('SIGKILL') };
}

/** Writes what there is to write; that ffmpeg stops reading early is its own business. */
async function feed(child: ChildProcessWithoutNullStreams, input: AsyncIterable<Uint8Array>): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    child.stdin.once('close', resolve);
  });
  // Told by `closed` too.
  child.stdin.on('error', () => {});
  for await (const bytes of input) {
    if (child.stdin.destroyed) return;
    if (child.stdin.write(bytes)) continue;
    const drained = new Promise<void>((resolve) => {
      child.stdin.once('drain', resolve);
    });
    await Promise.race([drained, closed]);
  }
  child.stdin.end();
}

async function readHead(output: AsyncIterator<Buffer>): Promise<Buffer | null> {
  let held = Buffer.alloc(0);
  while (held.length < headerBytes) {
    const { value, done } = await output.next();
    if (done) return null;
    held = Buffer.concat([held, value]);
  }
  return held;
}

async function* readBlocks(
  output: AsyncIterator<Buffer>,
  first: Buffer,
  { channels, sampleRateHz }: { channels: number; sampleRateHz: number },
): AsyncGenerator<Block> {
  const read = sampleReader('pcm-s16', channels);
  const frameBytes = 2 * channels;
  let held = first;
  for (;;) {
    const whole = held.length - (held.length % frameBytes);
    if (whole > 0) yield { sampleRateHz, channels: read(held.subarray(0, whole)) };
    const { value, done } = await output.next();
    if (done) return;
    held = Buffer.concat([held.subarray(whole), value]);
  }
}

export function wholeFile(source: ByteSource): AsyncIterable<Uint8Array> {
  return readAhead(source, 256 * 1024);
}

/** Whether the program is there and runs. */
export async function isInstalled(program: string): Promise<boolean> {
  if (program === '') return false;
  const child = spawn(program, ['-version'], { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}
