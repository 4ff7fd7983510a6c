import type { CatalogueModel } from './catalogue-model.ts';

/*
 * The rows of the catalogue that speak, best first. Only what needs no data under the GPL stands here: Kokoro and Piper
 * come with that of eSpeak, and are imported by whoever wants them.
 */
const synthesis = 'tts-models';

const supertonicLanguages =
  'en ko ja ar bg cs da de el es et fi fr hi hr hu id it lt lv nl pl pt ro ru sk sl sv tr uk vi'.split(' ');

/** In the order in which they lie in its file. */
const supertonicSpeakers = ['F1', 'F2', 'F3', 'F4', 'F5', 'M1', 'M2', 'M3', 'M4', 'M5'].map((id, number) => ({
  id,
  number,
  sex: id.startsWith('F') ? ('female' as const) : ('male' as const),
}));

export const catalogueVoices: CatalogueModel[] = [
  {
    name: 'supertonic-3-int8',
    title: 'Supertonic 3: 31 languages, 10 speakers',
    type: 'supertonic',
    files: {
      durationPredictor: 'duration_predictor.int8.onnx',
      textEncoder: 'text_encoder.int8.onnx',
      vectorEstimator: 'vector_estimator.int8.onnx',
      vocoder: 'vocoder.int8.onnx',
      ttsJson: 'tts.json',
      unicodeIndexer: 'unicode_indexer.bin',
      voiceStyle: 'voice.bin',
    },
    download: {
      release: synthesis,
      file: 'sherpa-onnx-supertonic-3-tts-int8-2026-05-11.tar.bz2',
      bytes: 128_774_318,
      sha256: '82fa96f91c4ef8abaae3a14a3f4153facf88bed821d1f7331cec2700f432c427',
    },
    diskBytes: 145_295_768,
    licence: 'OpenRAIL-M (Supertone; limits what it may be used for)',
    languages: supertonicLanguages,
    accuracy: null,
    recommended: 'the voices of simulated callers',
    speakers: supertonicSpeakers,
  },
];
