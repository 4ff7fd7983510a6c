import { stemOf } from './file-names.ts';
import { findPairs } from './legs.ts';
import type { Bundle } from './uploads.ts';

/** A file that was dropped, with what it turned out to be. */
export interface Sorted {
  file: File;
  is: 'recording' | 'transcript' | 'sidecar' | 'json';
}

/** A dropped file that belongs to no recording of the batch. */
export interface Leftover {
  file: File;
  why: string;
}

const transcriptNames = /\.(vtt|srt)$/i;
const transcriptKeys = ['turns', 'segments', 'results', 'transcription', 'words'];

export function sortByName(file: File): Sorted {
  if (transcriptNames.test(file.name)) return { file, is: 'transcript' };
  if (/\.json$/i.test(file.name)) return { file, is: 'json' };
  return { file, is: 'recording' };
}

/** A JSON file beside a recording holds what was said, or what is known of the call: its keys tell. */
export function sortJson(text: string): 'transcript' | 'sidecar' {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The server explains what is wrong with it, and a sidecar is the more common kind.
    return 'sidecar';
  }
  if (Array.isArray(value)) return 'transcript';
  return typeof value === 'object' && value !== null && transcriptKeys.some((key) => key in value)
    ? 'transcript'
    : 'sidecar';
}

export async function sortFile(file: File): Promise<Sorted> {
  const sorted = sortByName(file);
  return sorted.is === 'json' ? { file, is: sortJson(await file.text()) } : sorted;
}

/** What may stand between the name of a recording and the extension of what lies beside it. */
const between = /\.(transcript|metadata|wav|mp3|ogg|oga|opus|flac|m4a|mp4|aac|webm|gsm)$/;

/** `call.vtt`, `call.wav.json` and `call.transcript.json` all belong to `call`. */
function stemsBeside(file: File): string[] {
  const stem = stemOf(file.name.toLowerCase());
  return between.test(stem) ? [stem, stemOf(stem)] : [stem];
}

/** Puts dropped files together to calls: recordings, their suggested pairs, and what lies beside them. */
export function bundle(sorted: Sorted[]): { bundles: Bundle[]; leftovers: Leftover[] } {
  const recordings = sorted.filter(({ is }) => is === 'recording').map(({ file }) => file);
  const beside = sorted
    .filter(({ is }) => is !== 'recording')
    .map(({ file, is }) => ({ file, is, stems: stemsBeside(file) }));
  const pairs = findPairs(recordings);
  const taken = new Set<File>();
  const bundles: Bundle[] = [];

  for (const file of recordings) {
    if (taken.has(file)) continue;
    const pair = pairs.get(file);
    const files = pair?.files ?? [file];
    const names = [...files.map((one) => stemOf(one.name.toLowerCase())), ...(pair?.name ? [pair.name] : [])];
    const find = (kind: Sorted['is']): File | null =>
      beside.find(
        (other) =>
          other.is === kind && !taken.has(other.file) && other.stems.some((stem) => names.includes(stem)),
      )?.file ?? null;
    const made: Bundle = {
      recordings: [...files],
      transcript: find('transcript'),
      sidecar: find('sidecar'),
      paired: pair ? 'by name' : null,
      channels: pair?.channels ?? null,
    };
    bundles.push(made);
    for (const used of [...files, made.transcript, made.sidecar]) if (used) taken.add(used);
  }

  const leftovers = beside
    .filter(({ file }) => !taken.has(file))
    .map(({ file }) => ({ file, why: 'No recording of this name was dropped with it.' }));
  return { bundles, leftovers };
}
