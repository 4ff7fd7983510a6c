import { EarshotError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Span } from '../../model/call.ts';
import type { EngineCapabilities, Heard, Hearing, HearOptions, SpeechEngine } from '../engine.ts';
import { modelTypes } from '../model-types.ts';
import { quietestMs, readChannel } from '../pcm.ts';
import { planSegments, type Segment } from '../segments.ts';
import type { SherpaSettings } from '../settings.ts';
import { buildTurns, type HeardPiece } from '../turns.ts';
import { confidenceOfAll, toSmallLetters, wordsOf } from '../words.ts';
import { type Decode, listen } from './listen.ts';
import {
  hotWordsText,
  type ModelFiles,
  type RecogniserConfig,
  recogniserConfig,
  takesLanguage,
  usesHotWords,
} from './recogniser-config.ts';
import { openSherpaSession, type SessionDeps } from './session.ts';
import { asSegmentFault, openTally, SegmentFault, type Tally } from './tally.ts';

/** An installed model, checked and tried. */
export interface SherpaModel extends ModelFiles {
  name: string;
  /** BCP 47 primary tags; `*` for many. */
  languages: string[];
  /** The codes the model itself takes, where it takes one per segment. */
  languageCodes: string[];
  capitalsOnly: boolean;
  /** Turns hot words into tokens; null where the model takes none. */
  bpeVocabulary: string | null;
}

export interface SherpaDeps extends SessionDeps {
  log: Log;
}

export function openSherpaEngine(
  model: SherpaModel,
  settings: SherpaSettings,
  deps: SherpaDeps,
): SpeechEngine {
  const session = openSherpaSession(settings, deps);
  const closing = new AbortController();
  const traits = modelTypes[model.type];
  const hotWords =
    usesHotWords(model.type, settings) && model.bpeVocabulary !== null
      ? { bpeVocabulary: model.bpeVocabulary, score: settings.hotWordsScore }
      : null;
  const capabilities: EngineCapabilities = {
    wordTimes: traits.wordTimes,
    hotwords: hotWords !== null,
    languages: model.languages,
  };

  function configFor(language: string | null): RecogniserConfig {
    return recogniserConfig(model, { language: languageCode(model, language), hotWords });
  }

  async function hearAll(hearing: Hearing, options: HearOptions & { signal: AbortSignal }): Promise<Heard> {
    const config = configFor(hearing.language);
    await session.load(config);
    const phrases =
      hotWords && hearing.hotwords.length > 0 ? hotWordsText(hearing.hotwords, model.capitalsOnly) : null;
    const { sampleRateHz, durationMs } = hearing.audio;
    const decode: Decode = (samples, noise) =>
      session.decode({ config, samples, sampleRateHz, noise, hotWords: phrases }).catch((thrown) => {
        throw asSegmentFault(thrown);
      });
    const segments = await planSegments(hearing.legs, durationMs, (channel, search) =>
      quietest(hearing, channel, search),
    );
    const tally = openTally(segments, options.onProgress);
    await eachOf(segments, session.parallel, options.signal, async (segment) => {
      try {
        tally.heard(segment, await listen(segment, hearing.audio, traits, decode));
      } catch (thrown) {
        if (!(thrown instanceof SegmentFault) || options.signal.aborted) throw thrown;
        deps.log.warn({ model: model.name, err: thrown.cause }, 'a segment could not be recognised');
        tally.failed(segment, thrown);
      }
    });
    tally.finish();
    return toHeard(tally, model, hearing);
  }

  return {
    name: 'sherpa-onnx',
    model: model.name,
    capabilities,
    async hear(hearing, options = {}) {
      // What ends with the engine must not look like segments that crash it.
      const signal = AbortSignal.any([closing.signal, ...(options.signal ? [options.signal] : [])]);
      return await untilAborted(hearAll(hearing, { ...options, signal }), signal);
    },
    async [Symbol.asyncDispose]() {
      closing.abort(
        new EarshotError('speech_engine_failed', { details: { reason: 'the engine was closed' } }),
      );
      await session[Symbol.asyncDispose]();
    },
  };
}

/** Works through the segments in order, several at once; the first failure stops the rest. */
async function eachOf(
  segments: Segment[],
  parallel: number,
  signal: AbortSignal,
  work: (segment: Segment) => Promise<void>,
): Promise<void> {
  const rest = segments[Symbol.iterator]();
  let failed = false;
  const worker = async () => {
    for (const segment of rest) {
      if (failed) return;
      signal.throwIfAborted();
      try {
        await work(segment);
      } catch (thrown) {
        failed = true;
        throw thrown;
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

async function quietest(hearing: Hearing, channel: number, search: Span): Promise<number> {
  const samples = await readChannel(hearing.audio, channel, search);
  return search.startMs + quietestMs(samples, hearing.audio.sampleRateHz);
}

function languageCode(model: SherpaModel, language: string | null): string {
  if (!takesLanguage(model.type) || language === null) return '';
  const primary = language.toLowerCase().split('-')[0] as string;
  // A code the model does not know ends its process.
  return model.languageCodes.includes(primary) ? primary : '';
}

function toHeard({ listened, missed }: Tally, model: SherpaModel, hearing: Hearing): Heard {
  return {
    language: hearing.language ?? onlyLanguage(model) ?? languageHeard(listened),
    turns: buildTurns(listened.map((one) => toPiece(one, model))),
    missed: missed.toSorted((a, b) => a.startMs - b.startMs || a.leg - b.leg),
  };
}

function toPiece(
  { recognition, startMs, endMs, segment }: Tally['listened'][number],
  model: SherpaModel,
): HeardPiece {
  const spelt = model.capitalsOnly ? toSmallLetters(recognition) : recognition;
  const words = wordsOf(spelt, { startMs, endMs, tokenMs: modelTypes[model.type].tokenMs });
  return {
    leg: segment.leg,
    startMs: words[0]?.startMs ?? segment.startMs,
    endMs: words.at(-1)?.endMs ?? segment.endMs,
    text: spelt.text.trim(),
    words,
    confidence: confidenceOfAll(spelt),
  };
}

function onlyLanguage(model: SherpaModel): string | null {
  const [only, ...others] = model.languages;
  return only !== undefined && only !== '*' && others.length === 0 ? only : null;
}

/** The language of most of the text. */
function languageHeard(listened: Tally['listened']): string | null {
  const lengths = new Map<string, number>();
  for (const { recognition } of listened) {
    if (!recognition.language) continue;
    lengths.set(recognition.language, (lengths.get(recognition.language) ?? 0) + recognition.text.length);
  }
  return [...lengths].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/** Rejects at once when aborted; what is in the recogniser ends by itself, for other calls share its process. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', onAbort));
}
