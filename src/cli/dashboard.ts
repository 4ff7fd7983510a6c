import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EarshotError } from '../errors.ts';
import { dashboardFolder, projectFolder } from '../places.ts';
import type { Output } from './print.ts';

const stampFile = join(dashboardFolder, '.built-from');

/**
 * Builds the dashboard when its sources changed since it was last built (or never was). In a process of its own:
 * the bundler would otherwise stay in the server's memory.
 */
export async function buildDashboard(output: Output, signal: AbortSignal): Promise<void> {
  const wanted = await digestOfSources();
  if (!wanted) return;
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === wanted) return;
  output.say('Building the dashboard (once; some seconds) …');
  const problem = await runVite(signal);
  if (signal.aborted) return;
  if (problem !== undefined) {
    throw new EarshotError('dashboard_build_failed', { details: { output: problem } });
  }
  await writeFile(stampFile, wanted);
}

/** Null where the sources are not shipped: the dashboard then comes built. */
async function digestOfSources(): Promise<string | null> {
  if (!existsSync(join(projectFolder, 'web', 'src'))) return null;
  const hash = createHash('sha256');
  for (const folder of ['web', 'src/model']) {
    const entries = await readdir(join(projectFolder, folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(dashboardFolder))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) hash.update(file.slice(projectFolder.length)).update(await readFile(file));
  }
  return hash.update(await readFile(join(projectFolder, 'package-lock.json'))).digest('hex');
}

/** Resolves with what the bundler said when it failed. */
function runVite(signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');
    const child = spawn(
      process.execPath,
      [vite, 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn', 'web'],
      {
        cwd: projectFolder,
        stdio: ['ignore', 'pipe', 'pipe'],
        signal,
      },
    );
    let said = '';
    const listen = (bytes: Buffer) => {
      said = (said + bytes.toString('utf8')).slice(-4000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : said));
  });
}
