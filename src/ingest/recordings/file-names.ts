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

const longestName = 255;
/** Control characters, and those that turn the direction of text so that `exe.3pm` reads `mp3.exe`. */
const unwanted = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu;

/**
 * A file name as its sender gave it, made fit to be shown and matched: the last part of a path, without invisible
 * characters, of bounded length with its extension kept. Never used as a path.
 */
export function displayName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const clean = last.toWellFormed().normalize('NFC').replace(unwanted, '').trim();
  if (clean === '' || clean === '.' || clean === '..') return 'unnamed';
  if (clean.length <= longestName) return clean;
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(clean)?.[0] ?? '';
  return clean.slice(0, longestName - extension.length).toWellFormed() + extension;
}
