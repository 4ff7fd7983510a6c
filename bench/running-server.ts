import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectFolder } from '../src/places.ts';

/** The server as a person starts it, on a data folder and a port of its own. @param env settings */
export function startServer(folder: string, env: Record<string, string> = {}): ChildProcess {
  return spawn(
    process.execPath,
    [join(projectFolder, 'run.mjs'), 'start', '--data', folder, '--port', '0', '--no-demo', '--json'],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } },
  );
}

export async function urlOf(server: ChildProcess): Promise<string> {
  let text = '';
  for await (const bytes of server.stdout as NonNullable<ChildProcess['stdout']>) {
    text += bytes;
    try {
      return (JSON.parse(text) as { url: string }).url;
    } catch {
      // The answer is not complete yet.
    }
  }
  throw new Error('the server ended before it listened');
}

/** Ends it, also one that has ended by itself: what went wrong before is then told. */
export async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}
