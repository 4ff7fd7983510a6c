import { statfs } from 'node:fs/promises';

/** Less than a new cluster takes, and than PostgreSQL writes at a start: when one fails with so little left, that is why. */
const neededBytes = 64 * 1024 * 1024;

export async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < neededBytes;
}
