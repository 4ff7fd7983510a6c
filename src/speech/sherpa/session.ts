import { EarshotError, toEarshotError } from '../../errors.ts';
import { type Child, type ChildSettings, openChild } from '../../lib/child.ts';
import type { Clock } from '../../lib/clock.ts';
import type { SherpaSettings } from '../settings.ts';
import { openSlots } from '../slots.ts';
import type { DecodeReply, DecodeRequest } from './handlers.ts';
import type { RecogniserConfig } from './recogniser-config.ts';

/**
 * One speech process with one model, shared by all calls that are being heard.
 *
 *   side by side ──crash──▶ every segment it held is suspect ──each alone──▶ heard, or crashes again: poisonous
 */
export interface SherpaSession extends AsyncDisposable {
  /** @throws model_corrupt when the process ended in native code, speech_engine_failed when it was ended */
  load(config: RecogniserConfig): Promise<void>;
  /** @throws child_crashed, child_timeout: the process ended twice on these samples, the second time on them alone */
  decode(request: DecodeRequest): Promise<DecodeReply>;
  readonly parallel: number;
}

export interface SessionDeps {
  clock: Clock;
  cores: number;
  /** The speech process; another one in tests of crashes. */
  entry?: URL;
}

/** How a process ends when native code gives up: sherpa-onnx exits with 255, the system ends it by a signal. */
const nativeEnds = [255, 134, 139].map((code) => `exit code ${code}`);
const nativeSignals = ['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP'];

function endedInNativeCode({ code, details }: EarshotError): boolean {
  return code === 'child_crashed' && [...nativeEnds, ...nativeSignals].includes(String(details?.how));
}

export function speechProcess(settings: SherpaSettings, parallel: number, deps: SessionDeps): ChildSettings {
  return {
    entry: deps.entry ?? new URL('./process.ts', import.meta.url),
    execArgv: ['--expose-gc'],
    // Decoding runs on this pool; loading a model takes a place in it too.
    env: { UV_THREADPOOL_SIZE: String(parallel + 1) },
    nice: settings.nice,
    idleDisk: settings.idleDisk,
    recycleAboveBytes: settings.recycleAboveBytes,
    timeoutMs: settings.segmentTimeoutMs,
  };
}

export function openSherpaSession(settings: SherpaSettings, deps: SessionDeps): SherpaSession {
  const parallel = settings.parallel || Math.max(1, Math.floor(deps.cores / 2));
  const child = openChild(speechProcess(settings, parallel, deps), deps);
  const slots = openSlots(parallel);
  let loading: { pid: number | undefined; key: string; done: Promise<void> } | undefined;
  let resting = false;

  function load(config: RecogniserConfig): Promise<void> {
    const key = JSON.stringify(config);
    if (loading && loading.key === key && loading.pid === child.pid) return loading.done;
    const mine = { pid: child.pid, key, done: loadInto(child, config, settings.loadTimeoutMs) };
    loading = mine;
    return mine.done.then(
      () => {
        mine.pid = child.pid;
      },
      (error) => {
        if (loading === mine) loading = undefined;
        throw error;
      },
    );
  }

  async function once(request: DecodeRequest): Promise<DecodeReply> {
    await load(request.config);
    const reply = await child.call<DecodeReply>('decode', request);
    if (settings.recycleAboveBytes > 0 && reply.rssBytes > settings.recycleAboveBytes) rest();
    return reply;
  }

  /** A busy process would never be idle: everybody waits a moment, so that it can be replaced. */
  function rest(): void {
    if (resting) return;
    resting = true;
    const alone = slots.run(slots.size, () => child.call('rest', null));
    alone.then(
      () => {
        resting = false;
      },
      () => {
        // It crashed or is being closed: either way it is not kept.
        resting = false;
      },
    );
  }

  return {
    load,
    async decode(request) {
      try {
        return await slots.run(1, () => once(request));
      } catch (thrown) {
        if (!endedTheProcess(thrown)) throw thrown;
        return await slots.run(slots.size, () => once(request));
      }
    },
    parallel,
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

function endedTheProcess(thrown: unknown): boolean {
  const { code } = toEarshotError(thrown);
  return code === 'child_crashed' || code === 'child_timeout';
}

/** Loads a model in a process; a process that ends meanwhile says something of the model, not of a segment. */
export async function loadInto(child: Child, config: object, timeoutMs: number): Promise<void> {
  try {
    await child.call('load', config, { timeoutMs });
  } catch (thrown) {
    throw whyNotLoaded(thrown);
  }
}

/** What a failure to load, or to recognise anything at all, says of a model. */
export function whyNotLoaded(thrown: unknown): EarshotError {
  const error = toEarshotError(thrown);
  if (isShortOfMemory(error)) {
    const details = { ...error.details, reason: 'there was not enough memory to load the model' };
    return new EarshotError('speech_engine_failed', { details, cause: thrown });
  }
  if (endedInNativeCode(error) || error.code === 'internal') {
    return new EarshotError('model_corrupt', { details: error.details ?? {}, cause: thrown });
  }
  if (endedTheProcess(error)) {
    return new EarshotError('speech_engine_failed', {
      details: { ...error.details, reason: 'the speech process ended while it loaded the model' },
      cause: thrown,
    });
  }
  return error;
}

/** The one thing native code does not say by how it ends: running out of memory looks like a broken file. */
function isShortOfMemory(error: EarshotError): boolean {
  return /bad_alloc|cannot allocate memory/i.test(
    `${error.details?.stderr ?? ''}${error.details?.reason ?? ''}`,
  );
}
