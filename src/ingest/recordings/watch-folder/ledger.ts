import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EarshotError } from '../../../errors.ts';
import type { FoundFile } from '../walk.ts';

/**
 * Which files that stay in the folder were dealt with. One line for each: a fingerprint of its path, length and time,
 * so that the ledger names nobody and a file that was written anew counts as new. Should the ledger be lost, the
 * files are taken again and recognised by their content.
 */
export interface Ledger {
  has(file: FoundFile): boolean;
  add(files: FoundFile[]): Promise<void>;
}

/** @throws data_folder_unusable */
export async function openLedger(path: string): Promise<Ledger> {
  const known = new Set<string>();
  try {
    await mkdir(dirname(path), { recursive: true });
    // Opened for appending, which makes it: that it cannot be written shows now and not at the first file.
    for (const line of (await readFile(path, { encoding: 'utf8', flag: 'a+' })).split('\n')) known.add(line);
  } catch (cause) {
    const details = { file: path, problem: 'the ledger of the watch folder cannot be read or written' };
    throw new EarshotError('data_folder_unusable', { details, cause });
  }
  return {
    has: (file) => known.has(fingerprint(file)),
    async add(files) {
      const lines = files.map(fingerprint);
      for (const line of lines) known.add(line);
      await appendFile(path, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
    },
  };
}

function fingerprint({ path, size, mtimeMs }: FoundFile): string {
  return createHash('sha256').update(`${path}\0${size}\0${mtimeMs}`).digest('hex').slice(0, 32);
}
