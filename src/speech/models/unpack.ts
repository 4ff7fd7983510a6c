import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Extract, extract as openTar } from 'tar-stream';
import unbzip2 from 'unbzip2-stream';
import { EarshotError, toEarshotError } from '../../errors.ts';

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
 * Unpacks a model archive. Only plain files directly in the archive's folder are written, under their own name, so
 * no entry can lead anywhere else; one that tries is taken as an attack and nothing of the archive is used.
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
    const file = parts.at(-1) ?? '';
    if (type === 'file' && parts.length <= 2 && isWanted(file, request.wanted)) {
      bytes += size ?? 0;
      if (bytes > request.maxBytes) throw corrupt(request, `more than ${request.maxBytes} bytes in it`);
      await pipeline(entry, createWriteStream(join(request.folder, file)));
      taken.push(file);
    } else {
      entry.resume();
    }
  }
  return taken;
}

function isWanted(file: string, wanted: string[] | null): boolean {
  return wanted === null ? !file.startsWith('.') : wanted.includes(file);
}

function corrupt(request: UnpackRequest, reason: string, cause?: unknown): EarshotError {
  return new EarshotError('model_corrupt', { details: { file: basename(request.archive), reason }, cause });
}
