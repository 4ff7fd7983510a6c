import type { CatalogueModel } from './catalogue-model.ts';

/*
 * The rows of the catalogue, best first.
 *
 * Word error rates: Open ASR Leaderboard, short-form English, August 2026, of the float models; the int8 exports
 * lose a little. AMI (meetings) and Earnings-22 (calls of many accents) are the sets nearest to telephone calls.
 * Digests are of the published archives, each confirmed by at least two parties who downloaded it independently;
 * where that could not be found it is null.
 */
const recognition = 'asr-models';
const segmentation = 'speaker-segmentation-models';
const synthesis = 'tts-models';
// Spelt so by its publisher.
const embedding = 'speaker-recongition-models';

const transducerFiles = {
  encoder: 'encoder.int8.onnx',
  decoder: 'decoder.int8.onnx',
  joiner: 'joiner.int8.onnx',
  tokens: 'tokens.txt',
};

const european = 'bg hr cs da nl en et fi fr de el hu it lv lt mt pl pt ro sk sl es sv ru uk'.split(' ');

const supertonicLanguages =
  'en ko ja ar bg cs da de el es et fi fr hi hr hu id it lt lv nl pl pt ro ru sk sl sv tr uk vi'.split(' ');

/** In the order in which they lie in its file. */
const supertonicSpeakers = ['F1', 'F2', 'F3', 'F4', 'F5', 'M1', 'M2', 'M3', 'M4', 'M5'].map((id, number) => ({
  id,
  number,
  sex: id.startsWith('F') ? ('female' as const) : ('male' as const),
}));

function leaderboard(average: number, ami: number, earnings: number, clean: number, other: number): string {
  return `Open ASR Leaderboard (English, float model): ${average} % average; AMI ${ami} %, Earnings-22 ${earnings} %, LibriSpeech ${clean} / ${other} %`;
}

function whisperFiles(size: string): CatalogueModel['files'] {
  return {
    encoder: `${size}-encoder.int8.onnx`,
    decoder: `${size}-decoder.int8.onnx`,
    tokens: `${size}-tokens.txt`,
  };
}

function zipformerFiles(epoch: string): CatalogueModel['files'] {
  return {
    encoder: `encoder-${epoch}.int8.onnx`,
    decoder: `decoder-${epoch}.onnx`,
    joiner: `joiner-${epoch}.int8.onnx`,
    tokens: 'tokens.txt',
  };
}

export const catalogueModels: CatalogueModel[] = [
  {
    name: 'parakeet-tdt-0.6b-v2-int8',
    title: 'Parakeet TDT 0.6B v2 (English)',
    type: 'nemo-transducer',
    files: transducerFiles,
    download: {
      release: recognition,
      file: 'sherpa-onnx-nemo-parakeet-tdt-0.6b-v2-int8.tar.bz2',
      bytes: 482_468_385,
      sha256: '157c157bc51155e03e37d2466522a3a737dd9c72bb25f36eb18912964161e1ad',
    },
    diskBytes: 661_190_513,
    licence: 'CC-BY-4.0 (NVIDIA)',
    languages: ['en'],
    accuracy: `${leaderboard(6.05, 11.16, 11.15, 1.69, 3.19)}. As 8 kHz µ-law: 6.32 % average, AMI 11.98 % (model card)`,
    recommended: 'English telephone calls',
    symbols: 1025,
  },
  {
    name: 'parakeet-tdt-0.6b-v3-int8',
    title: 'Parakeet TDT 0.6B v3 (25 European languages)',
    type: 'nemo-transducer',
    files: transducerFiles,
    download: {
      release: recognition,
      file: 'sherpa-onnx-nemo-parakeet-tdt-0.6b-v3-int8.tar.bz2',
      bytes: 487_170_055,
      sha256: '5793d0fd397c5778d2cf2126994d58e9d56b1be7c04d13c7a15bb1b4eafb16bf',
    },
    diskBytes: 670_478_772,
    licence: 'CC-BY-4.0 (NVIDIA)',
    languages: european,
    accuracy: leaderboard(6.32, 11.39, 11.19, 1.92, 3.59),
    recommended: 'European languages other than English',
    symbols: 8193,
  },
  {
    name: 'parakeet-tdt-ctc-110m-en-int8',
    title: 'Parakeet TDT-CTC 110M (English)',
    type: 'nemo-ctc',
    files: { model: 'model.int8.onnx', tokens: 'tokens.txt' },
    download: {
      release: recognition,
      file: 'sherpa-onnx-nemo-parakeet_tdt_ctc_110m-en-36000-int8.tar.bz2',
      bytes: 104_337_827,
      sha256: '17f945007b52ccd8b7200ffc7c5652e9e8e961dfdf479cefcabd06cf5703630b',
    },
    diskBytes: 131_710_000,
    licence: 'CC-BY-4.0 (NVIDIA)',
    languages: ['en'],
    accuracy: `${leaderboard(7.49, 15.89, 12.37, 2.4, 5.22)}. Trained on Fisher telephone speech among others`,
    recommended: 'small machines',
    symbols: 1025,
  },
  {
    name: 'canary-180m-flash-int8',
    title: 'Canary 180M Flash (English, Spanish, German, French)',
    type: 'canary',
    files: { encoder: 'encoder.int8.onnx', decoder: 'decoder.int8.onnx', tokens: 'tokens.txt' },
    download: {
      release: recognition,
      file: 'sherpa-onnx-nemo-canary-180m-flash-en-es-de-fr-int8.tar.bz2',
      bytes: 153_692_328,
      sha256: '7a38ed8b13f014ad632b09ff8d22e0c6f1359dd046af9235d281dfae841b9ab9',
    },
    diskBytes: 207_170_046,
    licence: 'CC-BY-4.0 (NVIDIA)',
    languages: ['en', 'es', 'de', 'fr'],
    accuracy: leaderboard(7.12, 14.86, 12.33, 1.73, 4.35),
    recommended: null,
  },
  {
    name: 'whisper-turbo-int8',
    title: 'Whisper large-v3-turbo (99 languages)',
    type: 'whisper',
    files: whisperFiles('turbo'),
    download: {
      release: recognition,
      file: 'sherpa-onnx-whisper-turbo.tar.bz2',
      bytes: 563_790_207,
      sha256: 'b11acbbcd660b44a8e0df33724feb5aaa709cf65668f2823d59f656312544f22',
    },
    diskBytes: 1_036_613_791,
    licence: 'MIT (OpenAI)',
    languages: ['*'],
    accuracy: `${leaderboard(7.83, 16.13, 11.63, 2.1, 4.24)}. Six to eight times slower than Parakeet on the same processor`,
    recommended: 'languages Parakeet does not know',
  },
  {
    name: 'whisper-small.en-int8',
    title: 'Whisper small (English)',
    type: 'whisper',
    files: whisperFiles('small.en'),
    download: {
      release: recognition,
      file: 'sherpa-onnx-whisper-small.en.tar.bz2',
      bytes: 635_693_775,
      sha256: '0cdba2b8aaab69e04847f3427cc9709574112e67913a1a84b7fec3a8729faa9a',
    },
    diskBytes: 375_500_000,
    licence: 'MIT (OpenAI)',
    languages: ['en'],
    accuracy: leaderboard(8.59, 17.9, 13.0, 3.05, 7.25),
    recommended: null,
  },
  {
    name: 'moonshine-base-en',
    title: 'Moonshine base (English)',
    type: 'moonshine-merged',
    files: { encoder: 'encoder_model.ort', decoder: 'decoder_model_merged.ort', tokens: 'tokens.txt' },
    download: {
      release: recognition,
      file: 'sherpa-onnx-moonshine-base-en-quantized-2026-02-27.tar.bz2',
      bytes: 111_266_225,
      sha256: '43232c1d13013d37317163baec3135bd771a186a4356f28c889bab453bb0e891',
    },
    diskBytes: 141_200_000,
    licence: 'MIT (Moonshine AI)',
    languages: ['en'],
    accuracy: 'Open ASR Leaderboard (English, float model): 9.99 % average; AMI 17.5 %, Earnings-22 16.9 %',
    recommended: null,
  },
  {
    name: 'whisper-base.en-int8',
    title: 'Whisper base (English)',
    type: 'whisper',
    files: whisperFiles('base.en'),
    download: {
      release: recognition,
      file: 'sherpa-onnx-whisper-base.en.tar.bz2',
      bytes: 208_576_005,
      sha256: '475bc7052ce299c007f6d5d5407ba8601f819a2867f6eecee510ed17df581542',
    },
    diskBytes: 160_600_000,
    licence: 'MIT (OpenAI)',
    languages: ['en'],
    accuracy: leaderboard(10.32, 21.1, 15.1, 4.25, 10.35),
    recommended: null,
  },
  {
    name: 'zipformer-gigaspeech-2023-12-12-int8',
    title: 'Zipformer GigaSpeech (English, takes hot words)',
    type: 'transducer',
    files: zipformerFiles('epoch-30-avg-1'),
    download: {
      release: recognition,
      file: 'sherpa-onnx-zipformer-gigaspeech-2023-12-12.tar.bz2',
      bytes: null,
      sha256: null,
    },
    diskBytes: 75_200_000,
    licence: 'Apache-2.0',
    languages: ['en'],
    accuracy: 'LibriSpeech 2.0–2.4 / 4.6–5.5 % (icefall). Capitals only, no punctuation',
    recommended: null,
  },
  {
    name: 'zipformer-en-2023-06-26-int8',
    title: 'Zipformer LibriSpeech (English, takes hot words)',
    type: 'transducer',
    files: zipformerFiles('epoch-99-avg-1'),
    download: {
      release: recognition,
      file: 'sherpa-onnx-zipformer-en-2023-06-26.tar.bz2',
      bytes: null,
      sha256: null,
    },
    diskBytes: 71_100_000,
    licence: 'Apache-2.0',
    languages: ['en'],
    accuracy:
      'LibriSpeech 2.0–2.4 / 4.6–5.5 % (icefall): read books, not conversation. Capitals only, no punctuation',
    recommended: null,
  },
  {
    name: 'sense-voice-int8',
    title: 'SenseVoice small (Chinese, Cantonese, Japanese, Korean, English)',
    type: 'sense-voice',
    files: { model: 'model.int8.onnx', tokens: 'tokens.txt' },
    download: {
      release: recognition,
      file: 'sherpa-onnx-sense-voice-zh-en-ja-ko-yue-int8-2024-07-17.tar.bz2',
      bytes: 163_002_883,
      sha256: '7d1efa2138a65b0b488df37f8b89e3d91a60676e416f515b952358d83dfd347e',
    },
    diskBytes: 239_549_735,
    licence: 'FunASR Model License 1.1 (own terms)',
    languages: ['zh', 'yue', 'ja', 'ko', 'en'],
    accuracy: null,
    recommended: 'Chinese, Japanese and Korean',
  },
  {
    name: 'moonshine-tiny-en',
    title: 'Moonshine tiny (English)',
    type: 'moonshine-merged',
    files: { encoder: 'encoder_model.ort', decoder: 'decoder_model_merged.ort', tokens: 'tokens.txt' },
    download: {
      release: recognition,
      file: 'sherpa-onnx-moonshine-tiny-en-quantized-2026-02-27.tar.bz2',
      bytes: 29_858_559,
      sha256: '9ec31b342d8fa3240c3b81b8f82e1cf7e3ac467c93ca5a999b741d5887164f8d',
    },
    diskBytes: 44_100_000,
    licence: 'MIT (Moonshine AI)',
    languages: ['en'],
    accuracy: 'Open ASR Leaderboard (English, float model): 12.65 % average; AMI 22.8 %, Earnings-22 20.7 %',
    recommended: null,
  },
  {
    name: 'moonshine-tiny-en-v1-int8',
    title: 'Moonshine tiny, first form (English)',
    type: 'moonshine',
    files: {
      preprocessor: 'preprocess.onnx',
      encoder: 'encode.int8.onnx',
      uncachedDecoder: 'uncached_decode.int8.onnx',
      cachedDecoder: 'cached_decode.int8.onnx',
      tokens: 'tokens.txt',
    },
    download: {
      release: recognition,
      file: 'sherpa-onnx-moonshine-tiny-en-int8.tar.bz2',
      bytes: null,
      sha256: null,
    },
    diskBytes: 123_967_539,
    licence: 'MIT (Useful Sensors)',
    languages: ['en'],
    accuracy: 'Open ASR Leaderboard (English, float model): 12.65 % average',
    recommended: null,
  },
  {
    name: 'whisper-tiny.en-int8',
    title: 'Whisper tiny (English)',
    type: 'whisper',
    files: whisperFiles('tiny.en'),
    download: {
      release: recognition,
      file: 'sherpa-onnx-whisper-tiny.en.tar.bz2',
      bytes: 118_071_777,
      sha256: '2bd6cf965c8bb3e068ef9fa2191387ee63a9dfa2a4e37582a8109641c20005dd',
    },
    diskBytes: 103_600_000,
    licence: 'MIT (OpenAI)',
    languages: ['en'],
    accuracy: leaderboard(12.81, 24.2, 19.1, 5.66, 15.45),
    recommended: null,
  },
  {
    name: 'live-fast-conformer-480ms-int8',
    title: 'Streaming Fast Conformer, 480 ms (English)',
    type: 'live-nemo-transducer',
    files: transducerFiles,
    download: {
      release: recognition,
      file: 'sherpa-onnx-nemo-streaming-fast-conformer-transducer-en-480ms-int8.tar.bz2',
      bytes: null,
      sha256: null,
    },
    diskBytes: 132_000_000,
    licence: 'CC-BY-4.0 (NVIDIA)',
    languages: ['en'],
    accuracy:
      'LibriSpeech other 5.4 % (model card). Trained on Fisher and Switchboard telephone speech among others; small letters, no punctuation',
    recommended: 'words while they are spoken, English telephone calls',
  },
  {
    name: 'live-nemotron-0.6b-560ms-int8',
    title: 'Nemotron Speech Streaming 0.6B, 560 ms (English)',
    type: 'live-nemo-transducer',
    files: transducerFiles,
    download: {
      release: recognition,
      file: 'sherpa-onnx-nemotron-speech-streaming-en-0.6b-560ms-int8-2026-04-25.tar.bz2',
      bytes: null,
      sha256: null,
    },
    diskBytes: 632_000_000,
    licence: 'NVIDIA Open Model License',
    languages: ['en'],
    accuracy:
      'Open ASR Leaderboard (English, float model): between 8.53 % (80 ms) and 7.16 % (1120 ms) average; punctuation and capitals',
    recommended: 'words while they are spoken, four cores and more',
  },
  {
    name: 'live-zipformer-en-int8',
    title: 'Streaming Zipformer (English), takes hot words',
    type: 'live-transducer',
    files: zipformerFiles('epoch-99-avg-1'),
    download: {
      release: recognition,
      file: 'sherpa-onnx-streaming-zipformer-en-2023-06-21.tar.bz2',
      bytes: null,
      sha256: null,
    },
    diskBytes: 180_000_000,
    licence: 'Apache-2.0',
    languages: ['en'],
    accuracy: 'LibriSpeech 2.43 / 6.0 %, GigaSpeech 12.0 % (published by its authors)',
    recommended: null,
  },
  {
    name: 'pyannote-segmentation-3.0',
    title: 'pyannote segmentation 3.0: where speakers change',
    type: 'pyannote-segmentation',
    files: { model: 'model.onnx' },
    download: {
      release: segmentation,
      file: 'sherpa-onnx-pyannote-segmentation-3-0.tar.bz2',
      bytes: 6_958_444,
      sha256: '24615ee884c897d9d2ba09bb4d30da6bb1b15e685065962db5b02e76e4996488',
    },
    diskBytes: 5_992_913,
    licence: 'MIT',
    languages: ['*'],
    accuracy: null,
    recommended: 'telling two speakers of a one-channel recording apart (with a voice-print model)',
  },
  {
    name: 'titanet-small-en',
    title: 'TitaNet small: voice prints',
    type: 'speaker-embedding',
    files: { model: 'nemo_en_titanet_small.onnx' },
    download: {
      release: embedding,
      file: 'nemo_en_titanet_small.onnx',
      bytes: 40_257_283,
      sha256: 'ad4a1802485d8b34c722d2a9d04249662f2ece5d28a7a039063ca22f515a789e',
    },
    diskBytes: 40_257_283,
    licence: 'CC-BY-4.0 (NVIDIA)',
    languages: ['*'],
    accuracy: null,
    recommended: 'telling two speakers of a one-channel recording apart (with the segmentation model)',
  },
  {
    name: 'wespeaker-campplus-lm-en',
    title: 'WeSpeaker CAM++: voice prints',
    type: 'speaker-embedding',
    files: { model: 'wespeaker_en_voxceleb_CAM++_LM.onnx' },
    download: {
      release: embedding,
      file: 'wespeaker_en_voxceleb_CAM++_LM.onnx',
      bytes: null,
      sha256: null,
    },
    diskBytes: 29_300_000,
    licence: 'Apache-2.0',
    languages: ['*'],
    accuracy: null,
    recommended: null,
  },
  {
    name: 'eres2net-base',
    title: '3D-Speaker ERes2Net base: voice prints',
    type: 'speaker-embedding',
    files: { model: '3dspeaker_speech_eres2net_base_sv_zh-cn_3dspeaker_16k.onnx' },
    download: {
      release: embedding,
      file: '3dspeaker_speech_eres2net_base_sv_zh-cn_3dspeaker_16k.onnx',
      bytes: 39_593_761,
      sha256: '1a331345f04805badbb495c775a6ddffcdd1a732567d5ec8b3d5749e3c7a5e4b',
    },
    diskBytes: 39_593_761,
    licence: 'Apache-2.0',
    languages: ['*'],
    accuracy: null,
    recommended: null,
  },
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
