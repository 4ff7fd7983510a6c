import { copyFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toEarshotError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import { downloadUrl } from '../catalogue.ts';
import type { CatalogueModel } from '../catalogue-model.ts';
import { download, forget } from './download.ts';
import { needSpace, unpackArchive } from './install.ts';
import type { Shelf } from './shelf.ts';

export interface PullProgress {
  phase: 'download' | 'unpack' | 'check';
  /** Of the whole, 0 to 1. */
  share: number;
  receivedBytes: number;
  totalBytes: number | null;
}

export interface PullDeps {
  shelf: Shelf;
  mirror: string;
  clock: Clock;
  /** How long a connection may bring nothing. */
  stallMs?: number;
}

/** How much of the wait each phase is, roughly, on a fast line. */
const downloadShare = 0.85;
const unpackShare = 0.1;

/** Downloads a model of the catalogue, unpacks, checks, tries and installs it. */
export async function pullModel(
  entry: CatalogueModel,
  options: { onProgress(progress: PullProgress): void; signal: AbortSignal },
  deps: PullDeps,
): Promise<void> {
  const { bytes, sha256 } = entry.download;
  const partFile = partFileOf(entry.name, deps.shelf);
  await needSpace(deps.shelf.incoming, await spaceFor(entry, partFile));
  const got = await download(
    { url: downloadUrl(entry, deps.mirror), partFile, bytes, sha256 },
    {
      signal: options.signal,
      onProgress: (receivedBytes, totalBytes) => {
        const share = totalBytes ? (downloadShare * receivedBytes) / totalBytes : 0;
        options.onProgress({ phase: 'download', share, receivedBytes, totalBytes });
      },
    },
    deps,
  );
  const after = (phase: PullProgress['phase'], share: number) =>
    options.onProgress({ phase, share, receivedBytes: got.bytes, totalBytes: got.bytes });
  const staging = await deps.shelf.stage(entry.name);
  try {
    const onUnpack = (share: number) => after('unpack', downloadShare + unpackShare * share);
    await fill(staging, entry, partFile, onUnpack, options.signal, deps);
    after('check', downloadShare + unpackShare);
    await deps.shelf.put(staging, {
      name: entry.name,
      recognised: { type: entry.type, files: entry.files, entry },
      languages: undefined,
      digest: { sha256: got.sha256, from: sha256 ? 'catalogue' : 'first download' },
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  await forget({ partFile });
  after('check', 1);
}

export function partFileOf(name: string, shelf: Shelf): string {
  return join(shelf.incoming, `${name}.part`);
}

async function spaceFor(entry: CatalogueModel, partFile: string): Promise<number> {
  const have = await stat(partFile).then(
    (found) => found.size,
    () => 0,
  );
  const toDownload = Math.max(0, (entry.download.bytes ?? entry.diskBytes) - have);
  return toDownload + entry.diskBytes;
}

async function fill(
  staging: string,
  entry: CatalogueModel,
  partFile: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
  deps: PullDeps,
): Promise<void> {
  if (!entry.download.file.endsWith('.tar.bz2')) {
    await copyFile(partFile, join(staging, entry.files.model ?? entry.download.file));
    return;
  }
  const wanted = Object.values(entry.files);
  // Twice what it should come to: sizes in the catalogue are not all exact.
  const maxBytes = entry.diskBytes * 2 + 1_000_000;
  try {
    await unpackArchive({ archive: partFile, folder: staging, wanted, maxBytes }, onProgress, {
      signal,
      clock: deps.clock,
    });
  } catch (thrown) {
    // A damaged archive must not be what the next try starts from.
    if (toEarshotError(thrown).code === 'model_corrupt') await forget({ partFile });
    throw thrown;
  }
}
