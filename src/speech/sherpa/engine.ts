import { EarshotError, toEarshotError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Span } from '../../model/call.ts';
import type { EngineCapabilities, Heard, Hearing, HearOptions, SpeechEngine } from '../engine.ts';
import { modelTypes } from '../model-types.ts';
import { quietestMs, readChannel } from '../pcm.ts';
import { planSegments, type Segment } from '../segments.ts';
import type { SherpaSettings } from '../settings.ts';
import { buildTurns, type HeardPiece } from '../turns.ts';
import { confidenceOfAll, toSmallLetters, wordsOf } from '../words.ts';
import { type Listened, listen } from './listen.ts';
import {
  hotWordsText,
  type ModelFiles,
  type RecogniserConfig,
  recogniserConfig,
  takesHotWords,
  takesLanguage,
} from './recogniser-config.ts';
import { openSherpaSession, type SessionDeps } from './session.ts';

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

type Missed = Heard['missed'][number];

/** Less speech than this with nothing in it is a cough or a click, not something that was missed. */
const speechWorthMissingMs = 400;
/** So many segments failing in a row, with none heard between them, is not the segments' fault. */
const mostFailuresInRow = 3;

export function openSherpaEngine(
  model: SherpaModel,
  settings: SherpaSettings,
  deps: SherpaDeps,
): SpeechEngine {
  const session = openSherpaSession(settings, deps);
  const closing = new AbortController();
  const traits = modelTypes[model.type];
  const beam = model.type === 'transducer' || (takesHotWords(model.type) && settings.hotWordsWithParakeet);
  const usesHotWords = beam && model.bpeVocabulary !== null;
  const capabilities: EngineCapabilities = {
    wordTimes: traits.wordTimes,
    hotwords: usesHotWords,
    languages: model.languages,
  };

  function configFor(language: string | null): RecogniserConfig {
    const choices = { language: languageCode(model, language), beam: usesHotWords };
    return recogniserConfig(model, { ...choices, bpeVocabulary: model.bpeVocabulary });
  }

  async function hearAll(hearing: Hearing, options: HearOptions): Promise<Heard> {
    const config = configFor(hearing.language);
    await session.load(config);
    const hotWords = usesHotWords && hearing.hotwords.length > 0;
    const words = hotWords ? hotWordsText(hearing.hotwords, model.capitalsOnly) : null;
    const segments = await planSegments(hearing.legs, hearing.audio.durationMs, (channel, search) =>
      quietest(hearing, channel, search),
    );
    const tally = openTally(segments, options);
    const rest = segments[Symbol.iterator]();
    const stop = new AbortController();
    const worker = async () => {
      for (const segment of rest) {
        options.signal?.throwIfAborted();
        if (stop.signal.aborted) return;
        try {
          const decode = (samples: Int16Array, noise: number) =>
            session.decode({
              config,
              samples,
              sampleRateHz: hearing.audio.sampleRateHz,
              noise,
              hotWords: words,
            });
          tally.heard(segment, await listen(segment, hearing.audio, traits, decode));
        } catch (thrown) {
          tally.failed(segment, thrown);
          deps.log.warn({ model: model.name, err: thrown }, 'a segment could not be recognised');
        }
      }
    };
    try {
      await Promise.all(Array.from({ length: session.parallel }, worker));
    } finally {
      stop.abort();
    }
    tally.finish();
    return toHeard(tally.listened, tally.missed, model, hearing);
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

interface Tally {
  listened: (Listened & { segment: Segment })[];
  missed: Missed[];
  heard(segment: Segment, found: Listened | null): void;
  /** @throws what was thrown when it is not this segment's fault; speech_engine_failed after too many in a row */
  failed(segment: Segment, thrown: unknown): void;
  /** @throws speech_engine_failed when not one segment could be listened to */
  finish(): void;
}

function openTally(segments: Segment[], options: HearOptions): Tally {
  const totalMs = segments.reduce((sum, segment) => sum + lengthOf(segment), 0);
  let doneMs = 0;
  let failuresInRow = 0;
  let lastFailure: unknown;
  const listened: Tally['listened'] = [];
  const missed: Missed[] = [];

  function miss(segment: Segment, reason: string): void {
    missed.push({ leg: segment.leg, startMs: segment.startMs, endMs: segment.endMs, reason });
  }

  function done(segment: Segment): void {
    doneMs += lengthOf(segment);
    options.onProgress?.(Math.min(1, doneMs / totalMs));
  }

  return {
    listened,
    missed,
    heard(segment, found) {
      failuresInRow = 0;
      if (found) listened.push({ ...found, segment });
      else if (segment.speechMs >= speechWorthMissingMs) miss(segment, 'nothing was recognised in it');
      done(segment);
    },
    failed(segment, thrown) {
      const error = toEarshotError(thrown);
      const reason = segmentFaults[error.code];
      if (reason === undefined || options.signal?.aborted) throw thrown;
      failuresInRow++;
      lastFailure = thrown;
      if (failuresInRow >= mostFailuresInRow) throw allFailed(thrown);
      miss(segment, reason);
      done(segment);
    },
    finish() {
      if (segments.length > 0 && failuresInRow === segments.length) throw allFailed(lastFailure);
    },
  };
}

/** An empty transcript would be scored as if nobody had said anything. */
function allFailed(cause: unknown): EarshotError {
  const details = { ...toEarshotError(cause).details, suspectModel: true };
  return new EarshotError('speech_engine_failed', { details, cause });
}

const segmentFaults: Partial<Record<string, string>> = {
  child_crashed: 'the recogniser crashed on it twice',
  child_timeout: 'the recogniser did not come to an end on it',
  internal: 'the recogniser failed on it',
};

function lengthOf(span: Span): number {
  return span.endMs - span.startMs;
}

function toHeard(listened: Tally['listened'], missed: Missed[], model: SherpaModel, hearing: Hearing): Heard {
  const pieces = listened.map((one) => toPiece(one, model));
  const order = (a: { startMs: number; leg: number }, b: { startMs: number; leg: number }) =>
    a.startMs - b.startMs || a.leg - b.leg;
  return {
    language: hearing.language ?? onlyLanguage(model) ?? languageHeard(listened),
    turns: buildTurns(pieces),
    missed: missed.sort(order),
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
