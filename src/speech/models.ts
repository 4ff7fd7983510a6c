import { EarshotError, publicError, toEarshotError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../log.ts';
import type { SpeechModel } from '../model/api.ts';
import { archiveName, catalogue as wholeCatalogue } from './catalogue.ts';
import type { CatalogueModel } from './catalogue-model.ts';
import { type ModelJob, type ModelType, modelTypes } from './model-types.ts';
import { checkModel } from './models/check.ts';
import { forget } from './models/download.ts';
import { type ImportOptions, importModel } from './models/import.ts';
import type { InstallDeps } from './models/install.ts';
import type { InstalledModel } from './models/manifest.ts';
import { type PullProgress, partFileOf, pullModel } from './models/pull.ts';
import { openPulls } from './models/pulls.ts';
import { openShelf } from './models/shelf.ts';

/** A model as lists show it. */
export interface ListedModel extends SpeechModel {
  type: ModelType;
}

export interface PullOptions {
  onProgress?(progress: PullProgress): void;
  signal?: AbortSignal;
}

/** The models on this machine. Closing it stops downloads; they go on where they ended. */
export interface ModelStore extends AsyncDisposable {
  /** The catalogue, and what is installed besides; damaged and downloading ones included. */
  list(): Promise<ListedModel[]>;
  /** Those that can be used for a job, in the catalogue's order, own ones last. */
  installed(job: ModelJob): InstalledModel[];
  /** @throws model_unknown, model_download_failed, model_corrupt, model_file_missing, disk_full */
  pull(name: string, options?: PullOptions): Promise<ListedModel>;
  /**
   * From a folder, a `.tar.bz2` archive or an `.onnx` file.
   * @throws file_not_found, model_not_recognised, model_corrupt, model_file_missing, request_invalid, disk_full
   */
  import(path: string, options?: ImportOptions): Promise<ListedModel>;
  /** Also stops and drops a download of it. @throws model_missing */
  remove(name: string): Promise<void>;
  /**
   * Looks at the files of an installed model, and loads it in a throw-away process where it never was or `again` is
   * set. One that fails counts as damaged from then on; one that passes no longer does.
   * @throws model_missing, model_file_missing, model_corrupt, speech_engine_failed
   */
  verify(name: string, options?: { again?: boolean }): Promise<InstalledModel>;
  /** Called with a name when a model was installed, removed or found damaged, and as its download goes on. */
  onChange(listener: (name: string) => void): () => void;
}

export interface ModelStoreDeps extends InstallDeps {
  /** `<data>/models`. */
  folder: string;
  /** `<mirror>/<release>/<file>`. */
  mirror: string;
  log: Log;
  clock: Clock;
  catalogue?: readonly CatalogueModel[];
  stallMs?: number;
}

export async function openModelStore(deps: ModelStoreDeps): Promise<ModelStore> {
  const catalogue = deps.catalogue ?? wholeCatalogue;
  const shelf = await openShelf({ ...deps, catalogue });
  const listeners = new Set<(name: string) => void>();
  const changed = (name: string) => {
    for (const listener of listeners) listener(name);
  };
  const pulls = openPulls<PullProgress>(changed);

  const entryOf = (name: string) => catalogue.find((one) => one.name === name || archiveName(one) === name);
  const show = (name: string) => toListed(name, entryOf(name), shelf.get(name), pulls.state(name));
  const rank = (name: string) => {
    const index = catalogue.findIndex((entry) => entry.name === name);
    return index < 0 ? catalogue.length : index;
  };

  return {
    async list() {
      await shelf.rescan();
      const own = shelf.all().filter((model) => !catalogue.some((entry) => entry.name === model.name));
      return [...catalogue, ...own].map((model) => show(model.name));
    },
    installed: (job) =>
      shelf
        .all()
        .filter((model) => modelTypes[model.type].job === job && !model.damage)
        .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name)),
    async pull(name, options = {}) {
      const entry = entryOf(name);
      if (!entry) throw new EarshotError('model_unknown', { details: { name } });
      const pull = (onProgress: (progress: PullProgress) => void, signal: AbortSignal) =>
        pullModel(entry, { onProgress, signal }, { ...deps, shelf });
      await pulls.join(entry.name, pull, options);
      return show(entry.name);
    },
    async import(path, options = {}) {
      const name = await importModel(path, options, { ...deps, catalogue, shelf });
      changed(name);
      return show(name);
    },
    async remove(asked) {
      const name = entryOf(asked)?.name ?? asked;
      const stopped = await pulls.stop(name, new Error('the model was removed'));
      await forget({ partFile: partFileOf(name, shelf) });
      const model = shelf.get(name);
      if (!model && !stopped) throw new EarshotError('model_missing', { details: { name } });
      if (model) await shelf.drop(model);
      changed(name);
    },
    async verify(name, { again = false } = {}) {
      const model = shelf.get(name);
      if (!model) throw new EarshotError('model_missing', { details: { name } });
      try {
        await checkModel(model.folder, model.type, model.files);
        if (model.triedWith === deps.sherpaVersion && !again) return model;
        await deps.tryModel(model);
      } catch (thrown) {
        const error = toEarshotError(thrown);
        if (error.code === 'model_corrupt' || error.code === 'model_file_missing') {
          await shelf.note(model, { damage: publicError(error) });
          changed(name);
        }
        throw error;
      }
      const sound = await shelf.note(model, { damage: null, triedWith: deps.sherpaVersion });
      if (model.damage) changed(name);
      return sound;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async [Symbol.asyncDispose]() {
      const reason = new Error('the model store was closed');
      await Promise.all(pulls.names().map((name) => pulls.stop(name, reason)));
    },
  };
}

function toListed(
  name: string,
  entry: CatalogueModel | undefined,
  model: InstalledModel | undefined,
  pull: { share: number } | undefined,
): ListedModel {
  const known = model ?? entry;
  if (!known) throw new EarshotError('model_missing', { details: { name } });
  return {
    name,
    title: entry?.title ?? known.title,
    type: known.type,
    job: modelTypes[known.type].job,
    downloadBytes: entry?.download.bytes ?? null,
    diskBytes: model?.bytes ?? entry?.diskBytes ?? 0,
    licence: known.licence,
    languages: known.languages,
    accuracy: entry?.accuracy ?? null,
    recommended: entry?.recommended ?? null,
    state: pull ? 'downloading' : stateOf(model),
    progress: pull?.share ?? null,
    problem: model?.damage ?? null,
    sha256: model?.digest?.sha256 ?? entry?.download.sha256 ?? null,
    digestFrom: model?.digest?.from ?? null,
  };
}

function stateOf(model: InstalledModel | undefined): SpeechModel['state'] {
  if (!model) return 'available';
  return model.damage ? 'damaged' : 'installed';
}
