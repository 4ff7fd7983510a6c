import { readFileSync } from 'node:fs';
import { audioProcess, type PrepareOrder } from '../src/audio/audio.ts';
import type { AudioFile, PreparedAudio } from '../src/audio/prepare.ts';
import { AudioSettings } from '../src/audio/settings.ts';
import { riff } from '../src/audio/testing/signal.ts';
import type { ByteSource } from '../src/lib/bytes.ts';
import { openChild } from '../src/lib/child.ts';
import { benchCall } from './audio-call.ts';
import type { Figure } from './bench.ts';

const hourMs = 3_600_000;

/** Memory and time of the decoding process with calls that are longer than any memory should hold. */
export async function measureLongCalls(report: (figure: Figure) => void): Promise<void> {
  const call = await benchCall();
  const hour = call.legs.map((samples, i) => ({
    fileName: `leg${i}.wav`,
    source: repeated(samples, hourMs),
  }));
  await measure('one hour of two legs', hour, 300, report);
  await measure('six hours of mu-law', [{ fileName: 'long.wav', source: noise(6 * hourMs) }], 250, report);
}

async function measure(
  what: string,
  files: AudioFile[],
  atMost: number,
  report: (figure: Figure) => void,
): Promise<void> {
  await using child = openChild({ ...audioProcess, timeoutMs: hourMs });
  const order: PrepareOrder = {
    files: files.map(({ source, fileName }) => ({ size: source.size, fileName })),
    settings: AudioSettings.parse({ maxDurationMs: 24 * hourMs }),
    ffmpeg: null,
  };
  const startedAt = performance.now();
  let peakMiB = 0;
  const prepared = await child.call<PreparedAudio>('prepare', order, {
    serve: {
      read: ({ file, start, end }: { file: number; start: number; end: number }) =>
        files[file]!.source.read(start, end),
      sink: () => {},
      progress: () => {
        peakMiB = Math.max(peakMiB, peakOf(child.pid));
      },
    },
  });
  const tookS = (performance.now() - startedAt) / 1000;
  report({
    what: `${what}, through the decoding process`,
    value: prepared.durationMs / 1000 / tookS,
    unit: '× real time',
  });
  if (peakMiB > 0) report({ what: '  its memory at most', value: peakMiB, unit: 'MiB', bar: { atMost } });
}

/** The largest resident size a process ever had; 0 where the system does not tell. */
function peakOf(pid: number | undefined): number {
  if (process.platform !== 'linux' || !pid) return 0;
  const kib = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib ?? 0) / 1024;
}

/** A WAV file that exists only while it is read. */
function made(
  durationMs: number,
  shape: { tag: number; bits: number },
  fill: (out: Buffer, at: number) => void,
): ByteSource {
  const dataBytes = (durationMs / 1000) * 8000 * (shape.bits / 8);
  const header = riff({ ...shape, channels: 1, sampleRateHz: 8000, dataBytes }, Buffer.alloc(0));
  return {
    size: header.length + dataBytes,
    async read(start, end) {
      const out = Buffer.alloc(end - start);
      fill(out, start - header.length);
      if (start < header.length) header.copy(out, 0, start, Math.min(header.length, end));
      return out;
    },
  };
}

function repeated(samples: Float32Array, durationMs: number): ByteSource {
  const once = Buffer.from(Int16Array.from(samples, (sample) => Math.round(sample * 32767)).buffer);
  return made(durationMs, { tag: 1, bits: 16 }, (out, at) => {
    for (let i = Math.max(0, -at); i < out.length; i++) out[i] = once[(at + i) % once.length]!;
  });
}

function noise(durationMs: number): ByteSource {
  return made(durationMs, { tag: 7, bits: 8 }, (out, at) => {
    for (let i = 0; i < out.length; i++) out[i] = 0xf0 | (Math.imul(at + i, 2_654_435_761) >>> 28);
  });
}
