import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { closedPort } from './fake-tcp.ts';

/** The program of the path, where there is one. */
export function redisProgram(): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

export interface RedisServer extends AsyncDisposable {
  readonly port: number;
  readonly password: string;
}

/** A server of its own that keeps nothing on disk; on this port, or a free one. */
export async function openRedisServer(program: string, at?: number): Promise<RedisServer> {
  const port = at ?? (await closedPort());
  const password = 'the-redis-password';
  const child = spawn(
    program,
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--requirepass',
      password,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('Ready to accept connections')) resolve();
    });
    child.once('error', reject);
    void ended.then(() => reject(new Error('redis-server ended before it was ready')));
  });
  return {
    port,
    password,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}
