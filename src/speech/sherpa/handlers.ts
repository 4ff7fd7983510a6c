import { EarshotError } from '../../errors.ts';
import type { ChildHandlers } from '../../lib/serve-child.ts';
import type { Recognition } from '../words.ts';
import type { RecogniserConfig } from './recogniser-config.ts';

/** What is used of sherpa-onnx-node. */
export interface SherpaOnnx {
  OfflineRecognizer: { createAsync(config: RecogniserConfig): Promise<Recogniser> };
  SpeakerEmbeddingExtractor: new (config: {
    model: string;
    numThreads: number;
    debug: number;
  }) => { dim: number };
}

interface Recogniser {
  createStream(hotwords?: string): Stream;
  setConfig(config: RecogniserConfig): void;
  decodeAsync(stream: Stream): Promise<RawResult>;
}

interface Stream {
  acceptWaveform(wave: { samples: Float32Array; sampleRate: number }): void;
}

interface RawResult {
  text: string;
  lang: string;
  tokens: string[];
  timestamps: number[];
  durations: number[];
  ys_log_probs: number[];
}

export interface DecodeRequest {
  config: RecogniserConfig;
  samples: Int16Array;
  sampleRateHz: number;
  /** Faint noise to add, as a share of full scale; 0 for none. */
  noise: number;
  /** Null for recognisers that take none: giving them any ends the process. */
  hotWords: string | null;
}

export interface DecodeReply extends Recognition {
  rssBytes: number;
}

/** Native streams are freed by the garbage collector alone, which does not see their size. */
const decodesPerCollection = 50;

export function sherpaHandlers(sherpa: SherpaOnnx): ChildHandlers {
  let held: { key: string; recogniser: Promise<Recogniser>; config: RecogniserConfig } | undefined;
  let decodes = 0;
  let underWay = 0;
  let entrance: Promise<void> = Promise.resolve();
  let oneEnded: PromiseWithResolvers<void> = Promise.withResolvers();

  function load(config: RecogniserConfig): Promise<Recogniser> {
    const key = keyOf(config);
    if (held?.key !== key) held = { key, config, recogniser: create(sherpa, config) };
    return held.recogniser;
  }

  /** The language is a setting of the whole recogniser: it changes only while nothing is being recognised. */
  async function enter(config: RecogniserConfig): Promise<Recogniser> {
    const recogniser = await load(config);
    const same = () => JSON.stringify(held?.config) === JSON.stringify(config);
    while (!same() && underWay > 0) await oneEnded.promise;
    if (!same() && held) {
      recogniser.setConfig(config);
      held.config = config;
    }
    underWay++;
    return recogniser;
  }

  async function decode(request: DecodeRequest): Promise<DecodeReply> {
    // In order of asking, so that a wish for another language is not overtaken for ever.
    const entered = entrance.then(() => enter(request.config));
    entrance = entered.then(
      () => {},
      () => {},
    );
    const recogniser = await entered;
    try {
      const stream = recogniser.createStream(request.hotWords ?? undefined);
      stream.acceptWaveform({ samples: toFloats(request), sampleRate: request.sampleRateHz });
      return toReply(await run(recogniser, stream));
    } finally {
      underWay--;
      oneEnded.resolve();
      oneEnded = Promise.withResolvers();
      if (++decodes % decodesPerCollection === 0) globalThis.gc?.();
    }
  }

  return {
    load: async (config: RecogniserConfig) => {
      await load(config);
    },
    decode,
    loadEmbedding: (model: string) => {
      if (!(new sherpa.SpeakerEmbeddingExtractor({ model, numThreads: 1, debug: 0 }).dim > 0)) {
        throw new EarshotError('model_corrupt', {
          details: { reason: 'it makes voice prints of no length' },
        });
      }
    },
    /** Called alone, when memory is over its limit: the supervisor replaces an idle process. */
    rest: () => null,
  };
}

/** Everything but the language, which changes without loading again. */
function keyOf(config: RecogniserConfig): string {
  return JSON.stringify(config, (key, value) =>
    key === 'language' || key === 'srcLang' || key === 'tgtLang' ? undefined : value,
  );
}

async function create(sherpa: SherpaOnnx, config: RecogniserConfig): Promise<Recogniser> {
  try {
    return await sherpa.OfflineRecognizer.createAsync(config);
  } catch (cause) {
    throw new EarshotError('model_corrupt', { details: { reason: (cause as Error).message }, cause });
  }
}

/** @throws internal with what the native side said */
async function run(recogniser: Recogniser, stream: Stream): Promise<RawResult> {
  try {
    return await recogniser.decodeAsync(stream);
  } catch (cause) {
    throw new EarshotError('internal', { details: { reason: (cause as Error).message }, cause });
  }
}

/** 16-bit samples as floats of full scale 1. The native side does not check what kind of array it is given. */
function toFloats({ samples, sampleRateHz, noise }: DecodeRequest): Float32Array {
  if (!(samples instanceof Int16Array) || !(sampleRateHz > 0)) {
    throw new EarshotError('internal', { details: { reason: 'not 16-bit samples' } });
  }
  const floats = Float32Array.from(samples, (sample) => sample / 32_768);
  if (noise > 0)
    for (let index = 0; index < floats.length; index++) floats[index]! += noise * gaussian(index);
  return floats;
}

/** The same noise every time, so that a call heard twice gives the same text. */
function gaussian(index: number): number {
  const first = hash(2 * index + 1);
  const second = hash(2 * index + 2);
  return Math.sqrt(-2 * Math.log(first)) * Math.cos(2 * Math.PI * second);
}

/** An even spread over 0 to 1 (0 excluded). */
function hash(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return (((mixed ^ (mixed >>> 16)) >>> 0) + 1) / 2 ** 32;
}

function toReply(raw: RawResult): DecodeReply {
  return {
    text: raw.text,
    tokens: raw.tokens,
    timestamps: raw.timestamps,
    durations: raw.durations,
    logProbs: raw.ys_log_probs,
    language: raw.lang.replace(/[<|>]/g, '') || null,
    rssBytes: process.memoryUsage.rss(),
  };
}
