import { EarshotError } from '../../errors.ts';
import { untilAborted } from '../../lib/until-aborted.ts';
import type { Log } from '../../log.ts';
import { openEnginePool } from '../engine-pool.ts';
import { judgeModel } from '../judge-model.ts';
import type { InstalledModel } from '../models/manifest.ts';
import type { ModelStore } from '../models.ts';
import type { SynthesisSettings } from '../settings.ts';
import { deliveryOf, voiceConfig } from './config.ts';
import { openVoiceSession, type VoiceSession, type VoiceSessionDeps, voiceThreads } from './session.ts';
import type { Speaker } from './speaker.ts';

/** An installed model that speaks. */
export interface SpeakingModel {
  name: string;
  title: string;
  /** BCP 47 primary tags. */
  languages: string[];
  speakers: Speaker[];
}

/** What is to be said, and by whom. */
export interface Words {
  model: string;
  /** The id of one of its speakers. */
  speaker: string;
  text: string;
  /** BCP 47; one the model has. */
  language: string;
  /** 1 is as the speaker does by itself. */
  speed: number;
}

/** What installed models can say. Models that are not needed are not held in memory. */
export interface Synthesis extends AsyncDisposable {
  /** Those that can be used, the preferred first; only the one of the settings where they name one. */
  models(): SpeakingModel[];
  /**
   * One channel; samples may pass 1.
   * @throws model_missing, model_corrupt, model_file_missing (the model counts as damaged from then on),
   *   speech_engine_failed, child_crashed, child_timeout, internal; the reason of `signal`
   */
  say(words: Words, signal: AbortSignal): Promise<{ samples: Float32Array; sampleRateHz: number }>;
}

export interface SynthesisDeps extends VoiceSessionDeps {
  models: Pick<ModelStore, 'installed' | 'verify' | 'onChange'>;
  log: Log;
}

export function openSynthesis(settings: SynthesisSettings, deps: SynthesisDeps): Synthesis {
  const { models } = deps;
  const pool = openEnginePool<VoiceSession>({ unloadAfterMs: settings.unloadAfterMs, log: deps.log });
  const installed = () =>
    models.installed('synthesis').filter(({ name }) => settings.model === null || settings.model === name);
  const stopListening = models.onChange(() => {
    const keys = new Set(installed().map(keyOf));
    pool.keep((key) => keys.has(key));
  });

  async function open(model: InstalledModel): Promise<VoiceSession> {
    const sound = await models.verify(model.name);
    return openVoiceSession(voiceConfig(sound, voiceThreads(settings, deps.cores)), settings, deps);
  }

  async function say(words: Words, signal: AbortSignal) {
    const model = installed().find(({ name }) => name === words.model);
    const speaker = model?.speakers.find(({ id }) => id === words.speaker);
    if (!model || !speaker) {
      const { model: name, speaker: id } = words;
      throw new EarshotError('model_missing', { details: { name, speaker: id } });
    }
    const delivery = deliveryOf(model.type, {
      speaker: speaker.number,
      speed: words.speed,
      language: primaryTag(words.language),
      steps: settings.steps,
    });
    try {
      const choice = { key: keyOf(model), open: () => open(model) };
      return await pool.use(choice, (session) => session.say({ text: words.text, delivery }, signal));
    } catch (thrown) {
      if (!signal.aborted) await judgeModel(thrown, model.name, models, () => pool.drop(keyOf(model)));
      throw thrown;
    }
  }

  return {
    models: () =>
      installed().map(({ name, title, languages, speakers }) => ({ name, title, languages, speakers })),
    async say(words, signal) {
      signal.throwIfAborted();
      return await untilAborted(say(words, signal), signal);
    },
    async [Symbol.asyncDispose]() {
      stopListening();
      await pool[Symbol.asyncDispose]();
    },
  };
}

/** A model that was installed anew is another one. */
function keyOf(model: InstalledModel): string {
  return `${model.name} ${model.installedAt}`;
}

function primaryTag(language: string): string {
  return language.toLowerCase().split('-')[0] as string;
}
