import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AudioFile } from '../src/audio/prepare.ts';
import { fixture, listen } from '../src/audio/testing/listen.ts';
import { wavFile } from '../src/audio/testing/signal.ts';
import { bufferSource } from '../src/lib/bytes.ts';
import type { Leg, Role } from '../src/model/call.ts';

const shared = new URL('../../shared/data/audio/', import.meta.url);

export interface BenchCall {
  what: string;
  files: AudioFile[];
  legs: Float32Array[];
  sampleRateHz: number;
}

/** Real telephone recordings, where the machine has them. */
export function sharedRecording(name: string): Buffer | null {
  const url = new URL(name, shared);
  return existsSync(url) ? readFileSync(url) : null;
}

/** A real call of two legs; without it one made of a spoken sentence, by turns on each leg. */
export async function benchCall(): Promise<BenchCall> {
  const names = ['Auto_Repairs_40_UTC_agent.wav', 'Auto_Repairs_40_UTC_caller.wav'];
  const real = names.map(sharedRecording);
  if (real[0] && real[1]) return callOf('a real call of 245 s', [real[0], real[1]]);
  const { channels, sampleRateHz } = await listen(fixture('speech.ogg'), 'speech.ogg');
  const sentence = channels[0]!.filter((_, i) => i % (sampleRateHz / 8000) === 0);
  const legs = [0, 1].map((leg) => {
    const samples = new Float32Array(240 * 8000);
    for (let turn = leg; (turn + 1) * sentence.length < samples.length; turn += 2) {
      samples.set(sentence, turn * sentence.length);
    }
    return samples;
  });
  return callOf('a made-up call of 240 s', [wavFile([legs[0]!], 8000), wavFile([legs[1]!], 8000)]);
}

async function callOf(what: string, wavs: [Buffer, Buffer]): Promise<BenchCall> {
  const heard = await Promise.all(wavs.map((bytes) => listen(bytes, 'leg.wav')));
  return {
    what,
    files: wavs.map((bytes, i) => ({ fileName: `leg${i}.wav`, source: bufferSource(bytes) })),
    legs: heard.map(({ channels }) => channels[0]!),
    sampleRateHz: heard[0]!.sampleRateHz,
  };
}

const encodings: [string, string, string][] = [
  ['WAV, 16 bit', 'call.wav', '-c:a pcm_s16le'],
  ['WAV, mu-law', 'call.wav', '-c:a pcm_mulaw'],
  ['WAV, GSM 06.10 (mono)', 'call.wav', '-ac 1 -c:a libgsm_ms'],
  ['MP3, 32 kbit/s', 'call.mp3', '-c:a libmp3lame -b:a 32k'],
  ['Ogg Opus, 24 kbit/s', 'call.ogg', '-c:a libopus -b:a 24k -mapping_family 0'],
  ['Ogg Vorbis at 44.1 kHz', 'call.ogg', '-ar 44100 -c:a libvorbis -b:a 64k'],
  ['FLAC', 'call.flac', '-c:a flac'],
  ['M4A, AAC at 44.1 kHz, 96 kbit/s', 'call.m4a', '-ar 44100 -c:a aac -b:a 96k'],
  ['WebM, Opus', 'call.webm', '-c:a libopus -b:a 24k -mapping_family 0'],
];

/** The call in each format, one file for both legs; nothing where ffmpeg is not installed to write them. */
export function* encoded(call: BenchCall): Generator<{ name: string; file: AudioFile }> {
  const work = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
  try {
    const input = join(work, 'input.wav');
    writeFileSync(input, wavFile(call.legs, call.sampleRateHz));
    for (const [name, fileName, options] of encodings) {
      const output = join(work, `out-${fileName}`);
      try {
        execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', input, ...options.split(' '), output]);
      } catch {
        // No ffmpeg, or one without this encoder: there is nothing to measure.
        continue;
      }
      yield { name, file: { fileName, source: bufferSource(readFileSync(output)) } };
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}

export function legOf(speech: Leg['speech'], index: number): Leg {
  const role: Role = index === 0 ? 'agent' : 'customer';
  return {
    index,
    channel: index,
    mixed: false,
    role,
    roleSource: 'given',
    roleConfidence: 1,
    certainty: 1,
    speech,
  };
}
