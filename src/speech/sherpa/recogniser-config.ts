import { join } from 'node:path';
import { type FileRole, type ModelType, modelTypes } from '../model-types.ts';
import type { SherpaSettings } from '../settings.ts';

/** What the native library is given to make a recogniser; plain data that crosses to the child process. */
export interface RecogniserConfig {
  featConfig: { sampleRate: number; featureDim: number };
  modelConfig: Record<string, unknown>;
  decodingMethod: 'greedy_search' | 'modified_beam_search';
  maxActivePaths?: number;
  hotwordsScore?: number;
}

export interface ModelFiles {
  type: ModelType;
  folder: string;
  files: Partial<Record<FileRole, string>>;
}

export interface RecogniserChoices {
  /** As the model names it; empty for "tell yourself" where the model can, English else. */
  language: string;
  /** Beam search with hot words, and the vocabulary that turns them into tokens; only for transducers. */
  hotWords: { bpeVocabulary: string; score: number } | null;
}

/** The file made at installation for hot words; not part of the published model. */
export const bpeVocabularyFile = 'hot-words.vocab';

/** Whether hot words can be used with this type at all. */
export function takesHotWords(type: ModelType): boolean {
  return type === 'transducer' || type === 'nemo-transducer' || type === 'live-transducer';
}

/** Whether a model of this type is searched with hot words. */
export function usesHotWords(
  type: ModelType,
  { hotWordsWithParakeet }: Pick<SherpaSettings, 'hotWordsWithParakeet'>,
): boolean {
  return type === 'transducer' || (takesHotWords(type) && hotWordsWithParakeet);
}

/** Whether the language is a choice made anew for each segment. */
export function takesLanguage(type: ModelType): boolean {
  return type === 'whisper' || type === 'canary';
}

export function recogniserConfig(model: ModelFiles, choices: RecogniserChoices): RecogniserConfig {
  const path = (role: FileRole) => join(model.folder, model.files[role] ?? '');
  const config: RecogniserConfig = {
    featConfig: { sampleRate: 16_000, featureDim: 80 },
    // One thread each and several at once use the processor better than several threads each.
    modelConfig: {
      tokens: path('tokens'),
      numThreads: 1,
      provider: 'cpu',
      debug: 0,
      ...loader(model.type, path, choices),
    },
    decodingMethod: 'greedy_search',
  };
  const { hotWords } = choices;
  if (!hotWords) return config;
  return {
    ...config,
    decodingMethod: 'modified_beam_search',
    maxActivePaths: 4,
    hotwordsScore: hotWords.score,
    modelConfig: { ...config.modelConfig, modelingUnit: 'bpe', bpeVocab: hotWords.bpeVocabulary },
  };
}

function loader(
  type: ModelType,
  path: (role: FileRole) => string,
  { language }: RecogniserChoices,
): Record<string, unknown> {
  const transducer = { encoder: path('encoder'), decoder: path('decoder'), joiner: path('joiner') };
  switch (type) {
    case 'nemo-transducer':
      return { transducer, modelType: 'nemo_transducer' };
    case 'transducer':
      return { transducer, modelType: 'transducer' };
    case 'nemo-ctc':
      return { nemoCtc: { model: path('model') } };
    case 'zipformer-ctc':
      return { zipformerCtc: { model: path('model') } };
    case 'sense-voice':
      return { senseVoice: { model: path('model'), language: 'auto', useInverseTextNormalization: 1 } };
    case 'whisper':
      return {
        whisper: { encoder: path('encoder'), decoder: path('decoder'), language, task: 'transcribe' },
      };
    case 'canary':
      return {
        canary: {
          encoder: path('encoder'),
          decoder: path('decoder'),
          srcLang: language || 'en',
          tgtLang: language || 'en',
          usePnc: 1,
        },
      };
    case 'moonshine':
      return {
        moonshine: {
          preprocessor: path('preprocessor'),
          encoder: path('encoder'),
          uncachedDecoder: path('uncachedDecoder'),
          cachedDecoder: path('cachedDecoder'),
        },
      };
    case 'moonshine-merged':
      return { moonshine: { encoder: path('encoder'), mergedDecoder: path('decoder') } };
    default:
      throw new TypeError(`${type} (${modelTypes[type].job}) does not recognise recordings`);
  }
}

/** Hot words as one stream takes them: phrases apart by `/`, without what has a meaning there. */
export function hotWordsText(hotwords: string[], capitalsOnly: boolean): string {
  const phrases = hotwords.map((phrase) => phrase.replace(/[/:\s]+/g, ' ').trim()).filter(Boolean);
  const text = phrases.join('/');
  return capitalsOnly ? text.toUpperCase() : text;
}
