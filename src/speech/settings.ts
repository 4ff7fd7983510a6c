import { z } from 'zod';
import { HotWord, mostHotWords } from '../model/hot-words.ts';

export const SherpaSettings = z.strictObject({
  parallel: z
    .int()
    .min(0)
    .max(64)
    .default(0)
    .describe('Segments recognised at once; 0 takes half of the processor cores.'),
  nice: z
    .int()
    .min(0)
    .max(19)
    .default(10)
    .describe('How far the speech process stands back (Unix nice value).'),
  idleDisk: z
    .boolean()
    .default(true)
    .describe('Let the speech process use the disk only when nobody else does (Linux).'),
  recycleAboveBytes: z
    .int()
    .min(0)
    .default(4_000_000_000)
    .describe('The speech process is replaced, between segments, above this memory. Its memory only grows.'),
  segmentTimeoutMs: z
    .int()
    .min(1000)
    .default(180_000)
    .describe('How long one segment of up to 20 s may take before its process counts as hung.'),
  loadTimeoutMs: z.int().min(1000).default(300_000).describe('How long loading a model may take.'),
  unloadAfterMs: z
    .int()
    .min(0)
    .default(600_000)
    .describe('A model nobody needed for so long is taken out of memory; 0 keeps it.'),
  hotWordsWithParakeet: z
    .boolean()
    .default(false)
    .describe(
      'Hot words with Parakeet TDT. Off: the search they need is known to lose a fifth of short answers.',
    ),
  hotWordsScore: z
    .number()
    .min(0)
    .max(10)
    .default(1.5)
    .describe('How strongly hot words are favoured. Too much writes them where something else was said.'),
});
export type SherpaSettings = z.output<typeof SherpaSettings>;

export const EndpointSettings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null)
    .describe('Base address of an OpenAI-compatible endpoint, up to and with /v1. None when absent.'),
  apiKey: z.string().nullable().default(null).describe('Sent as a bearer token when set.'),
  model: z.string().default('whisper-1').describe('The model to ask for.'),
  timeoutMs: z.int().min(1000).default(600_000).describe('How long one request may take.'),
  tries: z.int().min(1).max(10).default(4).describe('Tries of one request, the first included.'),
  maxRetryAfterMs: z
    .int()
    .min(0)
    .default(120_000)
    .describe('A longer Retry-After fails the call for now; its job is tried again later.'),
  parallel: z.int().min(1).max(16).default(2).describe('Requests at once.'),
  maxPieceMs: z
    .int()
    .min(10_000)
    .max(3_600_000)
    .default(600_000)
    .describe('The longest audio of one request; longer legs are cut at silence.'),
  maxUntimedPieceMs: z
    .int()
    .min(5_000)
    .max(120_000)
    .default(30_000)
    .describe('The same for an endpoint that answers with bare text: its pieces give turns their times.'),
  maxPieceBytes: z
    .int()
    .min(500_000)
    .default(24_000_000)
    .describe('The largest file of one request; OpenAI takes 25 MB.'),
});
export type EndpointSettings = z.output<typeof EndpointSettings>;

export const LiveSpeechSettings = z.strictObject({
  model: z
    .string()
    .nullable()
    .default(null)
    .describe('The installed streaming model for open calls; the first for the language when absent.'),
  secondPass: z
    .boolean()
    .default(true)
    .describe('Read each turn that ended once more with the engine for recordings, where there is one.'),
  endSilenceMs: z.int().min(100).default(500).describe('Silence that ends a turn of an open call.'),
  longestTurnMs: z
    .int()
    .min(2_000)
    .default(15_000)
    .describe('A turn of an open call that lasts longer is cut.'),
  partialEveryMs: z
    .int()
    .min(200)
    .default(1_000)
    .describe(
      'How often the words of a turn that lasts are asked for, where no streaming model is installed.',
    ),
});
export type LiveSpeechSettings = z.output<typeof LiveSpeechSettings>;

export const SynthesisSettings = z.strictObject({
  model: z
    .string()
    .nullable()
    .default(null)
    .describe(
      'The installed model that gives simulated callers their voice; the first for the language when absent.',
    ),
  threads: z
    .int()
    .min(0)
    .max(16)
    .default(0)
    .describe('Threads that make one line; 0 takes half of the processor cores, at most 4.'),
  steps: z
    .int()
    .min(1)
    .max(50)
    .default(8)
    .describe('Rounds in which Supertonic makes a line: its publisher names 5 (quick) to 12 (clean).'),
  nice: z
    .int()
    .min(0)
    .max(19)
    .default(5)
    .describe('How far the process that speaks stands back (Unix nice value): somebody waits for it.'),
  lineTimeoutMs: z
    .int()
    .min(1000)
    .default(20_000)
    .describe('How long one line may take before the process that speaks counts as hung.'),
  recycleAboveBytes: z
    .int()
    .min(0)
    .default(2_000_000_000)
    .describe('The process that speaks is replaced, between lines, above this memory.'),
  unloadAfterMs: z
    .int()
    .min(0)
    .default(600_000)
    .describe('A model that said nothing for so long is taken out of memory; 0 keeps it.'),
});
export type SynthesisSettings = z.output<typeof SynthesisSettings>;

const PocketsphinxSettings = z.strictObject({
  program: z
    .string()
    .default('pocketsphinx_batch')
    .describe('The program that hears trainees where no model is installed; empty to do without.'),
  streaming: z
    .string()
    .default('pocketsphinx_continuous')
    .describe(
      'The program that follows their microphones, so that they are answered sooner; empty to do without.',
    ),
  streams: z
    .int()
    .min(0)
    .max(200)
    .default(8)
    .describe('Microphones followed at once, a tenth of a gigabyte each; others are heard turn by turn.'),
  model: z.string().default('/usr/share/pocketsphinx/model/en-us').describe('The folder of its model.'),
  timeoutMs: z.int().min(1000).default(60_000).describe('How long one turn may take, loading included.'),
});

export const SpeechSettings = z.strictObject({
  engine: z
    .enum(['auto', 'sherpa-onnx', 'openai-compatible', 'none'])
    .default('auto')
    .describe('auto: the endpoint when one is set, else the best installed model.'),
  model: z
    .string()
    .nullable()
    .default(null)
    .describe('The installed model to use; the best one for the language when absent.'),
  language: z
    .string()
    .nullable()
    .default(null)
    .describe('The language of calls that do not say (BCP 47), for example en.'),
  hotWords: z
    .array(HotWord)
    .max(mostHotWords)
    .default([])
    .describe(
      'Words and phrases to favour (streets, units, names of the agency), as a list. Which models take them: docs/speech.md.',
    ),
  hotWordsFile: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('A file with more of them, one a line; # begins a comment. Read at the start.'),
  mirror: z
    .url({ protocol: /^https?$/ })
    .default('https://github.com/k2-fsa/sherpa-onnx/releases/download')
    .describe('Where models are downloaded from: <mirror>/<release>/<file>.'),
  sherpa: SherpaSettings.prefault({}),
  endpoint: EndpointSettings.prefault({}),
  live: LiveSpeechSettings.prefault({}),
  synthesis: SynthesisSettings.prefault({}),
  pocketsphinx: PocketsphinxSettings.prefault({}),
});
export type SpeechSettings = z.output<typeof SpeechSettings>;
