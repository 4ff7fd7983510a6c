import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EarshotError } from '../errors.ts';

/** Who holds a data folder. */
export interface Holder {
  pid: number;
  /** What tells this process from a later one with the same pid: its start time where the system shows it. */
  startedAt: string;
  command: string;
  /** Where it listens, once it does. */
  url?: string;
}

export interface FolderLock extends AsyncDisposable {
  /** Lets other commands find the server. */
  announce(url: string): Promise<void>;
}

const fileName = 'server.json';

/** The live holder of a data folder, or undefined. A holder that died leaves its file behind: it does not count. */
export async function holderOf(folder: string): Promise<Holder | undefined> {
  const holder = await readHolder(folder);
  return holder && (await isAlive(holder)) ? holder : undefined;
}

/**
 * Takes a data folder for this process.
 * @throws already_running with who holds it
 */
export async function lockFolder(folder: string, command: string): Promise<FolderLock> {
  const file = join(folder, fileName);
  const own: Holder = { pid: process.pid, startedAt: await startOf(process.pid), command };
  for (let tries = 0; ; tries++) {
    if (await create(file, own)) break;
    const holder = await holderOf(folder);
    if (holder || tries > 20) {
      throw new EarshotError('already_running', { details: { folder, ...(holder && publicHolder(holder)) } });
    }
    await rm(file, { force: true });
  }
  return {
    async announce(url) {
      const scratch = scratchOf(file);
      await writeFile(scratch, JSON.stringify({ ...own, url }));
      await rename(scratch, file);
    },
    [Symbol.asyncDispose]: () => rm(file, { force: true }),
  };
}

/** What a person needs of a holder. */
export function publicHolder({ pid, command, url }: Holder): Omit<Holder, 'startedAt'> {
  return { pid, command, ...(url === undefined ? {} : { url }) };
}

/** Makes the file with its content at once, or returns false where there is one. */
async function create(file: string, own: Holder): Promise<boolean> {
  const scratch = scratchOf(file);
  await writeFile(scratch, JSON.stringify(own));
  try {
    await link(scratch, file);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  } finally {
    await rm(scratch, { force: true });
  }
}

function scratchOf(file: string): string {
  return `${file}.${process.pid}.${randomUUID()}`;
}

async function readHolder(folder: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, fileName), 'utf8')) as Holder;
  } catch {
    // Absent, or half written by a process that died: nobody holds the folder.
    return undefined;
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0);
  } catch (thrown) {
    // EPERM: it lives and belongs to somebody else.
    if ((thrown as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return (await startOf(holder.pid)) === holder.startedAt;
}

/** Start time in clock ticks since boot (proc(5), field 22 of stat); empty where there is no /proc. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    // Not Linux, or the process is gone.
    return '';
  }
}
