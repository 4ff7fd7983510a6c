import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { type Account, plainEnvironment } from './program.ts';

/**
 * Waits for a line or for the end of its input: a process that is killed says nothing any more, but its pipes end.
 * A shell, because it is everywhere, small, and outlives what it watches over.
 */
const script = 'read -r over || kill -INT "$1"';

/**
 * Ends a server in order when this process is killed before it could do so. Where it cannot be had, or is killed
 * too, the next start ends the server.
 * @param exited when the server has ended, after which its pid may be anybody's
 */
export function guardServer(pid: number, exited: Promise<unknown>, account: Account | undefined): void {
  if (process.platform === 'win32') return;
  const guard = spawn('/bin/sh', ['-c', script, 'earshot-guard', String(pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: plainEnvironment(),
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  const input = guard.stdin as Socket;
  // No shell, or a guard that was ended: the next start does its work.
  guard.on('error', () => {});
  input.on('error', () => {});
  guard.unref();
  input.unref();
  void exited.then(() => input.end('over\n'));
}
