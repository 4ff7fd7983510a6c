import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { EarshotError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../log.ts';
import { hears } from './catalogue.ts';
import type { CatalogueModel } from './catalogue-model.ts';
import type { Heard, Hearing, HearOptions } from './engine.ts';
import { type Candidate, type EngineChoice, openEnginePool } from './engine-pool.ts';
import { type HotWords, hotWordsOf, loadHotWords } from './hot-words.ts';
import { judgeModel } from './judge-model.ts';
import { type LiveSpeech, openLiveSpeech } from './live/live-speech.ts';
import type { WordStream } from './live/word-stream.ts';
import type { InstalledModel } from './models/manifest.ts';
import { type ModelStore, openModelStore } from './models.ts';
import { openEndpointEngine } from './openai-compatible/engine.ts';
import { hasPocketsphinx, openPocketEngine } from './pocketsphinx/engine.ts';
import { pocketModel } from './pocketsphinx/program.ts';
import { openPocketStreams } from './pocketsphinx/streams.ts';
import type { SpeechSettings } from './settings.ts';
import { openSherpaEngine } from './sherpa/engine.ts';
import { bpeVocabularyFile, takesHotWords, usesHotWords } from './sherpa/recogniser-config.ts';
import { tryModel } from './sherpa/try-model.ts';
import { openSynthesis, type Synthesis } from './synthesis/synthesis.ts';

/** All of speech recognition: which engine hears, and the models there are. */
export interface Speech extends AsyncDisposable {
  /** What would hear a call of this language (of the settings' when not known); null when nothing can. */
  current(language?: string | null): EngineChoice | null;
  /**
   * Hears a whole stored call with the engine that `current` names for its language.
   * @throws speech_engine_missing (wait for `onChange`), speech_engine_failed (try again), speech_engine_refused,
   * model_corrupt, model_file_missing (the model counts as damaged from then on)
   */
  hear(hearing: Hearing, options?: HearOptions): Promise<Heard & { engine: EngineChoice }>;
  readonly hotWords: HotWords;
  /** Whether the engine that `current` names takes hot words. */
  takesHotWords(): boolean;
  readonly models: ModelStore;
  /** Recognition of open calls, while they are spoken. */
  readonly live: LiveSpeech;
  /** What installed models can say. */
  readonly synthesis: Synthesis;
  /** Paths of the models that tell speakers apart, when both are installed. */
  diarizationModels(): { segmentation: string; embedding: string } | null;
  /**
   * The same for a trainee at the desk: where nothing hears calls, pocketsphinx hears the wide band of a microphone
   * (at least 16 kHz), if it is installed. It is never asked about a recording.
   */
  readonly desk: Pick<Speech, 'current' | 'hear'> & {
    /** Opens what `current` names, so that the first words need not wait for it. */
    prepare(language?: string | null): void;
    /** Follows one microphone at 16 kHz where what `current` names can; null where it cannot, or follows too many. */
    listen(language?: string | null): WordStream | null;
  };
  /** Called when what can hear has changed: calls that wait may go on. Gives back how to stop listening. */
  onChange(listener: () => void): () => void;
}

export interface SpeechDeps {
  /** `<data>/models`. */
  modelsFolder: string;
  log: Log;
  clock: Clock;
  /** Processor cores; those of this machine when absent. */
  cores?: number;
  /** The catalogue and the processes; others in tests. */
  catalogue?: readonly CatalogueModel[];
  speechProcess?: URL;
  voiceProcess?: URL;
}

/** How an engine is found: what of it could hear a language, or null. One entry for each engine. */
type Chooser = (language: string | null, context: Context) => Candidate | null;

interface Context {
  settings: SpeechSettings;
  models: ModelStore;
  deps: SpeechDeps & { cores: number };
  /** Whether pocketsphinx was there at the start. */
  hasPocketsphinx: boolean;
}

/** Keys of engines that need none of the installed models. */
const withoutModel = new Set(['endpoint', 'pocketsphinx']);

/** In the order in which `auto` asks them. An engine is added here. */
const choosers: Record<Exclude<SpeechSettings['engine'], 'auto' | 'none'>, Chooser> = {
  'openai-compatible': chooseEndpoint,
  'sherpa-onnx': chooseSherpa,
};

function chooseEndpoint(_language: string | null, { settings, deps }: Context): Candidate | null {
  const { url } = settings.endpoint;
  if (url === null) return null;
  return {
    name: 'openai-compatible',
    model: settings.endpoint.model,
    key: 'endpoint',
    takesHotWords: true,
    open: async () => openEndpointEngine({ ...settings.endpoint, url }, deps),
  };
}

function chooseSherpa(language: string | null, { settings, models, deps }: Context): Candidate | null {
  const model = models
    .installed('recognition')
    .find(
      (one) => hears(one.languages, language) && (settings.model === null || settings.model === one.name),
    );
  if (!model) return null;
  return {
    name: 'sherpa-onnx',
    model: model.name,
    key: keyOf(model),
    takesHotWords: usesHotWords(model.type, settings.sherpa),
    open: async () =>
      openSherpaEngine(toSherpa(await models.verify(model.name)), settings.sherpa, sherpaDeps(deps)),
  };
}

/** What hears a microphone where nothing better is installed. */
function choosePocketsphinx(
  language: string | null,
  { settings, hasPocketsphinx }: Context,
): Candidate | null {
  if (!hasPocketsphinx || settings.engine === 'none' || !hears(['en'], language)) return null;
  return {
    name: 'pocketsphinx',
    model: pocketModel,
    key: 'pocketsphinx',
    takesHotWords: false,
    open: () => openPocketEngine(settings.pocketsphinx),
  };
}

/** A model that was installed anew is another one. */
function keyOf(model: InstalledModel): string {
  return `${model.name} ${model.installedAt}`;
}

function toSherpa(model: InstalledModel) {
  const bpeVocabulary = takesHotWords(model.type) ? join(model.folder, bpeVocabularyFile) : null;
  return { ...model, bpeVocabulary };
}

function sharedDeps({ clock, log, cores }: Context['deps']) {
  return { clock, log, cores };
}

function sherpaDeps(deps: Context['deps']) {
  return { ...sharedDeps(deps), ...(deps.speechProcess ? { entry: deps.speechProcess } : {}) };
}

/** What would hear a language: the engine of the settings, or the first that can. */
function choose(language: string | null, context: Context): Candidate | null {
  const { engine } = context.settings;
  if (engine === 'none') return null;
  const asked = engine === 'auto' ? Object.values(choosers) : [choosers[engine]];
  for (const chooser of asked) {
    const found = chooser(language, context);
    if (found) return found;
  }
  return null;
}

/** @throws setting_invalid; and what the file system throws when the folder cannot be used */
export async function openSpeech(settings: SpeechSettings, given: SpeechDeps): Promise<Speech> {
  if (settings.engine === 'openai-compatible' && settings.endpoint.url === null) {
    const problem = 'speech.engine is openai-compatible, but speech.endpoint.url is not set';
    throw new EarshotError('setting_invalid', { details: { setting: 'speech.endpoint.url', problem } });
  }
  const deps = { ...given, cores: given.cores ?? availableParallelism() };
  const hotWords = hotWordsOf(await loadHotWords(settings));
  const models = await openModels(settings, deps);
  const hasIt = await hasPocketsphinx(settings.pocketsphinx);
  const context: Context = { settings, models, deps, hasPocketsphinx: hasIt };
  const streams = await openPocketStreams(settings.pocketsphinx);
  const pool = openEnginePool({ unloadAfterMs: settings.sherpa.unloadAfterMs, log: deps.log });
  const listeners = new Set<() => void>();
  let usable = usableModels(models);
  const stopListening = models.onChange(() => {
    const now = usableModels(models);
    if (now === usable) return;
    usable = now;
    pool.keep(
      (key) => withoutModel.has(key) || models.installed('recognition').some((model) => keyOf(model) === key),
    );
    for (const listener of listeners) listener();
  });

  const languageOf = (language?: string | null) => language ?? settings.language;
  const forCalls = (language: string | null) => choose(language, context);
  const forDesk = (language: string | null) =>
    choose(language, context) ?? choosePocketsphinx(language, context);

  const hearBy =
    (chooser: typeof forCalls): Speech['hear'] =>
    async (hearing, options = {}) => {
      const language = languageOf(hearing.language);
      const choice = chooser(language);
      if (!choice) throw new EarshotError('speech_engine_missing', { details: whyNone(language, context) });
      const { name, model } = choice;
      const wanted = {
        ...hearing,
        language,
        hotwords: [...new Set([...hearing.hotwords, ...hotWords.shared()])],
      };
      try {
        const heard = await pool.use(choice, (engine) => engine.hear(wanted, options));
        return { ...heard, engine: { name, model } };
      } catch (thrown) {
        if (name === 'sherpa-onnx') await judgeModel(thrown, model, models, () => pool.drop(choice.key));
        throw thrown;
      }
    };
  const currentBy =
    (chooser: typeof forCalls): Speech['current'] =>
    (language) => {
      const choice = chooser(languageOf(language));
      return choice && { name: choice.name, model: choice.model };
    };
  const hear = hearBy(forCalls);
  const live = openLiveSpeech({
    settings: settings.live,
    sherpa: settings.sherpa,
    models,
    hotWords,
    batch(language) {
      const engine = choose(language ?? settings.language, context);
      return engine && { engine, hear };
    },
    ...deps,
  });

  const synthesis = openSynthesis(settings.synthesis, {
    models,
    loadTimeoutMs: settings.sherpa.loadTimeoutMs,
    ...(deps.voiceProcess ? { entry: deps.voiceProcess } : {}),
    ...sharedDeps(deps),
  });

  return {
    models,
    live,
    synthesis,
    hear,
    current: currentBy(forCalls),
    desk: {
      current: currentBy(forDesk),
      hear: hearBy(forDesk),
      prepare(language) {
        const choice = forDesk(languageOf(language));
        // What is wrong with it is told when it is asked to hear.
        if (choice) pool.use(choice, async () => {}).catch(() => {});
      },
      listen: (language) => (forDesk(languageOf(language))?.name === 'pocketsphinx' ? streams.open() : null),
    },
    hotWords,
    takesHotWords: () => choose(settings.language, context)?.takesHotWords ?? false,
    diarizationModels: () => diarizationPaths(models),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async [Symbol.asyncDispose]() {
      stopListening();
      await Promise.all([pool, live, synthesis, models, streams].map((part) => part[Symbol.asyncDispose]()));
    },
  };
}

function openModels(settings: SpeechSettings, deps: Context['deps']): Promise<ModelStore> {
  const { modelsFolder, log, clock, catalogue } = deps;
  return openModelStore({
    folder: modelsFolder,
    mirror: settings.mirror,
    log,
    clock,
    ...(catalogue ? { catalogue } : {}),
    sherpaVersion: sherpaVersion(),
    tryModel: (model) =>
      tryModel(model, settings.sherpa, { ...sherpaDeps(deps), synthesis: settings.synthesis }),
  });
}

function diarizationPaths(models: ModelStore): ReturnType<Speech['diarizationModels']> {
  const path = (model: InstalledModel) => join(model.folder, model.files.model ?? '');
  const [segmentation] = models.installed('speaker-segmentation');
  const [embedding] = models.installed('speaker-embedding');
  return segmentation && embedding ? { segmentation: path(segmentation), embedding: path(embedding) } : null;
}

function usableModels(models: ModelStore): string {
  const jobs = ['recognition', 'speaker-segmentation', 'speaker-embedding'] as const;
  return jobs
    .flatMap((job) => models.installed(job))
    .map(keyOf)
    .join('\n');
}

function whyNone(language: string | null, { settings, models }: Context): Record<string, unknown> {
  if (settings.engine === 'none') return { reason: 'speech.engine is none' };
  const installed = models.installed('recognition').map((model) => model.name);
  if (settings.model !== null && !installed.includes(settings.model)) {
    return { reason: 'the model of the settings is not installed', model: settings.model };
  }
  if (installed.length > 0) return { reason: 'no installed model hears this language', language, installed };
  return { reason: 'no model is installed and no endpoint is set' };
}

function sherpaVersion(): string {
  return (createRequire(import.meta.url)('sherpa-onnx-node/package.json') as { version: string }).version;
}
