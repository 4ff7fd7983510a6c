import { join } from 'node:path';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../log.ts';
import { hears } from '../catalogue.ts';
import type { Heard, Hearing } from '../engine.ts';
import type { EngineChoice } from '../engine-pool.ts';
import type { HotWords } from '../hot-words.ts';
import { modelTypes } from '../model-types.ts';
import type { InstalledModel } from '../models/manifest.ts';
import type { ModelStore } from '../models.ts';
import type { LiveSpeechSettings, SherpaSettings } from '../settings.ts';
import { type LiveChoices, liveConfig } from '../sherpa/live/config.ts';
import { type LiveHub, openLiveHub } from '../sherpa/live/hub.ts';
import { bpeVocabularyFile } from '../sherpa/recogniser-config.ts';
import type { Ear, EarListener } from './ear.ts';
import { openStreamEar } from './stream-ear.ts';

export interface LiveHearing {
  legs: number;
  sampleRateHz: number;
  language: string | null;
  /** To favour where turns are read again; a streaming recogniser, which many calls share, has those for all. */
  hotwords: string[];
  listener: EarListener;
}

/** Recognition while people speak: streaming models, each in a process that all calls share. */
export interface LiveSpeech extends AsyncDisposable {
  /** What would hear an open call of this language while it is spoken; null when nothing can. */
  current(language: string | null): EngineChoice | null;
  /** Undefined when no streaming model hears this language. */
  open(hearing: LiveHearing): Ear | undefined;
}

export interface LiveSpeechParts {
  settings: LiveSpeechSettings;
  sherpa: SherpaSettings;
  models: ModelStore;
  hotWords: Pick<HotWords, 'shared'>;
  /** The recogniser for whole recordings, for reading turns again; null when there is none. */
  batch(language: string | null): { engine: EngineChoice; hear(hearing: Hearing): Promise<Heard> } | null;
  clock: Clock;
  log: Log;
  /** Another process in tests. */
  entry?: URL;
}

export function openLiveSpeech(parts: LiveSpeechParts): LiveSpeech {
  const { settings, models } = parts;
  const hubs = new Map<string, LiveHub>();

  function choose(language: string | null): InstalledModel | undefined {
    return models
      .installed('live-recognition')
      .find(
        (one) => hears(one.languages, language) && (settings.model === null || settings.model === one.name),
      );
  }

  function hubOf(model: InstalledModel): LiveHub {
    const hotWords = hotWordsOf(model);
    const key = `${model.name} ${model.installedAt} ${hotWords?.text ?? ''}`;
    let hub = hubs.get(key);
    for (const [other, unused] of hubs) if (other !== key && unused.isIdle) letGo(other, unused);
    if (!hub) {
      const { segmentTimeoutMs: timeoutMs, loadTimeoutMs, recycleAboveBytes } = parts.sherpa;
      const { endSilenceMs, longestTurnMs: longestMs } = settings;
      const config = liveConfig(model, { endSilenceMs, longestMs, hotWords });
      hub = openLiveHub(
        config,
        {
          nice: 0,
          timeoutMs,
          loadTimeoutMs,
          recycleAboveBytes,
          ...(parts.entry ? { entry: parts.entry } : {}),
        },
        parts,
      );
      hubs.set(key, hub);
    }
    return hub;
  }

  /** One of a model or of words that are no more, once the last call on it has ended. */
  function letGo(key: string, hub: LiveHub): void {
    hubs.delete(key);
    void hub[Symbol.asyncDispose]();
  }

  function hotWordsOf(model: InstalledModel): LiveChoices['hotWords'] {
    const words = parts.hotWords.shared();
    if (model.type !== 'live-transducer' || words.length === 0) return null;
    const text = words.map((phrase) => `${model.capitalsOnly ? phrase.toUpperCase() : phrase}\n`).join('');
    return { text, score: parts.sherpa.hotWordsScore, vocabulary: join(model.folder, bpeVocabularyFile) };
  }

  return {
    current(language) {
      const model = choose(language);
      return model ? { name: 'sherpa-onnx', model: model.name } : null;
    },
    open({ legs, sampleRateHz, language, hotwords, listener }) {
      const model = choose(language);
      if (!model) return undefined;
      const batch = settings.secondPass ? parts.batch(language) : null;
      return openStreamEar(legs, sampleRateHz, {
        engine: `sherpa-onnx ${model.name}`,
        hub: hubOf(model),
        tokenMs: modelTypes[model.type].tokenMs,
        capitalsOnly: model.capitalsOnly,
        again: batch && {
          engine: `${batch.engine.name} ${batch.engine.model}`,
          language,
          hotwords,
          hear: batch.hear,
        },
        listener,
      });
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...hubs.values()].map((hub) => hub[Symbol.asyncDispose]()));
    },
  };
}
