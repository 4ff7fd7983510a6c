import { constants } from 'node:fs';
import {
  access,
  type FileHandle,
  lstat,
  mkdir,
  open,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { EarshotError, publicError } from '../../../errors.ts';
import type { FoundFile } from '../walk.ts';

/** Where files go once they are dealt with, inside the folder. */
export const takenFolder = 'taken';
export const rejectedFolder = 'rejected';

const pieceBytes = 256 * 1024;

/**
 * The bytes of a file that must be the one that was seen, from its first byte to its last.
 * @throws upload_interrupted when it changed meanwhile, is no longer a file of this folder, or `signal` says to stop
 */
export async function* readUnchanged(
  file: FoundFile,
  root: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  await requireInside(file.path, root);
  await using handle = await open(file.path, constants.O_RDONLY | constants.O_NOFOLLOW);
  await requireUnchanged(handle, file);
  for (let at = 0; at < file.size; ) {
    const bytes = Buffer.allocUnsafe(Math.min(pieceBytes, file.size - at));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, at);
    if (bytesRead === 0 || signal.aborted) throw new EarshotError('upload_interrupted');
    yield bytes.subarray(0, bytesRead);
    at += bytesRead;
  }
  await requireUnchanged(handle, file);
  if (signal.aborted) throw new EarshotError('upload_interrupted');
}

async function requireUnchanged(handle: FileHandle, file: FoundFile): Promise<void> {
  const now = await handle.stat();
  if (!now.isFile() || now.size !== file.size || now.mtimeMs !== file.mtimeMs) {
    throw new EarshotError('upload_interrupted');
  }
}

/** Moves a file below `destination`, a folder inside `root`, keeping the folders it was in. Overwrites nothing. */
export async function moveInto(destination: string, path: string, root: string): Promise<string> {
  const folder = await makeBelow(root, join(destination, relative(root, dirname(path))));
  await requireInside(folder, root);
  const target = await freeName(join(folder, basename(path)));
  await rename(path, target);
  return target;
}

/** Makes a folder and those above it up to `root`, but never that: where a share is not mounted nothing is to appear. */
async function makeBelow(root: string, path: string): Promise<string> {
  let folder = root;
  for (const name of path.split(sep).filter((each) => each !== '' && each !== '.')) {
    folder = join(folder, name);
    await mkdir(folder).catch((thrown) => {
      if (thrown.code !== 'EEXIST') throw thrown;
    });
  }
  return folder;
}

/** Says beside a refused file why it was refused. */
export async function writeProblem(path: string, thrown: unknown, at: string): Promise<void> {
  const target = await freeName(`${path}.error.json`);
  await writeFile(target, `${JSON.stringify({ ...publicError(thrown), at }, null, 2)}\n`, { flag: 'wx' });
}

/** Removes a file, unless it is no longer the one that was read. */
export async function removeUnchanged(file: FoundFile): Promise<void> {
  const { size, mtimeMs } = await lstat(file.path);
  if (size === file.size && mtimeMs === file.mtimeMs) await rm(file.path);
}

export async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

async function freeName(path: string): Promise<string> {
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? path : `${stem} (${n})${extension}`;
    const taken = await lstat(candidate).then(
      () => true,
      () => false,
    );
    if (!taken) return candidate;
  }
}

/** A link somewhere on the way must not lead out of the folder. */
async function requireInside(path: string, root: string): Promise<void> {
  const [real, realRoot] = await Promise.all([realpath(path), realpath(root)]);
  if (!real.startsWith(realRoot + sep)) throw new EarshotError('upload_interrupted');
}
