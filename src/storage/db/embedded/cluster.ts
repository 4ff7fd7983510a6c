import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lchown,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { EarshotError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import type { Binaries } from './binaries.ts';
import { isFull } from './disk.ts';
import { type Account, runProgram } from './program.ts';

/** A data folder of PostgreSQL that is ready to be served. */
export interface Cluster {
  folder: string;
  user: string;
  password: string;
}

const user = 'earshot';
const passwordFile = 'earshot.password';
/** The major version of the binaries: a cluster of another one cannot be opened. */
const majorVersion = '18';

/**
 * The cluster in `<data>/postgres`, made at the first start. It is made beside its place and moved there when
 * complete, password included, so that being killed at any moment leaves none rather than half of one.
 * @throws data_folder_unusable, disk_full, database_start_failed
 */
export async function openCluster(
  dataFolder: string,
  binaries: Binaries,
  account: Account | undefined,
  deps: { log: Log },
): Promise<Cluster> {
  const folder = join(dataFolder, 'postgres');
  await removeHalfMade(folder, dataFolder, deps);
  if (!(await isThere(folder))) {
    deps.log.info({ folder }, 'making the database');
    await makeCluster(folder, dataFolder, binaries, account);
  }
  await giveTo(folder, account);
  const password = await readFile(join(folder, passwordFile), 'utf8');
  return { folder, user, password: password.trim() };
}

/** @throws data_folder_unusable when something else is in its place */
async function isThere(folder: string): Promise<boolean> {
  const entries = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return undefined;
    const todo =
      'The folder belongs to another account. Start Earshot under that account or as root, or give the folder to this one (chown -R).';
    throw new EarshotError('data_folder_unusable', {
      details: { folder, reason: thrown.code, todo },
      cause: thrown,
    });
  });
  if (!entries) return false;
  if (entries.length === 0) {
    await rmdir(folder);
    return false;
  }
  if (!entries.includes('PG_VERSION') || !entries.includes(passwordFile)) {
    const todo = 'The folder is not a database of Earshot. Move it away, or choose another data folder.';
    throw new EarshotError('data_folder_unusable', { details: { folder, todo } });
  }
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (version !== majorVersion) {
    const todo =
      'The database was made by another version of PostgreSQL. Start the version of Earshot that made it.';
    throw new EarshotError('data_folder_unusable', {
      details: { folder, version, needed: majorVersion, todo },
    });
  }
  return true;
}

async function makeCluster(
  folder: string,
  dataFolder: string,
  binaries: Binaries,
  account: Account | undefined,
): Promise<void> {
  const scratch = `${folder}.new-${randomBytes(6).toString('hex')}`;
  const scratchPassword = `${scratch}.password`;
  try {
    await mkdir(scratch, { mode: 0o700 });
    await writeFile(scratchPassword, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (account) {
      await chown(scratch, account.uid, account.gid);
      await chown(scratchPassword, account.uid, account.gid);
    }
    const ran = await runProgram(binaries.initdb, initdbArguments(scratch, scratchPassword), {
      account,
      cwd: dataFolder,
    });
    if (ran.code !== 0) {
      throw new EarshotError('database_start_failed', {
        details: { program: 'initdb', reason: ran.reason ?? ran.code, stderr: ran.stderr.trim() },
      });
    }
    await rename(scratchPassword, join(scratch, passwordFile));
    await rename(scratch, folder);
    await syncFolder(dataFolder);
  } catch (thrown) {
    throw (await isFull(dataFolder)) ? new EarshotError('disk_full', { cause: thrown }) : thrown;
  } finally {
    await rm(scratchPassword, { force: true });
    await rm(scratch, { recursive: true, force: true });
  }
}

function initdbArguments(folder: string, passwordPath: string): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${user}`,
    `--pwfile=${passwordPath}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own rules for letters and order: the same on every machine the folder may be moved to.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ];
}

/** What a killed start left. It may still be written to by an initdb that lives: then the next start removes it. */
async function removeHalfMade(folder: string, dataFolder: string, deps: { log: Log }): Promise<void> {
  for (const name of await readdir(dataFolder)) {
    const path = join(dataFolder, name);
    if (!path.startsWith(`${folder}.new-`)) continue;
    await rm(path, { recursive: true, force: true }).catch((err) => {
      deps.log.warn({ err }, 'what is left of an interrupted first start cannot be removed yet');
    });
  }
}

/** A cluster made under another account (Earshot was an ordinary user then, or another one) changes hands. */
async function giveTo(folder: string, account: Account | undefined): Promise<void> {
  if (!account || (await stat(folder)).uid === account.uid) return;
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { recursive: true })) {
    await lchown(join(folder, entry), account.uid, account.gid);
  }
  // Last, so that an interrupted change of hands is seen as such and done again.
  await chown(folder, account.uid, account.gid);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows keeps the order of renames by itself, and cannot open a folder.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
