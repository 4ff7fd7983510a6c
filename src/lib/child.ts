import { type ChildProcess, fork, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { EarshotError, fromPublicError, type PublicError, publicError } from '../errors.ts';
import { type Clock, systemClock } from './clock.ts';
import { backoffMs } from './retry.ts';

/**
 * A supervised child process that answers calls, for work that may crash (native code) or block (long loops).
 *
 *   parent                                child (serve.ts)
 *   call(method, payload) ── call ─▶      handlers[method](payload, ask)
 *   serve[method](payload) ◀─ ask ──      ask(method, payload)
 *                          ── told ─▶
 *                          ◀─ done ──     result, error, rssBytes
 *
 * A child that ends fails the calls it held with `child_crashed`; the next call starts a new one, after a
 * back-off that grows with each crash in a row. A child whose memory passed the limit is replaced when idle:
 * native memory only grows.
 */
export interface ChildSettings {
  /** The module that calls `serveChild`. */
  entry: URL;
  execArgv?: string[];
  env?: Record<string, string>;
  /** Unix nice value, 0 to 19. */
  nice?: number;
  /** Read and write only when no other process wants the disk (Linux, by `ionice`). */
  idleDisk?: boolean;
  /** Above this resident size the child is replaced when it has nothing to do. */
  recycleAboveBytes?: number;
  /** How long one call may take unless it says otherwise. */
  timeoutMs: number;
}

export type Serve = Record<string, (payload: never) => Promise<unknown> | unknown>;

export interface CallOptions {
  timeoutMs?: number;
  signal?: AbortSignal;
  /** What the child may ask back while the call lasts. */
  serve?: Serve;
}

export interface Child extends AsyncDisposable {
  call<Result>(method: string, payload: unknown, options?: CallOptions): Promise<Result>;
  readonly pid: number | undefined;
  /** Calls under way. */
  readonly busy: number;
}

export type ToChild =
  | { type: 'call'; id: number; method: string; payload: unknown }
  | { type: 'told'; id: number; askId: number; result?: unknown; error?: PublicError };

export type FromChild =
  | { type: 'done'; id: number; result?: unknown; error?: PublicError; rssBytes: number }
  | { type: 'ask'; id: number; askId: number; method: string; payload: unknown };

interface Pending {
  child: ChildProcess;
  resolve(value: unknown): void;
  reject(error: Error): void;
  serve: Serve;
}

const stderrTailBytes = 4000;
const calmAfterMs = 60_000;

export function openChild(settings: ChildSettings, deps: { clock: Clock } = { clock: systemClock }): Child {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let running: ChildProcess | undefined;
  let crashes = 0;
  let lastCrashAt = 0;
  let closed = false;

  function start(): ChildProcess {
    const child = fork(settings.entry, [], {
      serialization: 'advanced',
      execArgv: settings.execArgv ?? [],
      env: { ...process.env, ...settings.env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let tail = '';
    child.stderr?.on('data', (bytes: Buffer) => {
      tail = (tail + bytes.toString('utf8')).slice(-stderrTailBytes);
    });
    child.on('message', (message) => receive(child, message as FromChild));
    child.on('error', () => ended(child, 'could not be started', tail));
    child.on('exit', (code, signal) => ended(child, signal ?? `exit code ${code}`, tail));
    if (child.pid) lowerPriority(child.pid, settings);
    return child;
  }

  function ended(child: ChildProcess, how: string, stderr: string): void {
    if (running === child) running = undefined;
    const held = [...pending].filter(([, call]) => call.child === child);
    if (held.length > 0) {
      crashes++;
      lastCrashAt = deps.clock.now();
    }
    for (const [id, call] of held) {
      pending.delete(id);
      call.reject(new EarshotError('child_crashed', { details: { how, stderr: stderr.trim() } }));
    }
  }

  function receive(child: ChildProcess, message: FromChild): void {
    const call = pending.get(message.id);
    if (!call) return;
    if (message.type === 'ask') {
      void answer(child, call, message);
      return;
    }
    pending.delete(message.id);
    if (message.error) call.reject(fromPublicError(message.error));
    else call.resolve(message.result);
    if (
      running === child &&
      pending.size === 0 &&
      settings.recycleAboveBytes &&
      message.rssBytes > settings.recycleAboveBytes
    ) {
      retire(child);
    }
  }

  async function answer(child: ChildProcess, call: Pending, ask: FromChild & { type: 'ask' }): Promise<void> {
    const told: ToChild = { type: 'told', id: ask.id, askId: ask.askId };
    try {
      const handler = call.serve[ask.method];
      if (!handler) throw new EarshotError('internal', { details: { unknownAsk: ask.method } });
      told.result = await handler(ask.payload as never);
    } catch (thrown) {
      told.error = publicError(thrown);
    }
    if (child.connected) child.send(told);
  }

  function retire(child: ChildProcess): void {
    if (running === child) running = undefined;
    if (child.connected) child.disconnect();
  }

  async function ready(signal?: AbortSignal): Promise<ChildProcess> {
    if (closed) throw new EarshotError('child_crashed', { details: { how: 'closed' } });
    if (!running) {
      if (deps.clock.now() - lastCrashAt > calmAfterMs) crashes = 0;
      if (crashes > 0) {
        await deps.clock.sleep(backoffMs(crashes + 1, { firstDelayMs: 100, maxDelayMs: 10_000 }), signal);
      }
      running ??= start();
    }
    return running;
  }

  async function call<Result>(method: string, payload: unknown, options: CallOptions = {}): Promise<Result> {
    options.signal?.throwIfAborted();
    const child = await ready(options.signal);
    const id = nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    pending.set(id, { child, resolve, reject, serve: options.serve ?? {} });
    const stop = (error: Error) => {
      if (!pending.delete(id)) return;
      reject(error);
      // The child cannot be told to stop a native loop: it is ended, with what else it held failing as a crash.
      if (running === child) running = undefined;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(
      () => stop(new EarshotError('child_timeout', { details: { method } })),
      options.timeoutMs ?? settings.timeoutMs,
    );
    const onAbort = () => stop(options.signal?.reason ?? new Error('aborted'));
    options.signal?.addEventListener('abort', onAbort, { once: true });
    child.send({ type: 'call', id, method, payload } satisfies ToChild);
    try {
      return (await promise) as Result;
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
    }
  }

  return {
    call,
    get pid() {
      return running?.pid;
    },
    get busy() {
      return pending.size;
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      const child = running;
      if (!child) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
      await gone;
      clearTimeout(timer);
    },
  };
}

function lowerPriority(pid: number, settings: Pick<ChildSettings, 'nice' | 'idleDisk'>): void {
  if (settings.nice) {
    try {
      setPriority(pid, settings.nice);
    } catch {
      // The child ended already, or the system forbids it: it then runs at normal priority.
    }
  }
  if (settings.idleDisk && process.platform === 'linux') {
    // Where the program is missing the child keeps its disk priority.
    spawn('ionice', ['-c', '3', '-p', String(pid)], { stdio: 'ignore' }).on('error', () => {});
  }
}

/** Several children of one kind; each call goes to one with nothing to do, in the order of asking. */
export function openChildPool(size: number, settings: ChildSettings, deps?: { clock: Clock }): Child {
  const children = Array.from({ length: size }, () => openChild(settings, deps));
  const waiting: ((child: Child) => void)[] = [];
  const free = [...children];

  function nextFree(signal?: AbortSignal): Promise<Child> {
    return new Promise((resolve, reject) => {
      const take = (child: Child) => {
        signal?.removeEventListener('abort', leave);
        resolve(child);
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(take), 1);
        reject(signal?.reason);
      };
      waiting.push(take);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  return {
    async call<Result>(method: string, payload: unknown, options?: CallOptions): Promise<Result> {
      options?.signal?.throwIfAborted();
      const child = free.pop() ?? (await nextFree(options?.signal));
      try {
        return await child.call<Result>(method, payload, options);
      } finally {
        const next = waiting.shift();
        if (next) next(child);
        else free.push(child);
      }
    },
    get pid() {
      return children[0]?.pid;
    },
    get busy() {
      return children.reduce((sum, child) => sum + child.busy, 0);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(children.map((child) => child[Symbol.asyncDispose]()));
    },
  };
}
