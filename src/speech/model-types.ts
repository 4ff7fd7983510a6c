import { type SynthesisRole, type SynthesisType, synthesisTypes } from './synthesis/types.ts';

/** What a model is for. */
export type ModelJob =
  | 'recognition'
  | 'live-recognition'
  | 'speaker-segmentation'
  | 'speaker-embedding'
  | 'synthesis';

export type ModelType =
  | 'nemo-transducer'
  | 'nemo-ctc'
  | 'whisper'
  | 'moonshine'
  | 'moonshine-merged'
  | 'sense-voice'
  | 'canary'
  | 'transducer'
  | 'zipformer-ctc'
  | 'live-nemo-ctc'
  | 'live-nemo-transducer'
  | 'live-transducer'
  | 'pyannote-segmentation'
  | 'speaker-embedding'
  | SynthesisType;

/** A part a file plays in a model. */
export type FileRole =
  | 'model'
  | 'encoder'
  | 'decoder'
  | 'joiner'
  | 'preprocessor'
  | 'uncachedDecoder'
  | 'cachedDecoder'
  | 'tokens'
  | SynthesisRole;

export interface ModelTypeInfo {
  job: ModelJob;
  roles: FileRole[];
  /** Metadata that must be in a file: the loader ends the process where one is missing. */
  metadata: Partial<Record<FileRole, string[]>>;
  /** Metadata that must have this value, or match it. */
  values: Partial<Record<FileRole, Record<string, string | RegExp>>>;
  /**
   * How many symbols the token table must hold, given the vocabulary size in the metadata of `sizeIn`; a wrong
   * table ends the process at load or at the first unlucky word.
   */
  tokens: { sizeIn: FileRole; fewest: number; most: number } | null;
  /** Symbols the loader looks up without asking. */
  symbols: string[];
  /** Whether words get times. */
  wordTimes: boolean;
  /** How long a token lasts where the model gives only its start. */
  tokenMs: number;
  /** Real audio to leave before speech. Canary drops a clip that starts with speech; the others need little. */
  leadInMs: number;
  /** Whether an empty answer is known to be a fault that another cut cures (Parakeet TDT near silence). */
  retriesEmpty: boolean;
}

const recognition = {
  job: 'recognition',
  values: {},
  tokens: null,
  symbols: [],
  wordTimes: true,
  tokenMs: 80,
  leadInMs: 100,
  retriesEmpty: false,
} satisfies Partial<ModelTypeInfo>;

/** What a streaming NeMo model must say of itself: its loader ends the process where one is missing. */
const nemoStream = [
  'window_size',
  'chunk_shift',
  'subsampling_factor',
  'vocab_size',
  'cache_last_channel_dim1',
  'cache_last_channel_dim2',
  'cache_last_channel_dim3',
  'cache_last_time_dim1',
  'cache_last_time_dim2',
  'cache_last_time_dim3',
];

const diarization = {
  values: {},
  tokens: null,
  symbols: [],
  wordTimes: false,
  tokenMs: 0,
  leadInMs: 0,
  retriesEmpty: false,
} satisfies Partial<ModelTypeInfo>;

export const modelTypes: Record<ModelType, ModelTypeInfo> = {
  'nemo-transducer': {
    ...recognition,
    roles: ['encoder', 'decoder', 'joiner', 'tokens'],
    metadata: { encoder: ['vocab_size', 'subsampling_factor', 'pred_rnn_layers', 'pred_hidden'] },
    // The blank is not counted in vocab_size and must be the last symbol.
    tokens: { sizeIn: 'encoder', fewest: 1, most: 1 },
    symbols: ['<blk>'],
    retriesEmpty: true,
  },
  'nemo-ctc': {
    ...recognition,
    roles: ['model', 'tokens'],
    metadata: { model: ['vocab_size', 'subsampling_factor'] },
    // Exports disagree on whether vocab_size counts the blank.
    tokens: { sizeIn: 'model', fewest: 0, most: 1 },
    symbols: ['<blk>'],
  },
  whisper: {
    ...recognition,
    roles: ['encoder', 'decoder', 'tokens'],
    metadata: {
      encoder: [
        'n_mels',
        'n_text_layer',
        'n_text_ctx',
        'n_text_state',
        'n_vocab',
        'sot',
        'eot',
        'blank_id',
        'translate',
        'transcribe',
        'is_multilingual',
        'no_timestamps',
        'no_speech',
        'sot_sequence',
      ],
    },
    wordTimes: false,
  },
  moonshine: {
    ...recognition,
    roles: ['preprocessor', 'encoder', 'uncachedDecoder', 'cachedDecoder', 'tokens'],
    metadata: {},
    wordTimes: false,
  },
  'moonshine-merged': {
    ...recognition,
    roles: ['encoder', 'decoder', 'tokens'],
    metadata: {},
    wordTimes: false,
  },
  'sense-voice': {
    ...recognition,
    roles: ['model', 'tokens'],
    metadata: {
      model: [
        'vocab_size',
        'lfr_window_size',
        'lfr_window_shift',
        'normalize_samples',
        'with_itn',
        'without_itn',
        'lang_auto',
        'lang_zh',
        'lang_en',
        'lang_ja',
        'lang_ko',
        'lang_yue',
        'neg_mean',
        'inv_stddev',
      ],
    },
    tokens: { sizeIn: 'model', fewest: 0, most: Number.POSITIVE_INFINITY },
    tokenMs: 60,
  },
  canary: {
    ...recognition,
    roles: ['encoder', 'decoder', 'tokens'],
    metadata: { encoder: ['model_type', 'vocab_size', 'subsampling_factor', 'feat_dim'] },
    values: { encoder: { model_type: 'EncDecMultiTaskModel' } },
    tokens: { sizeIn: 'encoder', fewest: 0, most: 0 },
    symbols: [
      '<|startofcontext|>',
      '<|startoftranscript|>',
      '<|emo:undefined|>',
      '<|en|>',
      '<|es|>',
      '<|de|>',
      '<|fr|>',
      '<|pnc|>',
      '<|nopnc|>',
      '<|noitn|>',
      '<|notimestamp|>',
      '<|nodiarize|>',
      '<|endoftext|>',
    ],
    wordTimes: false,
    leadInMs: 200,
  },
  transducer: {
    ...recognition,
    roles: ['encoder', 'decoder', 'joiner', 'tokens'],
    metadata: { decoder: ['vocab_size', 'context_size'] },
    // Token tables of icefall end in disambiguation symbols that the model does not count.
    tokens: { sizeIn: 'decoder', fewest: 0, most: Number.POSITIVE_INFINITY },
    tokenMs: 40,
  },
  'zipformer-ctc': {
    ...recognition,
    roles: ['model', 'tokens'],
    metadata: {},
    symbols: ['<blk>'],
    tokenMs: 40,
  },
  'live-nemo-ctc': {
    ...recognition,
    job: 'live-recognition',
    roles: ['model', 'tokens'],
    metadata: { model: nemoStream },
    tokens: { sizeIn: 'model', fewest: 0, most: 1 },
    symbols: ['<blk>'],
    tokenMs: 40,
  },
  'live-nemo-transducer': {
    ...recognition,
    job: 'live-recognition',
    roles: ['encoder', 'decoder', 'joiner', 'tokens'],
    metadata: { encoder: [...nemoStream, 'pred_rnn_layers', 'pred_hidden'] },
    tokens: { sizeIn: 'encoder', fewest: 0, most: 1 },
    symbols: ['<blk>'],
  },
  'live-transducer': {
    ...recognition,
    job: 'live-recognition',
    roles: ['encoder', 'decoder', 'joiner', 'tokens'],
    metadata: { encoder: ['model_type'], decoder: ['vocab_size', 'context_size'] },
    tokens: { sizeIn: 'decoder', fewest: 0, most: Number.POSITIVE_INFINITY },
    tokenMs: 40,
  },
  'pyannote-segmentation': {
    ...diarization,
    job: 'speaker-segmentation',
    roles: ['model'],
    metadata: {
      model: [
        'sample_rate',
        'window_size',
        'receptive_field_size',
        'receptive_field_shift',
        'num_speakers',
        'powerset_max_classes',
        'num_classes',
      ],
    },
  },
  'speaker-embedding': {
    ...diarization,
    job: 'speaker-embedding',
    roles: ['model'],
    metadata: { model: ['framework', 'output_dim', 'sample_rate', 'language'] },
  },
  ...synthesisTypes,
};

/** Whether metadata has the value a type wants. */
export function hasValue(actual: string | undefined, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? actual === wanted : wanted.test(actual ?? '');
}
