import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectFolder } from '../src/places.ts';

const main = join(projectFolder, 'src', 'main.ts');

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one command to its end. */
export async function earshot(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, ...env } });
  const ran: Ran = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (bytes) => {
    ran.stdout += bytes;
  });
  child.stderr.on('data', (bytes) => {
    ran.stderr += bytes;
  });
  [ran.code] = await once(child, 'close');
  return ran;
}

export interface Server extends AsyncDisposable {
  url: string;
  process: ChildProcess;
}

/** Starts a server on a data folder as a person would, and resolves when it listens. */
export async function startServer(dataFolder: string, env: Record<string, string> = {}): Promise<Server> {
  const child = spawn(
    process.execPath,
    [main, 'start', '--data', dataFolder, '--port', '0', '--no-demo', '--json'],
    {
      env: { ...process.env, EARSHOT_SPEECH_ENGINE: 'none', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let stderr = '';
  child.stderr.on('data', (bytes) => {
    stderr += bytes;
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (bytes) => {
      text += bytes;
      const found = /"url": "([^"]+)"/.exec(text);
      if (found?.[1]) resolve(found[1]);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${stderr}`)));
  });
  return {
    url,
    process: child,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
