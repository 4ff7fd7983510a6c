import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { EarshotError } from '../../errors.ts';
import { openSlots } from '../slots.ts';
import { type LoggedWord, readLogLine } from './log.ts';
import { modelArguments, type PocketSettings, systemPipe } from './program.ts';

/** The program, kept running with its model loaded; it recognises one piece after the other. */
export interface PocketSession extends AsyncDisposable {
  /**
   * Words of up to 15 s of one channel at 16 kHz.
   * @throws child_crashed, child_timeout; the next call starts a new process
   */
  decode(samples: Int16Array, signal: AbortSignal): Promise<LoggedWord[]>;
}

type Program = ChildProcessByStdio<Writable, null, Readable>;

interface Work {
  name: string;
  words: LoggedWord[];
  end(result: LoggedWord[] | EarshotError): void;
}

const suffix = '.raw';
const stderrTailLines = 20;

/**
 * It reads the names of what to recognise, one a line. The samples lie in a folder that only this account may enter,
 * each for as long as it is being recognised.
 */
export async function openPocketSession(settings: PocketSettings): Promise<PocketSession> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-pocketsphinx-'));
  const turn = openSlots(1);
  let running: Program | undefined;
  let work: Work | undefined;
  let count = 0;

  function start(): Program {
    const { program, model } = settings;
    const args = [
      ...['-ctl', '/dev/stdin', '-adcin', 'yes', '-cepdir', folder, '-cepext', suffix],
      ...['-backtrace', 'yes', '-hyp', '/dev/null', ...modelArguments(model)],
    ];
    // A group of its own, so that ending it ends both programs.
    const child = spawn('/bin/sh', ['-c', systemPipe, program, ...args], {
      stdio: ['pipe', 'ignore', 'pipe'],
      detached: true,
    });
    const tail: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      tail.push(line);
      if (tail.length > stderrTailLines) tail.shift();
      if (child === running) take(line);
    });
    const gone = (how: string) => {
      if (running !== child) return;
      running = undefined;
      const details = { program, how, stderr: tail.filter(isComplaint).join('\n') };
      work?.end(new EarshotError('child_crashed', { details }));
    };
    child.on('error', () => gone('could not be started'));
    child.on('close', (code, killedBy) => gone(killedBy ?? `ended with code ${code}`));
    // That it ended is told by `close`.
    child.stdin.on('error', () => {});
    return child;
  }

  function take(line: string): void {
    const read = readLogLine(line);
    if (!work) return;
    if (read.type === 'word') work.words.push(read.word);
    else if (read.type === 'unread')
      work.end(new EarshotError('child_crashed', { details: { how: 'could not read its input' } }));
    else if (read.type === 'done' && read.name === work.name) work.end(work.words);
  }

  /** Ended rather than waited for: it cannot be told to stop. */
  function stop(): void {
    const child = running;
    running = undefined;
    if (!child?.pid) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  }

  async function decode(samples: Int16Array, signal: AbortSignal): Promise<LoggedWord[]> {
    signal.throwIfAborted();
    const name = String(count++);
    const file = join(folder, name + suffix);
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    await writeFile(file, bytes, { mode: 0o600 });
    const { promise, resolve, reject } = Promise.withResolvers<LoggedWord[]>();
    work = {
      name,
      words: [],
      end: (result) => (result instanceof EarshotError ? reject(result) : resolve(result)),
    };
    const giveUp = (reason: unknown) => {
      stop();
      reject(reason);
    };
    const onAbort = () => giveUp(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(
      () => giveUp(new EarshotError('child_timeout', { details: { program: settings.program } })),
      settings.timeoutMs,
    );
    try {
      running ??= start();
      running.stdin.write(`${name}\n`);
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      work = undefined;
      await rm(file, { force: true });
    }
  }

  // Its model takes seconds to load: it loads while the first words are spoken.
  running = start();
  return {
    decode: (samples, signal) => turn.run(1, () => decode(samples, signal)),
    async [Symbol.asyncDispose]() {
      stop();
      work?.end(new EarshotError('child_crashed', { details: { how: 'closed' } }));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isComplaint(line: string): boolean {
  return /^(ERROR|FATAL)|not found|No such/.test(line);
}
