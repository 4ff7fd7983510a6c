import { join } from 'node:path';
import type { SynthesisRole } from './types.ts';

/** What the native library is given to make a speaker; plain data that crosses to the child process. */
export interface VoiceConfig {
  model: Record<string, unknown>;
  maxNumSentences: number;
}

export interface VoiceModelFiles {
  type: string;
  folder: string;
  files: Partial<Record<string, string>>;
}

/** Kokoro is asked for American sounds unless a line says otherwise; it then needs no dictionary of words. */
const kokoroSounds = 'en-us';

export function voiceConfig({ type, folder, files }: VoiceModelFiles, threads: number): VoiceConfig {
  const path = (role: SynthesisRole | 'model' | 'tokens') => join(folder, files[role] ?? '');
  const model = { numThreads: threads, provider: 'cpu', debug: 0 };
  // Sentence by sentence: the memory a line takes grows with what is made at once.
  const config = (loader: Record<string, unknown>): VoiceConfig => ({
    model: { ...model, ...loader },
    maxNumSentences: 1,
  });
  switch (type) {
    case 'supertonic':
      return config({
        supertonic: {
          durationPredictor: path('durationPredictor'),
          textEncoder: path('textEncoder'),
          vectorEstimator: path('vectorEstimator'),
          vocoder: path('vocoder'),
          ttsJson: path('ttsJson'),
          unicodeIndexer: path('unicodeIndexer'),
          voiceStyle: path('voiceStyle'),
        },
      });
    case 'kokoro':
      return config({
        kokoro: {
          model: path('model'),
          voices: path('voices'),
          tokens: path('tokens'),
          dataDir: path('espeakData'),
          lang: kokoroSounds,
        },
      });
    case 'vits':
      return config({ vits: { model: path('model'), tokens: path('tokens') } });
    case 'vits-espeak':
      return config({ vits: { model: path('model'), tokens: path('tokens'), dataDir: path('espeakData') } });
    default:
      throw new TypeError(`${type} does not speak`);
  }
}

/** How one line is to be said, in the library's words. */
export interface Delivery {
  sid: number;
  speed: number;
  numSteps: number;
  silenceScale: number;
  extra: Record<string, string | number>;
}

/** Supertonic's own pace for speech that is neither slow nor fast. */
const supertonicPace = 1.05;
/** Supertonic begins with noise: the same each time, so that a line sounds the same when it is made anew. */
const noiseSeed = 1;

export function deliveryOf(
  type: string,
  { speaker, speed, language, steps }: { speaker: number; speed: number; language: string; steps: number },
): Delivery {
  // Pauses stay as the model makes them: the library would shorten long ones to a fifth.
  const delivery: Delivery = { sid: speaker, speed, numSteps: steps, silenceScale: 1, extra: {} };
  if (type !== 'supertonic') return delivery;
  return { ...delivery, speed: speed * supertonicPace, extra: { lang: language, seed: noiseSeed } };
}
