import { type ChildSettings, openChild } from '../../lib/child.ts';
import type { Clock } from '../../lib/clock.ts';
import type { SherpaSettings } from '../settings.ts';
import { openSlots } from '../slots.ts';
import type { DecodeReply, DecodeRequest } from './handlers.ts';
import { endedTheProcess, openLoading } from './loading.ts';
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
  const load = openLoading(child, settings.loadTimeoutMs);
  let resting = false;

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
