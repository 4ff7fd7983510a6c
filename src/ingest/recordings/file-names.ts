import { basename, dirname } from 'node:path';

/** Extensions of recordings that are taken. */
const recordingExtensions = ['aac', 'flac', 'm4a', 'mp3', 'mp4', 'oga', 'ogg', 'opus', 'wav', 'webm'];

type FileKind = 'recording' | 'sidecar' | 'transcript' | 'other';

/** A file name taken apart. Comparisons use `stem` and `extension`, which are in lower case. */
export interface FileName {
  path: string;
  folder: string;
  kind: FileKind;
  /** Without what `extension` holds. */
  stem: string;
  /** As `stem`, in the case it is written in. */
  writtenStem: string;
  /** Without a dot: `wav`, `json`, `transcript.json`. */
  extension: string;
}

const recordings = new Set(recordingExtensions);
const transcripts = new Set(['vtt', 'srt', 'transcript.json']);

export function readFileName(path: string): FileName {
  const name = basename(path);
  const written = /^(?<stem>.+?)\.(?<extension>transcript\.json|[^.]*)$/i.exec(name)?.groups;
  const extension = (written?.extension ?? '').toLowerCase();
  const writtenStem = written?.stem ?? name;
  const kind: FileKind = recordings.has(extension)
    ? 'recording'
    : transcripts.has(extension)
      ? 'transcript'
      : extension === 'json'
        ? 'sidecar'
        : 'other';
  return { path, folder: dirname(path), kind, stem: writtenStem.toLowerCase(), writtenStem, extension };
}
