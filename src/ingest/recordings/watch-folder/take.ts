import { basename } from 'node:path';
import { EarshotError, type ErrorCode, publicError, toEarshotError } from '../../../errors.ts';
import type { Clock } from '../../../lib/clock.ts';
import { displayName } from '../../../lib/file-name.ts';
import type { Log } from '../../../log.ts';
import type { IncomingFile, Intake } from '../../intake.ts';
import { requireSize } from '../import-files.ts';
import type { NameReader } from '../name-patterns.ts';
import type { CallFiles } from '../pairing.ts';
import { readPapers } from '../papers.ts';
import type { IntakeSettings } from '../settings.ts';
import {
  moveInto,
  readUnchanged,
  rejectedFolder,
  removeUnchanged,
  takenFolder,
  writeProblem,
} from './files.ts';
import type { Ledger } from './ledger.ts';
import { filesOf, type Refusal, type Seen, type SeenFile } from './waiting.ts';

/** As the intake and the list of rejections name it. */
const channel = 'watch folder';

/** What is wrong with the machine rather than with a file: every other file would meet it too. */
const everywhere = new Set<ErrorCode>(['disk_full', 'storage_unavailable', 'database_unavailable']);

/**
 * What came of trying to take a call or to refuse a file. `again` leaves its files where they are; `everywhere` when
 * the others need not even be tried, `refusing` when it is the refusal that could not be recorded.
 */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'refused'; error: EarshotError }
  | { kind: 'again'; error: EarshotError; everywhere: boolean; refusing: boolean };

export interface TakeParts {
  root: string;
  settings: Pick<IntakeSettings, 'maxUploadBytes'> & { after: 'move' | 'delete' | 'leave' };
  seen: Seen;
  ledger: Ledger;
  readName: NameReader;
  intake: Intake;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

/** Hands a call to the intake and puts its files away. Whether a call that cannot be taken is refused, is for others. */
export async function takeCall(call: CallFiles, parts: TakeParts): Promise<Outcome> {
  let read: string[];
  try {
    const files = call.recordings.map((path) => seenFile(path, parts));
    for (const { size } of files) requireSize(size, parts.settings.maxUploadBytes);
    const papers = await readPapers(call, parts.readName);
    const incoming = files.map((file): IncomingFile => {
      return { fileName: displayName(file.path), bytes: readUnchanged(file, parts.root, parts.signal) };
    }) as [IncomingFile] | [IncomingFile, IncomingFile];
    const { transcript, metadata } = papers;
    const { id, duplicate } = await parts.intake.receive({
      source: 'recording',
      channel,
      files: incoming,
      metadata,
      ...(transcript ? { transcript: { fileName: transcript.fileName, text: transcript.text } } : {}),
    });
    parts.log.info({ callId: id, duplicate, missesLeg: call.missesLeg }, 'took a call from the watch folder');
    read = [...call.recordings, ...papers.read];
  } catch (thrown) {
    return failed(thrown);
  }
  await putAway([...new Set([...read, ...filesOf(call)])], new Set(read), parts);
  return { kind: 'done' };
}

/** Records why files are not taken, and puts them where a person would look. */
export async function refuse({ paths, error }: Refusal, parts: TakeParts): Promise<Outcome> {
  const [first] = paths as [string];
  try {
    await parts.intake.reject({ channel, fileName: displayName(first), problem: publicError(error) });
  } catch (thrown) {
    // Unless it is on the list nobody would look for it: it stays until it is.
    const why = toEarshotError(thrown);
    return { kind: 'again', error: why, everywhere: everywhere.has(why.code), refusing: true };
  }
  parts.log.warn(
    { code: error.code, fileName: displayName(first) },
    'a file of the watch folder was refused: see the list of rejections',
  );
  if (parts.settings.after === 'leave') {
    await tickOff(paths, parts);
    return { kind: 'done' };
  }
  await putEach(paths, parts, async (path) => {
    const moved = await moveInto(rejectedFolder, path, parts.root);
    if (path === first) await writeProblem(moved, error, new Date(parts.clock.now()).toISOString());
  });
  return { kind: 'done' };
}

function failed(thrown: unknown): Outcome {
  const error = toEarshotError(thrown);
  // A transcript that a sidecar names may still be on its way.
  if (!error.retryable && error.code !== 'file_not_found') return { kind: 'refused', error };
  return { kind: 'again', error, everywhere: everywhere.has(error.code), refusing: false };
}

async function putAway(paths: string[], read: Set<string>, parts: TakeParts): Promise<void> {
  const { after } = parts.settings;
  if (after === 'leave') return tickOff(paths, parts);
  const day = new Date(parts.clock.now()).toISOString().slice(0, 10);
  await putEach(paths, parts, async (path) => {
    // What was not read is nowhere else: it is never deleted.
    if (after === 'delete' && read.has(path)) await removeUnchanged(seenFile(path, parts));
    else await moveInto(`${takenFolder}/${day}`, path, parts.root);
  });
}

/** A file that was dealt with but cannot be put away is remembered, so that it is not taken over and over. */
async function putEach(
  paths: string[],
  parts: TakeParts,
  work: (path: string) => Promise<void>,
): Promise<void> {
  for (const path of paths) {
    try {
      await work(path);
    } catch (err) {
      // The whole folder may be gone. Should the file come back, it is taken again and recognised.
      if ((err as NodeJS.ErrnoException).code === 'ENOENT') continue;
      await tickOff([path], parts);
      parts.log.error(
        { err, fileName: basename(path) },
        'a file of the watch folder was dealt with but cannot be moved or deleted: check the rights on the folder',
      );
    }
  }
}

async function tickOff(paths: string[], parts: TakeParts): Promise<void> {
  const files = paths.map((path) => parts.seen.get(path)).filter((file) => file !== undefined);
  try {
    await parts.ledger.add(files);
  } catch (err) {
    parts.log.warn(
      { err },
      'the ledger of the watch folder cannot be written: it holds until the next start',
    );
  }
}

/** @throws upload_interrupted when it is gone since it was decided on */
function seenFile(path: string, parts: TakeParts): SeenFile {
  const file = parts.seen.get(path);
  if (!file) throw new EarshotError('upload_interrupted');
  return file;
}
