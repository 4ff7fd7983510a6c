import type { Role } from '../../../../src/model/call.ts';
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

const stemOf = (name: string) => name.replace(/\.[^.]+$/, '');

/** `call.wav`, `call.vtt`, `call.wav.json`, `call.transcript.json` all belong to `call`. */
function stemsBeside(name: string): string[] {
  const stem = stemOf(name);
  return [stem, stemOf(stem)];
}

/** Words in file names that tell the legs of one call apart, by who or what they name. */
const legWords: [RegExp, string, Role | null][] = [
  [/^(agent|operator|call-?taker|taker|dispatcher|csr|advisor)$/i, 'who', 'agent'],
  [/^(caller|customer|client|callee|citizen)$/i, 'who', 'customer'],
  [/^(left|l)$/i, 'side', null],
  [/^(right|r)$/i, 'side', null],
  [/^(in|inbound|rx)$/i, 'way', null],
  [/^(out|outbound|tx)$/i, 'way', null],
  [/^(leg|ch|chan|channel)-?[0-3ab]$/i, 'number', null],
];

interface LegName {
  /** The name without the word for the leg: equal for both legs of a call. */
  base: string;
  family: string;
  role: Role | null;
}

/** The leg a file name speaks of: its last word of that kind, `…_40_UTC_agent.wav`. */
export function legOfName(name: string): LegName | null {
  const parts = stemOf(name).split(/([_.\s()[\]]+|-(?=[a-z]))/i);
  for (let index = parts.length - 1; index >= 0; index--) {
    const known = legWords.find(([pattern]) => pattern.test(parts[index] ?? ''));
    if (!known) continue;
    const base = parts.toSpliced(index, 1, '·').join('').toLowerCase();
    return { base, family: known[1], role: known[2] };
  }
  return null;
}

function pairOf(file: File, others: File[]): { files: File[]; channels: Role[] | null } | null {
  const leg = legOfName(file.name);
  if (!leg) return null;
  const partners = others.filter((other) => {
    const its = legOfName(other.name);
    return its !== null && its.base === leg.base && its.family === leg.family && other.name !== file.name;
  });
  // With three of a name nobody can tell which two belong together.
  const [partner] = partners;
  if (!partner || partners.length > 1) return null;
  const partnerLeg = legOfName(partner.name);
  if (leg.role && partnerLeg?.role) {
    if (leg.role === partnerLeg.role) return null;
    return leg.role === 'agent'
      ? { files: [file, partner], channels: ['agent', 'customer'] }
      : { files: [partner, file], channels: ['agent', 'customer'] };
  }
  const files = [file, partner].toSorted((a, b) => a.name.localeCompare(b.name));
  return { files, channels: null };
}

/** Puts dropped files together to calls: recordings, their suggested pairs, and what lies beside them. */
export function bundle(sorted: Sorted[]): { bundles: Bundle[]; leftovers: Leftover[] } {
  const recordings = sorted.filter(({ is }) => is === 'recording').map(({ file }) => file);
  const beside = sorted.filter(({ is }) => is !== 'recording');
  const taken = new Set<File>();
  const bundles: Bundle[] = [];

  for (const file of recordings) {
    if (taken.has(file)) continue;
    const pair = pairOf(
      file,
      recordings.filter((other) => other !== file),
    );
    const files = pair?.files ?? [file];
    for (const one of files) taken.add(one);
    const stems = files.map((one) => stemOf(one.name).toLowerCase());
    const base = pair ? legOfName(file.name)?.base.replace(/[^\p{L}\p{N}]*·[^\p{L}\p{N}]*/u, '') : undefined;
    const find = (kind: Sorted['is']) => {
      const found = beside.find(
        ({ file: other, is }) =>
          is === kind &&
          !taken.has(other) &&
          stemsBeside(other.name.toLowerCase()).some(
            (stem) => stems.includes(stem) || (base && stem === base),
          ),
      );
      if (found) taken.add(found.file);
      return found?.file ?? null;
    };
    bundles.push({
      recordings: files,
      transcript: find('transcript'),
      sidecar: find('sidecar'),
      paired: pair ? 'by name' : null,
      channels: pair?.channels ?? null,
    });
  }

  const leftovers = beside
    .filter(({ file }) => !taken.has(file))
    .map(({ file }) => ({ file, why: 'No recording of this name was dropped with it.' }));
  return { bundles, leftovers };
}
