import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { EarshotError } from '../../errors.ts';
import type { Span } from '../../model/call.ts';
import type { DiarizationModels } from '../audio.ts';
import { sampleReader } from '../pcm.ts';
import { openResampler } from '../resample.ts';
import type { MonoAudio } from './mono-audio.ts';

/** What of sherpa-onnx-node is used; the package has no types. */
interface SherpaOnnx {
  OfflineSpeakerDiarization: new (
    config: object,
  ) => {
    sampleRate: number;
    process(samples: Float32Array): { start: number; end: number; speaker: number }[];
  };
}

const require = createRequire(import.meta.url);
/** The whole call is held as 16 kHz floats, and sherpa-onnx holds it once more. */
const longestMs = 90 * 60_000;
const pieceBytes = 1024 * 1024;

/**
 * Two speakers by the models of sherpa-onnx. Null for calls too long to be held in memory.
 * The number of speakers is given: left to itself the clustering finds speakers that are not there.
 * @throws model_file_missing; a damaged model ends the process
 */
export async function diarize(
  { pcm, sampleRateHz }: MonoAudio,
  models: DiarizationModels,
  alive: () => Promise<void>,
): Promise<(Span & { speaker: number })[] | null> {
  if (pcm.size / 2 / sampleRateHz > longestMs / 1000) return null;
  for (const path of [models.segmentation, models.embedding]) {
    await access(path).catch((cause) => {
      throw new EarshotError('model_file_missing', { details: { model: path.split(/[\\/]/).at(-1) }, cause });
    });
  }
  const { OfflineSpeakerDiarization } = require('sherpa-onnx-node') as SherpaOnnx;
  const diarization = new OfflineSpeakerDiarization({
    segmentation: { pyannote: { model: models.segmentation }, numThreads: 1 },
    embedding: { model: models.embedding, numThreads: 1 },
    clustering: { numClusters: 2 },
    minDurationOn: 0.2,
    minDurationOff: 0.5,
  });
  const resampler = openResampler(sampleRateHz, diarization.sampleRate);
  const read = sampleReader('pcm-s16', 1);
  const samples = new Float32Array(Math.ceil(((pcm.size / 2) * diarization.sampleRate) / sampleRateHz) + 1);
  let filled = 0;
  for (let at = 0; at < pcm.size; at += pieceBytes) {
    const piece = resampler.push(read(await pcm.read(at, Math.min(pcm.size, at + pieceBytes)))[0]!);
    samples.set(piece, filled);
    filled += piece.length;
    await alive();
  }
  const rest = resampler.flush();
  samples.set(rest, filled);
  return diarization
    .process(samples.subarray(0, filled + rest.length))
    .map(({ start, end, speaker }) => ({ startMs: start * 1000, endMs: end * 1000, speaker }));
}
