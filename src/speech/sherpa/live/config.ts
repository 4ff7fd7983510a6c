import { join } from 'node:path';
import type { LiveRecogniserConfig } from '../../live/live-protocol.ts';
import type { FileRole } from '../../model-types.ts';
import type { ModelFiles } from '../recogniser-config.ts';

export interface LiveChoices {
  /** Silence that ends a turn. */
  endSilenceMs: number;
  /** A turn that lasts longer is cut. */
  longestMs: number;
  /** A phrase a line, and what turns phrases into tokens; null where the model takes none. */
  hotWords: { text: string; score: number; vocabulary: string } | null;
}

/** Silence that ends a turn in which nothing was recognised: whatever comes next is another one. */
const nothingHeardS = 2.4;

export function liveConfig(
  model: ModelFiles,
  { endSilenceMs, longestMs, hotWords }: LiveChoices,
): LiveRecogniserConfig {
  const path = (role: FileRole) => join(model.folder, model.files[role] ?? '');
  const config: LiveRecogniserConfig = {
    featConfig: { sampleRate: 16_000, featureDim: 80 },
    modelConfig: { tokens: path('tokens'), numThreads: 1, provider: 'cpu', debug: 0, ...loader(model, path) },
    decodingMethod: 'greedy_search',
    enableEndpoint: 1,
    rule1MinTrailingSilence: nothingHeardS,
    rule2MinTrailingSilence: endSilenceMs / 1000,
    rule3MinUtteranceLength: longestMs / 1000,
  };
  // Streaming NeMo models are searched greedily only.
  if (!hotWords || model.type !== 'live-transducer') return config;
  return {
    ...config,
    decodingMethod: 'modified_beam_search',
    maxActivePaths: 4,
    hotwordsBuf: hotWords.text,
    hotwordsBufSize: Buffer.byteLength(hotWords.text),
    hotwordsScore: hotWords.score,
    modelConfig: { ...config.modelConfig, modelingUnit: 'bpe', bpeVocab: hotWords.vocabulary },
  };
}

function loader({ type }: ModelFiles, path: (role: FileRole) => string): Record<string, unknown> {
  switch (type) {
    case 'live-nemo-ctc':
      return { nemoCtc: { model: path('model') } };
    case 'live-nemo-transducer':
    case 'live-transducer':
      return { transducer: { encoder: path('encoder'), decoder: path('decoder'), joiner: path('joiner') } };
    default:
      throw new TypeError(`${type} does not recognise speech while it is spoken`);
  }
}
