import { constants, copyFile, mkdir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EarshotError } from '../../errors.ts';
import { type Child, openChild } from '../../lib/child.ts';
import type { Clock } from '../../lib/clock.ts';
import type { CatalogueModel } from '../catalogue-model.ts';
import { type ModelType, modelTypes } from '../model-types.ts';
import { bpeVocabularyFile, takesHotWords } from '../sherpa/recogniser-config.ts';
import { speakersOf, spokenLanguages } from '../synthesis/speakers.ts';
import { checkModel } from './check.ts';
import { sha256Of } from './download.ts';
import { leavesOf } from './leaves.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import type { Recognised } from './recognise.ts';
import { bpeVocabulary } from './tokens.ts';
import type { UnpackRequest } from './unpack.ts';

/** What is needed to bring a model into its folder. */
export interface InstallDeps {
  clock: Clock;
  /** Loads it in a throw-away process. */
  tryModel(model: { type: ModelType; folder: string; files: Manifest['files'] }): Promise<void>;
  sherpaVersion: string;
}

/** Nothing published comes near; an archive that wants more is not a model. */
const mostBytes = 8_000_000_000;
const unpackTimeoutMs = 3_600_000;
/** Files that may come with a model besides those of its type: external weights, and what its licence asks for. */
const companions = /(\.weights|\.onnx_data|\.onnx\.data)$|^(licen[cs]e|readme|notice)/i;

/** @throws disk_full before anything is written */
export async function needSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes < bytes) throw new EarshotError('disk_full', { details: { neededBytes: bytes, freeBytes } });
}

/** Unpacks an archive in a process of its own. @throws model_corrupt, disk_full */
export async function unpackArchive(
  request: Omit<UnpackRequest, 'maxBytes'> & { maxBytes?: number },
  onProgress: (share: number) => void,
  options: { signal?: AbortSignal; clock: Clock },
): Promise<string[]> {
  await using child: Child = openChild(
    {
      entry: new URL('./unpack-process.ts', import.meta.url),
      nice: 10,
      idleDisk: true,
      timeoutMs: unpackTimeoutMs,
    },
    options,
  );
  return await child.call<string[]>(
    'unpack',
    { ...request, maxBytes: Math.min(mostBytes, request.maxBytes ?? mostBytes) } satisfies UnpackRequest,
    {
      serve: { progress: (share: number) => onProgress(share) },
      ...(options.signal ? { signal: options.signal } : {}),
    },
  );
}

/** Copies the files of a recognised model, and what belongs to them; `move` where nobody needs the source. */
export async function copyModel(
  from: string,
  to: string,
  files: Recognised['files'],
  options: { move: boolean; onProgress(share: number): void; signal?: AbortSignal },
): Promise<void> {
  const names = (await readdir(from, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
  const wanted = new Set([...Object.values(files), ...names.filter((name) => companions.test(name))]);
  const sizes = new Map<string, number>();
  for (const name of wanted) {
    for (const leaf of await leavesOrMissing(from, name))
      sizes.set(leaf, await sizeOrMissing(join(from, leaf), leaf));
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  await mkdir(to, { recursive: true });
  if (!options.move) await needSpace(to, total);
  let done = 0;
  for (const [name, size] of sizes) {
    options.signal?.throwIfAborted();
    await mkdir(dirname(join(to, name)), { recursive: true });
    if (options.move) await rename(join(from, name), join(to, name));
    else await copyFile(join(from, name), join(to, name), constants.COPYFILE_FICLONE);
    done += size;
    options.onProgress(done / total);
  }
}

async function leavesOrMissing(folder: string, name: string): Promise<string[]> {
  try {
    return await leavesOf(folder, name);
  } catch (cause) {
    throw new EarshotError('model_file_missing', { details: { file: name }, cause });
  }
}

async function sizeOrMissing(path: string, file: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw new EarshotError('model_file_missing', { details: { file }, cause });
  }
}

/** The data of eSpeak has a licence whatever model it came with. */
const ofEspeak = 'not known: imported; with the data of eSpeak (GPL-3.0)';

/** What is known of a model that is being installed. */
export interface NewModel {
  name: string;
  recognised: Recognised;
  languages: string[] | undefined;
  digest: Manifest['digest'];
}

/**
 * Checks the files in a staging folder, loads the model in a throw-away process, and writes the manifest.
 * @throws model_file_missing, model_corrupt, speech_engine_failed
 */
export async function settle(staging: string, model: NewModel, deps: InstallDeps): Promise<Manifest> {
  const { type, files, entry } = model.recognised;
  const checked = await checkModel(staging, type, files);
  const sha256: Record<string, string> = {};
  for (const name of Object.values(files)) {
    for (const file of await leavesOf(staging, name)) sha256[file] = await sha256Of(join(staging, file));
  }
  if (takesHotWords(type) && checked.tokens) {
    await writeFile(join(staging, bpeVocabularyFile), bpeVocabulary(checked.tokens));
  }
  await deps.tryModel({ type, folder: staging, files });
  const manifest: Manifest = {
    name: model.name,
    title: entry?.title ?? model.name,
    type,
    licence: entry?.licence ?? (files.espeakData ? ofEspeak : 'not known: imported'),
    languages: model.languages ?? entry?.languages ?? languagesOf(type, checked.metadata.model),
    speakers:
      modelTypes[type].job === 'synthesis'
        ? (entry?.speakers ?? (await speakersOf(type, staging, files, checked)))
        : [],
    files,
    bytes: checked.bytes,
    installedAt: new Date(deps.clock.now()).toISOString(),
    digest: model.digest,
    sha256,
    capitalsOnly:
      checked.tokens !== null && !checked.tokens.hasLowerCase && modelTypes[type].job === 'recognition',
    languageCodes: languageCodes(type, checked.metadata.encoder, entry),
    triedWith: deps.sherpaVersion,
    damage: null,
  };
  await writeManifest(staging, manifest);
  return manifest;
}

function languagesOf(type: ModelType, metadata: Record<string, string> | undefined): string[] {
  return modelTypes[type].job === 'synthesis' ? spokenLanguages(type, metadata ?? {}) : ['*'];
}

function languageCodes(
  type: ModelType,
  metadata: Record<string, string> | undefined,
  entry: CatalogueModel | null,
): string[] {
  if (type === 'canary') return entry?.languages ?? ['en', 'es', 'de', 'fr'];
  if (type !== 'whisper' || metadata?.is_multilingual !== '1') return [];
  return (metadata.all_language_codes ?? '').split(',').filter(Boolean);
}

/** Puts a staged model in its place, in one step; what was there before goes. */
export async function swapIn(staging: string, folder: string): Promise<void> {
  const old = `${staging}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(folder, old).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code !== 'ENOENT') throw thrown;
  });
  await rename(staging, folder);
  await rm(old, { recursive: true, force: true });
}

/** A name for a model of one's own, from the name of what it was imported from. @throws request_invalid */
export function ownName(path: string, wanted: string | undefined): string {
  const name = wanted ?? basename(path).replace(/\.(tar\.bz2|onnx)$/, '');
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(name)) return name;
  throw new EarshotError('request_invalid', {
    details: { name, reason: 'a name has letters, digits, dots, hyphens and underscores, up to 80 of them' },
  });
}
