import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EarshotError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { CatalogueModel } from '../catalogue-model.ts';
import type { ModelType } from '../model-types.ts';
import { copyModel, needSpace, ownName, unpackArchive } from './install.ts';
import { recognise } from './recognise.ts';
import type { Shelf } from './shelf.ts';

export interface ImportOptions {
  /** What to call it; its name in the catalogue, or that of the folder, when absent. */
  name?: string;
  /** For a model that does not say what it is. */
  type?: ModelType;
  /** BCP 47 primary tags. */
  languages?: string[];
  onProgress?(share: number): void;
  signal?: AbortSignal;
}

export interface ImportDeps {
  shelf: Shelf;
  catalogue: readonly CatalogueModel[];
  clock: Clock;
}

const copyShare = 0.9;
const archive = '.tar.bz2';

/** Installs a model from a folder, a `.tar.bz2` archive or an `.onnx` file; gives its name. */
export async function importModel(path: string, options: ImportOptions, deps: ImportDeps): Promise<string> {
  const work = await deps.shelf.stage('import');
  const onProgress = (share: number) => options.onProgress?.(copyShare * share);
  const stop = options.signal ? { signal: options.signal } : {};
  try {
    const source = await openSource(path, work, onProgress, { ...stop, clock: deps.clock });
    const found = await recognise(source, deps.catalogue, options.type);
    const named = deps.catalogue.find((entry) => entry.name === options.name && entry.type === found.type);
    const recognised = { ...found, entry: named ?? found.entry };
    const name = ownName(path, options.name ?? recognised.entry?.name);
    const staging = await deps.shelf.stage(name);
    await copyModel(source, staging, recognised.files, { move: source !== path, onProgress, ...stop });
    await deps.shelf.put(staging, { name, recognised, languages: options.languages, digest: null });
    options.onProgress?.(1);
    return name;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The folder to look at: the one given, or one made in `work` from an archive or a single file. */
async function openSource(
  path: string,
  work: string,
  onProgress: (share: number) => void,
  options: { signal?: AbortSignal; clock: Clock },
): Promise<string> {
  const found = await stat(path).catch((cause) => {
    throw new EarshotError('file_not_found', { details: { path }, cause });
  });
  if (found.isDirectory()) return path;
  // Called like the source, so that a model is known by the name of its archive.
  const folder = join(work, basename(path).replace(/\.(tar\.bz2|onnx)$/, ''));
  if (path.endsWith(archive)) {
    await unpackArchive({ archive: path, folder, wanted: null }, onProgress, options);
  } else {
    await mkdir(folder, { recursive: true });
    await needSpace(folder, found.size);
    await copyFile(path, join(folder, basename(path)));
  }
  return folder;
}
