import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { EarshotError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';

const longestErrorBytes = 2000;

export interface Run {
  program: string;
  args: readonly string[];
  /** What it reads. */
  input?: string;
  timeoutMs: number;
  /** More output ends it. */
  maxBytes: number;
}

/**
 * Runs a program to its end, without a shell, and gives what it wrote.
 * @throws voice_failed (it ended with an error, was too slow or wrote too much), voice_unavailable (it is not there);
 *   the reason of `signal`
 */
export async function runProgram(run: Run, signal: AbortSignal): Promise<Buffer> {
  signal.throwIfAborted();
  const child = spawn(run.program, run.args, { stdio: 'pipe' });
  const output: Buffer[] = [];
  let [bytes, errors, problem] = [0, '', ''];
  const stop = (why: string) => {
    problem ||= why;
    child.kill('SIGKILL');
  };
  child.stdout.on('data', (chunk: Buffer) => {
    output.push(chunk);
    bytes += chunk.length;
    if (bytes > run.maxBytes) stop('wrote too much');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString('utf8')).slice(-longestErrorBytes);
  });
  // A program that does not read to the end says by its exit code whether that was right.
  child.stdin.on('error', () => {});
  child.stdin.end(run.input ?? '');
  const timer = setTimeout(() => stop('took too long'), run.timeoutMs);
  const onAbort = () => stop('aborted');
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const [code, killedBy] = (await once(child, 'close')) as [number | null, string | null];
    signal.throwIfAborted();
    if (problem || code !== 0) {
      const how = problem || (killedBy ?? `ended with code ${code}`);
      throw new EarshotError('voice_failed', {
        details: { program: run.program, how, stderr: errors.trim() },
      });
    }
    return Buffer.concat(output);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') throw absent(run.program, thrown);
    throw thrown;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

function absent(program: string, cause: unknown): EarshotError {
  return new EarshotError('voice_unavailable', { details: { program, problem: 'is not installed' }, cause });
}

/** How long an absent program is taken to be absent: somebody may be installing it. */
const askAgainMs = 10_000;

/** Tells whether a program can be run at all. One that is there is asked only once. */
export function openPresence(program: string, versionArgument: string, clock: Clock): () => Promise<boolean> {
  let known: Promise<boolean> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (known && ((await known) || clock.now() - askedAt < askAgainMs)) return known;
    askedAt = clock.now();
    known = isThere(program, versionArgument);
    return known;
  };
}

async function isThere(program: string, versionArgument: string): Promise<boolean> {
  if (program === '') return false;
  try {
    const run = { program, args: [versionArgument], timeoutMs: 5000, maxBytes: 100_000 };
    await runProgram(run, new AbortController().signal);
    return true;
  } catch (thrown) {
    // Some end with an error when asked for their version: only one that could not be started is absent.
    return thrown instanceof EarshotError && thrown.code === 'voice_failed';
  }
}
