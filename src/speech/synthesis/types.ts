/** Models that speak, by what their loader needs. */
export type SynthesisType = 'supertonic' | 'kokoro' | 'vits' | 'vits-espeak';

/** Parts only such models have. */
export type SynthesisRole =
  | 'durationPredictor'
  | 'textEncoder'
  | 'vectorEstimator'
  | 'vocoder'
  | 'ttsJson'
  | 'unicodeIndexer'
  | 'voiceStyle'
  | 'voices'
  | 'espeakData';

/** Of these, the ones that are no networks, and are checked by rules of their own. */
export const dataRoles: readonly string[] = [
  'ttsJson',
  'unicodeIndexer',
  'voiceStyle',
  'voices',
  'espeakData',
] satisfies SynthesisRole[];

/** The folder with the pronunciation of languages; the only part of a model that is a folder. */
export const espeakFolder = 'espeak-ng-data';

interface SynthesisTypeInfo {
  job: 'synthesis';
  roles: ('model' | 'tokens' | SynthesisRole)[];
  metadata: { model?: string[] };
  values: { model?: Record<string, string | RegExp> };
  tokens: null;
  symbols: string[];
  wordTimes: boolean;
  tokenMs: number;
  leadInMs: number;
  retriesEmpty: boolean;
}

const speaking = {
  job: 'synthesis',
  metadata: {},
  values: {},
  tokens: null,
  symbols: [],
  // What follows is of recognition.
  wordTimes: false,
  tokenMs: 0,
  leadInMs: 0,
  retriesEmpty: false,
} satisfies Partial<SynthesisTypeInfo>;

export const synthesisTypes: Record<SynthesisType, SynthesisTypeInfo> = {
  supertonic: {
    ...speaking,
    roles: [
      'durationPredictor',
      'textEncoder',
      'vectorEstimator',
      'vocoder',
      'ttsJson',
      'unicodeIndexer',
      'voiceStyle',
    ],
  },
  kokoro: {
    ...speaking,
    roles: ['model', 'voices', 'tokens', 'espeakData'],
    metadata: { model: ['sample_rate', 'n_speakers', 'has_espeak', 'style_dim'] },
  },
  /** VITS that spells: its text is letters. */
  vits: {
    ...speaking,
    roles: ['model', 'tokens'],
    metadata: { model: ['sample_rate', 'n_speakers', 'language', 'comment'] },
    values: { model: { frontend: 'characters' } },
  },
  /** VITS that is told sounds (Piper, Coqui): another comment makes its loader look for a dictionary and end. */
  'vits-espeak': {
    ...speaking,
    roles: ['model', 'tokens', 'espeakData'],
    metadata: { model: ['sample_rate', 'n_speakers', 'language', 'comment'] },
    values: { model: { comment: /piper|coqui|icefall/ } },
  },
};
