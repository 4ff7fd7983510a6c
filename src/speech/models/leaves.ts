import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The files that a part of a model is made of, as paths from the model's folder: the file itself, or all plain files
 * of a folder and what lies under it. What the file system throws where there is nothing.
 */
export async function leavesOf(folder: string, name: string): Promise<string[]> {
  const found = await stat(join(folder, name));
  if (found.isFile()) return [name];
  if (!found.isDirectory()) return [];
  const entries = await readdir(join(folder, name), { withFileTypes: true });
  const under = await Promise.all(
    entries
      .filter((entry) => entry.isFile() || entry.isDirectory())
      .map((entry) => leavesOf(folder, join(name, entry.name))),
  );
  return under.flat().sort();
}
