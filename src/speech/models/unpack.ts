import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Extract, extract as openTar } from 'tar-stream';
import unbzip2 from 'unbzip2-stream';
import { EarshotError, toEarshotError } from '../../errors.ts';
import { espeakFolder } from '../synthesis/types.ts';

export interface UnpackRequest {
  /** A `.tar.bz2` file that holds one folder. */
  archive: string;
  /** Made if absent; files are put straight into it. */
  folder: string;
  /** Names to take, or null for every file at the top of the archive's folder. */
  wanted: string[] | null;
  /** What all files together may come to. */
  maxBytes: number;
}

const maxEntries = 10_000;

/**
 * Unpacks a model archive. Only plain files directly in the archive's folder are written, under their own name, and
 * those of the one folder a model may have in it, so no entry can lead anywhere else; one that tries is taken as an
 * attack and nothing of the archive is used.
 * @throws model_corrupt, disk_full
 */
export async function unpack(request: UnpackRequest, onProgress: (share: number) => void): Promise<string[]> {
  await mkdir(request.folder, { recursive: true });
  const archiveBytes = (await stat(request.archive)).size;
  const source = createReadStream(request.archive);
  source.on('data', () => onProgress(source.bytesRead / archiveBytes));
  const tar = openTar();
  const [piped, read] = await Promise.allSettled([
    pipeline(source, unbzip2(), tar),
    takeEntries(tar, request),
  ]);
  if (read.status === 'fulfilled' && piped.status === 'fulfilled') return read.value;
  // What stopped the reader says more than that the stream to it broke.
  const thrown =
    read.status === 'rejected' && toEarshotError(read.reason).code !== 'internal' ? read.reason : null;
  if (thrown) throw toEarshotError(thrown);
  const cause = piped.status === 'rejected' ? piped.reason : undefined;
  throw corrupt(request, 'the archive is damaged', cause);
}

async function takeEntries(tar: Extract, request: UnpackRequest): Promise<string[]> {
  const taken: string[] = [];
  let entries = 0;
  let bytes = 0;
  for await (const entry of tar) {
    const { name, type, size } = entry.header;
    const parts = name.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..') || /^\/|\\|\0/.test(name))
      throw corrupt(request, 'an entry leads out of its folder');
    if (++entries > maxEntries) throw corrupt(request, 'too many files in it');
    const file = placeOf(parts, request.wanted);
    if (type === 'file' && file !== null) {
      bytes += size ?? 0;
      if (bytes > request.maxBytes) throw corrupt(request, `more than ${request.maxBytes} bytes in it`);
      await mkdir(dirname(join(request.folder, file)), { recursive: true });
      await pipeline(entry, createWriteStream(join(request.folder, file)));
      taken.push(file);
    } else {
      entry.resume();
    }
  }
  return taken;
}

/** Where in the folder a file goes, or null for one that is not wanted. */
function placeOf(parts: string[], wanted: string[] | null): string | null {
  const file = parts.at(-1) ?? '';
  if (file.startsWith('.')) return null;
  const folderAt = parts.indexOf(espeakFolder);
  if (wanted === null && (folderAt === 0 || folderAt === 1)) return parts.slice(folderAt).join('/');
  if (parts.length > 2) return null;
  return wanted === null || wanted.includes(file) ? file : null;
}

function corrupt(request: UnpackRequest, reason: string, cause?: unknown): EarshotError {
  return new EarshotError('model_corrupt', { details: { file: basename(request.archive), reason }, cause });
}
