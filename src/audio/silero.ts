import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { EarshotError } from '../errors.ts';

/** Samples of one decision, at 16 kHz: 32 ms. */
export const detectorWindow = 512;
export const detectorRateHz = 16_000;

/** Hears speech in window after window of one leg. */
export interface SpeechDetector {
  /** 512 samples at 16 kHz. Returns whether somebody speaks; a start is told one window late. */
  isSpeech(window: Float32Array): boolean;
  /** Forgets what was heard, for the next leg. */
  reset(): void;
}

/** What of sherpa-onnx-node's `Vad` is used; the package has no types. */
interface NativeVad {
  acceptWaveform(samples: Float32Array): void;
  isDetected(): boolean;
  flush(): void;
  clear(): void;
  reset(): void;
}

interface SherpaOnnx {
  Vad: new (config: object, bufferSeconds: number) => NativeVad;
}

const require = createRequire(import.meta.url);
const modelFile = '@ricky0123/vad-web/dist/silero_vad_v5.onnx';
const modelBytes = 2_327_524;
const modelSha256 = '2623a2953f6ff3d2c1e61740c6cdb7168133479b267dfef114a4a3cc5bdd788f';

/** Each open segment is copied whole with every window: at 30 s that costs seven times the detection. */
const longestSegmentWindows = 94;
/** The model looks at the 64 samples before a window. Fed first, they make every later window a decision. */
const contextSamples = 64;

/**
 * Silero's detector, version 5, run by sherpa-onnx. Only for child processes: a damaged model ends the process.
 * @throws model_file_missing, model_corrupt
 */
export async function openSileroDetector(threshold: number): Promise<SpeechDetector> {
  const model = await checkedModel();
  const { Vad } = require('sherpa-onnx-node') as SherpaOnnx;
  // 0 stands for the default (0.25 s and 0.5 s) in these durations: a millisecond is as good as none.
  const sileroVad = {
    model,
    threshold,
    minSilenceDuration: 0.001,
    minSpeechDuration: 0.001,
    windowSize: detectorWindow,
    maxSpeechDuration: 1000,
  };
  const vad = new Vad(
    { sileroVad, sampleRate: detectorRateHz, numThreads: 1, provider: 'cpu', debug: 0 },
    30,
  );
  let windows = 0;
  const prime = () => {
    windows = 0;
    vad.acceptWaveform(new Float32Array(contextSamples));
  };
  prime();
  return {
    isSpeech(window) {
      vad.acceptWaveform(window);
      const isSpeech = vad.isDetected();
      windows = isSpeech ? windows + 1 : 0;
      if (windows % longestSegmentWindows === 0) {
        vad.flush();
        vad.clear();
      }
      return isSpeech;
    },
    reset() {
      vad.reset();
      prime();
    },
  };
}

/** The constructor takes a missing file without a word, and a damaged one ends the process. */
async function checkedModel(): Promise<string> {
  const path = require.resolve(modelFile);
  const bytes = await readFile(path).catch((cause) => {
    throw new EarshotError('model_file_missing', { details: { model: 'silero_vad_v5' }, cause });
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (bytes.byteLength !== modelBytes || sha256 !== modelSha256) {
    throw new EarshotError('model_corrupt', { details: { model: 'silero_vad_v5', bytes: bytes.byteLength } });
  }
  return path;
}
