import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EarshotError } from '../../errors.ts';
import { displayName } from '../../lib/file-name.ts';
import type { CallMetadata } from '../../model/intake.ts';
import { type CallDescription, describeCall, type TextFile } from './describe-call.ts';
import { readFileName } from './file-names.ts';
import { invalidMetadata } from './metadata.ts';
import type { NameReader } from './name-patterns.ts';
import type { CallFiles } from './pairing.ts';

/** Seven hours of speech with the times of all words are some 30 MB in the wordiest format. */
const maxPaperBytes = 64 * 1024 * 1024;

/** What the files of one call say about it. */
export interface ReadPapers {
  metadata: CallMetadata;
  transcript?: TextFile & { path: string };
  /** The files that were read. */
  read: string[];
}

/**
 * Reads the sidecars of a call, and its transcript: the one a sidecar names, else `name.transcript.json`, else the
 * one in a sidecar, else WebVTT, else SRT. Programs that write several formats at once write the same in all.
 * @throws metadata_invalid, metadata_unknown_key, file_not_found for a transcript that a sidecar names
 */
export async function readPapers(call: CallFiles, readName: NameReader): Promise<ReadPapers> {
  const sidecars: TextFile[] = [];
  for (const path of call.sidecars) sidecars.push({ fileName: basename(path), text: await readPaper(path) });
  const described = describeCall(
    {
      name: call.name,
      fileNames: call.recordings.map((path) => basename(path)),
      sidecars,
      ...(call.channels ? { channels: call.channels } : {}),
    },
    readName,
  );
  const transcript = await findTranscript(call, described);
  const read = [...call.sidecars, ...(transcript ? [transcript.path] : [])];
  return {
    metadata: described.metadata,
    ...(transcript ? { transcript } : {}),
    read: [...new Set(read)],
  };
}

async function findTranscript(
  call: CallFiles,
  { transcript, transcriptFile }: CallDescription,
): Promise<ReadPapers['transcript']> {
  const [best] = call.transcripts;
  const within = transcript && {
    fileName: transcript.fileName,
    text: transcript.text,
    path: call.sidecars.find((path) => basename(path) === transcript.fileName) ?? '',
  };
  if (within && (!best || readFileName(best).extension !== 'transcript.json')) return within;
  const path = transcriptFile === undefined ? best : join(dirname(call.recordings[0]), transcriptFile);
  return path === undefined ? undefined : { fileName: displayName(path), text: await readPaper(path), path };
}

async function readPaper(path: string): Promise<string> {
  const fileName = basename(path);
  try {
    await using handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    const stat = await handle.stat();
    if (!stat.isFile()) throw new EarshotError('file_not_found', { details: { fileName } });
    if (stat.size > maxPaperBytes) {
      throw invalidMetadata([{ path: '', problem: `it is longer than ${maxPaperBytes} bytes` }], {
        fileName,
      });
    }
    return await handle.readFile('utf8');
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'ELOOP') throw thrown;
    throw new EarshotError('file_not_found', { details: { fileName }, cause: thrown });
  }
}
