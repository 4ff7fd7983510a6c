import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PublicError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Log } from '../../log.ts';
import type { CatalogueModel } from '../catalogue-model.ts';
import { type InstallDeps, type NewModel, settle, swapIn } from './install.ts';
import { type InstalledModel, type Manifest, readManifest, writeManifest } from './manifest.ts';
import { recognise } from './recognise.ts';

/** The models folder: `<name>/` for each model, and `.incoming/` where downloads gather and models are put together. */
export interface Shelf {
  /** Beside the models, so that putting one in its place is a rename. */
  readonly incoming: string;
  all(): InstalledModel[];
  get(name: string): InstalledModel | undefined;
  /** Looks at the disk again: a folder put there by hand becomes a model when it can be recognised. */
  rescan(): Promise<void>;
  /** An empty folder to put a model together in. */
  stage(name: string): Promise<string>;
  /** Checks and tries what was staged and puts it in its place; the staging folder is gone afterwards. */
  put(staging: string, model: NewModel): Promise<InstalledModel>;
  /** Writes down what was found out about a model. */
  note(
    model: InstalledModel,
    found: { damage?: PublicError | null; triedWith?: string },
  ): Promise<InstalledModel>;
  drop(model: InstalledModel): Promise<void>;
}

export interface ShelfDeps extends InstallDeps {
  /** `<data>/models`. */
  folder: string;
  catalogue: readonly CatalogueModel[];
  log: Log;
}

export async function openShelf(deps: ShelfDeps): Promise<Shelf> {
  const incoming = join(deps.folder, '.incoming');
  let models = new Map<string, InstalledModel>();
  /** Counts what changed here, so that a slow look at the disk does not undo it. */
  let changes = 0;

  await mkdir(incoming, { recursive: true });
  await clearLeftovers(incoming);
  await rescan();

  async function rescan(): Promise<void> {
    const before = changes;
    const found = new Map<string, InstalledModel>();
    for (const entry of await readdir(deps.folder, { withFileTypes: true })) {
      if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
      const folder = join(deps.folder, entry.name);
      const manifest = (await readManifest(folder)) ?? (await adopt(folder, deps));
      if (manifest) found.set(manifest.name, { ...manifest, folder });
    }
    if (changes !== before) return rescan();
    models = found;
  }

  function hold(model: InstalledModel): InstalledModel {
    changes++;
    models.set(model.name, model);
    return model;
  }

  return {
    incoming,
    all: () => [...models.values()],
    get: (name) => models.get(name),
    rescan,
    async stage(name) {
      const staging = join(incoming, `${name}.${newId()}.staging`);
      await mkdir(staging, { recursive: true });
      return staging;
    },
    async put(staging, model) {
      try {
        const manifest = await settle(staging, model, deps);
        const folder = join(deps.folder, model.name);
        await swapIn(staging, folder);
        return hold({ ...manifest, folder });
      } finally {
        await rm(staging, { recursive: true, force: true });
      }
    },
    async note(model, found) {
      const { folder, ...manifest } = { ...model, ...found };
      try {
        await writeManifest(folder, manifest);
      } catch (thrown) {
        // Known until the next start; the disk may be full or the folder gone.
        deps.log.warn(
          { model: model.name, err: thrown },
          'what was found out about a model could not be written',
        );
      }
      return hold({ ...manifest, folder });
    },
    async drop(model) {
      changes++;
      models.delete(model.name);
      // Renamed first: a half-deleted folder would be taken for a damaged model.
      const gone = join(incoming, `${model.name}.removed`);
      await rm(gone, { recursive: true, force: true });
      await rename(model.folder, gone);
      changes++;
      await rm(gone, { recursive: true, force: true });
    },
  };
}

/** What an interrupted installation left; parts of downloads stay, to be continued. */
async function clearLeftovers(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    if (/\.(staging|removed|old)$/.test(name))
      await rm(join(incoming, name), { recursive: true, force: true });
  }
}

/** Its first use will load it in a throw-away process; here it is only looked at. */
async function adopt(folder: string, deps: ShelfDeps): Promise<Manifest | null> {
  try {
    const recognised = await recognise(folder, deps.catalogue);
    const model: NewModel = { name: basename(folder), recognised, languages: undefined, digest: null };
    const settled = await settle(folder, model, { ...deps, tryModel: async () => {} });
    const manifest = { ...settled, triedWith: null };
    await writeManifest(folder, manifest);
    return manifest;
  } catch (thrown) {
    deps.log.warn(
      { model: basename(folder), err: thrown },
      'a folder among the models is not one that can be used',
    );
    return null;
  }
}
