import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things lie in the project's folder. */
export const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..');
export const dashboardFolder = join(projectFolder, 'web', 'dist');
export const packsFolder = join(projectFolder, 'packs');
export const scenariosFolder = join(projectFolder, 'scenarios');
export const demoFolder = join(projectFolder, 'demo', 'calls');

/**
 * Where data are kept unless a setting says otherwise. PostgreSQL refuses to run as root, and the account it then
 * runs under may not be able to enter the folder the project was cloned to.
 */
export function defaultDataFolder(): string {
  return process.platform !== 'win32' && userInfo().uid === 0
    ? '/var/lib/earshot'
    : join(projectFolder, 'data');
}

/** The version of this copy of Earshot. */
export function projectVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
