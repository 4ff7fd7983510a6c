import { createReadStream, type Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EarshotError, toEarshotError } from '../../errors.ts';
import { displayName } from '../../lib/file-name.ts';
import type { CallMetadata } from '../../model/intake.ts';
import type { IncomingCall, IncomingFile } from '../intake.ts';
import { openNameReader } from './describe-call.ts';
import { readFileName } from './file-names.ts';
import type { NameReader } from './name-patterns.ts';
import { type CallFiles, pairFiles } from './pairing.ts';
import { readPapers } from './papers.ts';
import { IntakeSettings } from './settings.ts';
import { filesBelow } from './walk.ts';

interface PlannedFile {
  path: string;
  /** As it is shown to people. */
  fileName: string;
}

/** A call that can be made of files on this machine. */
export interface PlannedCall {
  files: [PlannedFile] | [PlannedFile, PlannedFile];
  metadata: CallMetadata;
  /** `path` is the file it is in, which may hold metadata too; `read` gives the text of the transcript alone. */
  transcript?: PlannedFile & { read(): Promise<string> };
  /** Its name is that of one leg of a call, and the other is not there. */
  missesLeg: boolean;
}

export interface ImportPlan {
  calls: PlannedCall[];
  /** Files that make no call, with the reason. One of them does not keep the others from being imported. */
  problems: { path: string; error: EarshotError }[];
  /** Files that are left out: of no kind known here, or the mix of two legs that are taken. */
  ignored: string[];
}

type PlanSettings = Pick<
  IntakeSettings,
  'maxUploadBytes' | 'fileNamePatterns' | 'commonFileNames' | 'fileNameTimeZone'
>;

/**
 * Says which calls the files and folders of a command line make. Folders are searched to the bottom. A file that is
 * named counts as a recording whatever its extension; its sidecar and transcript are found beside it. Nothing of
 * the recordings is read.
 */
export async function planImport(
  paths: string[],
  settings: PlanSettings = IntakeSettings.parse({}),
): Promise<ImportPlan> {
  const plan: ImportPlan = { calls: [], problems: [], ignored: [] };
  const found = await gather(paths, plan);
  const pairing = pairFiles([...found.sizes.keys()]);
  for (const { paths: concerned, error } of pairing.problems) {
    plan.problems.push({ path: concerned[0] as string, error });
  }
  const readName = openNameReader(settings);
  const named = (path: string) => found.named.has(path);
  const besides = pairing.calls.flatMap(({ others }) => others);
  const strange = [...pairing.unknown, ...besides.filter((path) => readFileName(path).kind === 'other')];
  const calls = [...pairing.calls, ...strange.filter(named).map(alone)];
  for (const call of calls) await planCall(call, found.sizes, plan, { settings, readName });

  const used = new Set(plan.calls.map(({ transcript }) => transcript?.path));
  for (const path of pairing.orphans) {
    if (found.beside.has(path) || used.has(path)) continue;
    const error = new EarshotError('recording_missing', { details: { fileName: displayName(path) } });
    plan.problems.push({ path, error });
  }
  const planned = new Set(calls.flatMap(({ recordings }) => recordings as string[]));
  plan.ignored = [...pairing.unknown, ...besides].filter((path) => !planned.has(path) && !used.has(path));
  return plan;
}

/** A planned call as an intake takes it. Its files are opened as they are read. */
export async function incomingCall(planned: PlannedCall, channel: string): Promise<IncomingCall> {
  const { files, metadata, transcript } = planned;
  const open = ({ path, fileName }: PlannedFile): IncomingFile => ({ fileName, bytes: bytesOf(path) });
  const [first, second] = files;
  return {
    source: 'recording',
    channel,
    files: second ? [open(first), open(second)] : [open(first)],
    metadata,
    ...(transcript ? { transcript: { fileName: transcript.fileName, text: await transcript.read() } } : {}),
  };
}

interface Found {
  /** All files that may matter, by path, with their lengths in bytes. */
  sizes: Map<string, number>;
  /** Files the command line named themselves. */
  named: Set<string>;
  /** Found beside such a file: no harm when they belong to nothing. */
  beside: Set<string>;
}

async function gather(paths: string[], plan: ImportPlan): Promise<Found> {
  const found: Found = { sizes: new Map(), named: new Set(), beside: new Set() };
  const notFound = (path: string, problem: string, cause?: unknown) => {
    plan.problems.push({ path, error: new EarshotError('file_not_found', { details: { problem }, cause }) });
  };
  for (const path of new Set(paths.map((given) => resolve(given)))) {
    let stats: Stats;
    try {
      stats = await stat(path);
      if (stats.isDirectory()) {
        const below = await filesBelow(path, undefined, (folder, cause) => {
          notFound(folder, 'the folder cannot be read', cause);
        });
        for (const { path: file, size } of below) found.sizes.set(file, size);
        continue;
      }
    } catch (cause) {
      notFound(path, 'there is nothing of this name, or it cannot be read', cause);
      continue;
    }
    if (!stats.isFile()) {
      notFound(path, 'it is neither a file nor a folder');
      continue;
    }
    found.sizes.set(path, stats.size);
    found.named.add(path);
  }
  await addPapersBeside(found);
  return found;
}

async function addPapersBeside(found: Found): Promise<void> {
  for (const folder of new Set([...found.named].map((path) => dirname(path)))) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const { kind } = readFileName(path);
      if (!entry.isFile() || found.sizes.has(path) || (kind !== 'sidecar' && kind !== 'transcript')) continue;
      found.sizes.set(path, 0);
      found.beside.add(path);
    }
  }
}

/** A file of unknown kind that was named: what it is will be told from its bytes. */
function alone(path: string): CallFiles {
  const name = readFileName(path).writtenStem;
  return { name, recordings: [path], sidecars: [], transcripts: [], others: [], missesLeg: false };
}

async function planCall(
  call: CallFiles,
  sizes: Map<string, number>,
  plan: ImportPlan,
  deps: { settings: PlanSettings; readName: NameReader },
): Promise<void> {
  const [first, second] = call.recordings;
  try {
    for (const path of call.recordings) requireSize(sizes.get(path) ?? 0, deps.settings.maxUploadBytes);
    const { metadata, transcript } = await readPapers(call, deps.readName);
    const readTranscript = async () => (await readPapers(call, deps.readName)).transcript?.text ?? '';
    plan.calls.push({
      files: second ? [asPlanned(first), asPlanned(second)] : [asPlanned(first)],
      metadata,
      ...(transcript
        ? { transcript: { path: transcript.path, fileName: transcript.fileName, read: readTranscript } }
        : {}),
      missesLeg: call.missesLeg,
    });
  } catch (thrown) {
    plan.problems.push({ path: first, error: toEarshotError(thrown) });
  }
}

function asPlanned(path: string): PlannedFile {
  return { path, fileName: displayName(path) };
}

/** @throws upload_too_large */
export function requireSize(bytes: number, limitBytes: number): void {
  if (bytes > limitBytes) throw new EarshotError('upload_too_large', { details: { bytes, limitBytes } });
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: 256 * 1024 });
}
