import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A regular file, as it was when it was looked at. */
export interface FoundFile {
  path: string;
  size: number;
  mtimeMs: number;
}

/** What programs call a file they are still writing, or keep for themselves. */
const unfinished = /^\.|~$|\.(?:tmp|temp|part|partial|filepart|crdownload|download|lock|swp)$/i;

/**
 * The regular files of a folder and all below it. Neither links nor hidden and unfinished files count, nor what
 * vanishes meanwhile.
 * @param skip whether to leave out a folder, by its path
 * @param onUnreadable told of folders below that cannot be read
 * @throws what the system says when the folder itself cannot be read
 */
export async function filesBelow(
  folder: string,
  skip: (path: string) => boolean = () => false,
  onUnreadable: (path: string, thrown: unknown) => void = () => {},
): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  const folders: { path: string; entries: Dirent[] }[] = [
    { path: folder, entries: await readdir(folder, { withFileTypes: true }) },
  ];
  for (const { path: parent, entries } of folders) {
    for (const entry of entries) {
      const path = join(parent, entry.name);
      if (unfinished.test(entry.name)) continue;
      if (entry.isFile()) {
        const found = await look(path);
        if (found) files.push(found);
      } else if (entry.isDirectory() && !skip(path)) {
        try {
          folders.push({ path, entries: await readdir(path, { withFileTypes: true }) });
        } catch (thrown) {
          onUnreadable(path, thrown);
        }
      }
    }
  }
  return files;
}

async function look(path: string): Promise<FoundFile | undefined> {
  try {
    const { size, mtimeMs } = await lstat(path);
    return { path, size, mtimeMs };
  } catch {
    // It is gone, or cannot be looked at: it will be seen the next time, or never was for us.
    return undefined;
  }
}
