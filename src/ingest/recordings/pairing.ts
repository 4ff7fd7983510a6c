import { basename } from 'node:path';
import { EarshotError } from '../../errors.ts';
import type { Role } from '../../model/call.ts';
import { type FileName, readFileName } from './file-names.ts';
import { findLegs, type LegPair } from './legs.ts';

/** The files of one call. All of them lie in one folder. */
export interface CallFiles {
  /** What the names of its recordings have in common, without extension: what is matched for metadata. */
  name: string;
  recordings: [string] | [string, string];
  /** Who speaks in each of two recordings, where their names tell. */
  channels?: [Role, Role];
  /** JSON files of its name: metadata, or a transcript; their content tells. */
  sidecars: string[];
  /** Transcripts, the most telling format first. */
  transcripts: string[];
  /** What else has its name: the mix of the two legs, a text version of the transcript. Not read. */
  others: string[];
  /** Its name is that of one leg, and the other is not here (yet). */
  missesLeg: boolean;
}

interface PairingProblem {
  paths: string[];
  error: EarshotError;
}

export interface Pairing {
  calls: CallFiles[];
  /** Sidecars and transcripts of no recording here. */
  orphans: string[];
  /** Neither recordings nor anything that belongs to one. */
  unknown: string[];
  problems: PairingProblem[];
}

/** How the mix of the two legs is called besides their common name. */
const mixSuffixes = ['', '-all', '_all', '-mix', '_mix', '-mixed', '_mixed'];
const transcriptPreference = ['transcript.json', 'vtt', 'srt'];

/**
 * Says which of the files belong together, by their names alone. Only files of one folder do.
 * Of one call may be here: its recording or its two legs, `name.json` or `name.wav.json`, and transcripts.
 */
export function pairFiles(paths: string[]): Pairing {
  const pairing: Pairing = { calls: [], orphans: [], unknown: [], problems: [] };
  const byFolder = Map.groupBy([...paths].sort().map(readFileName), ({ folder }) => folder);
  for (const files of byFolder.values()) pairFolder(files, pairing);
  return pairing;
}

/** Recordings that make one call, and the names their papers may have. */
interface Draft {
  call: CallFiles;
  stems: Set<string>;
}

function pairFolder(files: FileName[], pairing: Pairing): void {
  const recordings = files.filter(({ kind }) => kind === 'recording');
  const legs = findLegs(recordings);
  const left = new Set(recordings);
  for (const cluster of legs.ambiguous) {
    for (const file of cluster) left.delete(file);
    pairing.problems.push(problem(cluster, 'these names fit together in more than one way; rename them'));
  }
  for (const { files: pair } of legs.pairs) for (const file of pair) left.delete(file);
  const drafts = legs.pairs.map((pair) => draftPair(pair, left));
  for (const file of left) drafts.push(draftSingle(file, legs.alone.has(file)));
  for (const file of files) if (file.kind !== 'recording') assign(file, drafts, pairing);
  for (const { call } of drafts) {
    call.transcripts.sort((a, b) => preference(a) - preference(b));
    if (!refused(call, pairing)) pairing.calls.push(call);
  }
}

function draftPair(pair: LegPair, left: Set<FileName>): Draft {
  const name = pair.name.toLowerCase();
  const mixes = [...left].filter(
    ({ stem }) => name !== '' && mixSuffixes.some((suffix) => stem === name + suffix),
  );
  for (const mix of mixes) left.delete(mix);
  return {
    call: {
      name: pair.name || basename(pair.files[0].folder),
      recordings: [pair.files[0].path, pair.files[1].path],
      ...(pair.roles ? { channels: pair.roles } : {}),
      sidecars: [],
      transcripts: [],
      others: mixes.map(({ path }) => path),
      missesLeg: false,
    },
    stems: stemsOf([...pair.files, ...mixes], name === '' ? [] : [name]),
  };
}

function draftSingle(file: FileName, missesLeg: boolean): Draft {
  return {
    call: {
      name: file.writtenStem,
      recordings: [file.path],
      sidecars: [],
      transcripts: [],
      others: [],
      missesLeg,
    },
    stems: stemsOf([file]),
  };
}

function stemsOf(files: FileName[], more: string[] = []): Set<string> {
  return new Set([...files.flatMap(({ stem, extension }) => [stem, `${stem}.${extension}`]), ...more]);
}

/** Gives a file that is no recording to the call of its name. */
function assign(file: FileName, drafts: Draft[], pairing: Pairing): void {
  const owners = drafts.filter(({ stems }) => stems.has(file.stem));
  // On file systems that tell case apart, `A.json` belongs to `A.wav` and not to `a.wav`.
  const exact = owners.filter(({ call }) => {
    return call.recordings.some((path) => basename(path).startsWith(`${file.writtenStem}.`));
  });
  const [owner, second] = exact.length === 1 ? exact : owners;
  if (!owner) {
    (file.kind === 'other' ? pairing.unknown : pairing.orphans).push(file.path);
  } else if (second) {
    if (file.kind === 'other') owner.call.others.push(file.path);
    else pairing.problems.push(shared(file, owners));
  } else {
    const { sidecars, transcripts, others } = owner.call;
    const list = { sidecar: sidecars, transcript: transcripts, other: others, recording: others }[file.kind];
    list.push(file.path);
  }
}

function shared(file: FileName, owners: Draft[]): PairingProblem {
  const paths = [...owners.flatMap(({ call }) => call.recordings), file.path];
  const advice = `it belongs to several recordings of this name; call it after one of them, with its extension`;
  return problem(paths.map(readFileName), advice);
}

/** A call of which some file is part of a problem is not taken without it; all its files share its fate. */
function refused(call: CallFiles, pairing: Pairing): boolean {
  const found = pairing.problems.find(({ paths }) => call.recordings.some((path) => paths.includes(path)));
  found?.paths.push(...[...call.sidecars, ...call.transcripts, ...call.others]);
  return found !== undefined;
}

function problem(files: FileName[], text: string): PairingProblem {
  const paths = files.map(({ path }) => path);
  const details = { files: paths.map((path) => basename(path)), problem: text };
  return { paths, error: new EarshotError('metadata_invalid', { details }) };
}

function preference(path: string): number {
  return transcriptPreference.indexOf(readFileName(path).extension);
}
