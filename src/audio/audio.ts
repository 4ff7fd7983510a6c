import type { ByteSource } from '../lib/bytes.ts';
import { type Child, openChildPool, type Serve } from '../lib/child.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../log.ts';
import type { Span } from '../model/call.ts';
import { isInstalled } from './decoders/ffmpeg.ts';
import type { AudioFormat } from './format.ts';
import { identifyAudio } from './identify.ts';
import type { AudioFile, PreparedAudio } from './prepare.ts';
import type { AudioSettings } from './settings.ts';
import { openStallWatch } from './stall-watch.ts';

export type { AudioFormat, AudioNote } from './format.ts';
export type { AudioFile, PreparedAudio } from './prepare.ts';

export interface PrepareOptions {
  /** Takes interleaved signed 16-bit little-endian samples; decoding waits for it. */
  sink(chunk: Uint8Array): Promise<void> | void;
  onProgress?(share: number): void;
  signal?: AbortSignal;
}

export interface SeparateOptions {
  speakers: 2;
  /** Paths of the models of sherpa-onnx; without them speakers are told apart by pitch and timbre. */
  models?: DiarizationModels;
  signal?: AbortSignal;
}

export interface DiarizationModels {
  segmentation: string;
  embedding: string;
}

/** Who speaks when on one channel. */
export interface SeparatedSpeakers {
  /** By speaker, the one heard first being the first; one entry when there is probably only one. */
  speakers: Span[][];
  /** How well they could be told apart, 0 to 1; below 0.5 a person should look. */
  certainty: number;
  /** `voice features`, or the models' names. */
  method: string;
}

/** Everything done to recordings before anybody recognises a word, in processes of its own. */
export interface Audio extends AsyncDisposable {
  /** As `identifyAudio`, knowing whether ffmpeg is installed. */
  identify(source: ByteSource, fileName: string): Promise<AudioFormat>;
  /**
   * One recording of one or two channels, or two files that are the legs of one call.
   * @throws audio_*, child_crashed, child_timeout, and what the sources and the sink throw
   */
  prepare(files: AudioFile[], options: PrepareOptions): Promise<PreparedAudio>;
  /** @throws model_file_missing, model_corrupt, child_crashed, child_timeout */
  separate(
    audio: { pcm: ByteSource; sampleRateHz: number },
    speech: Span[],
    options: SeparateOptions,
  ): Promise<SeparatedSpeakers>;
}

export interface AudioDeps {
  clock: Clock;
  log: Log;
}

/** What the processes are asked to do; see audio-child.ts. */
export interface PrepareOrder {
  files: { size: number; fileName: string }[];
  settings: AudioSettings;
  ffmpeg: string | null;
}

export interface SeparateOrder {
  size: number;
  sampleRateHz: number;
  speech: Span[];
  models: DiarizationModels | null;
}

/**
 * Native memory and samples are freed by finalisers: garbage is collected between two recordings, and the youngest of
 * it often, in a small space. One arena, as nearly all is allocated on one thread. Over a hundred one-minute calls a
 * process stays below 140 MB; without this it grows to 212 MB.
 */
export const audioProcess = {
  entry: new URL('./audio-child.ts', import.meta.url),
  execArgv: ['--expose-gc', '--max-semi-space-size=2'],
  env: { MALLOC_ARENA_MAX: '1' },
};

/** Longer than any call takes; what stands still is ended sooner, by the stall watch. */
const longestWorkMs = 24 * 3_600_000;

export function openAudio(settings: AudioSettings, deps: AudioDeps): Audio {
  const child: Child = openChildPool(
    settings.processes,
    {
      ...audioProcess,
      nice: settings.nice,
      recycleAboveBytes: settings.recycleAboveBytes,
      timeoutMs: longestWorkMs,
    },
    { clock: deps.clock },
  );
  const ffmpeg = isInstalled(settings.ffmpeg).then((isThere) => {
    deps.log.debug({ isThere }, 'looked for ffmpeg');
    return isThere ? settings.ffmpeg : null;
  });

  async function work<Result>(
    method: string,
    order: unknown,
    serve: Serve,
    options: { signal?: AbortSignal | undefined; silentForMs?: number } = {},
  ): Promise<Result> {
    const timeoutMs = Math.max(settings.stallTimeoutMs, options.silentForMs ?? 0);
    const watch = openStallWatch(timeoutMs, options.signal);
    try {
      return await child.call<Result>(method, order, { serve: watch.served(serve), signal: watch.signal });
    } finally {
      watch.close();
    }
  }

  return {
    async identify(source, fileName) {
      return identifyAudio(source, fileName, { ffmpegInstalled: (await ffmpeg) !== null });
    },
    async prepare(files, { sink, onProgress, signal }) {
      const order: PrepareOrder = {
        files: files.map(({ source, fileName }) => ({ size: source.size, fileName })),
        settings,
        ffmpeg: await ffmpeg,
      };
      const serve: Serve = {
        read: ({ file, start, end }: { file: number; start: number; end: number }) =>
          files[file]!.source.read(start, end),
        sink: (chunk: Uint8Array) => sink(chunk),
        progress: (share: number) => onProgress?.(share),
      };
      return work<PreparedAudio>('prepare', order, serve, { signal });
    },
    async separate(audio, speech, { models, signal }) {
      const order: SeparateOrder = {
        size: audio.pcm.size,
        sampleRateHz: audio.sampleRateHz,
        speech,
        models: models ?? null,
      };
      const serve: Serve = {
        read: ({ start, end }: { start: number; end: number }) => audio.pcm.read(start, end),
        alive: () => {},
      };
      // The models are asked once, for the whole call, and give no sign of life meanwhile.
      const silentForMs = models ? (audio.pcm.size / 2 / audio.sampleRateHz) * 1000 : 0;
      return work<SeparatedSpeakers>('separate', order, serve, { signal, silentForMs });
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
