import { toEarshotError } from '../../errors.ts';
import { type ChildSettings, openChild } from '../../lib/child.ts';
import type { Clock } from '../../lib/clock.ts';
import type { SynthesisSettings } from '../settings.ts';
import { openLoading } from '../sherpa/loading.ts';
import { openSlots } from '../slots.ts';
import type { VoiceConfig } from './config.ts';
import type { SayReply, SayRequest } from './handlers.ts';

/** One process with one model that speaks a line at a time, which is what several threads make quick. */
export interface VoiceSession extends AsyncDisposable {
  /**
   * Not begun when it is aborted before its turn. Once begun it is made to its end: ending the process would cost the
   * next line the loading of the model.
   * @throws model_corrupt, speech_engine_failed (it could not be loaded), child_crashed (twice on this line),
   *   child_timeout, internal (it said why it cannot); the reason of `signal`
   */
  say(request: Omit<SayRequest, 'config'>, signal: AbortSignal): Promise<SayReply>;
}

export interface VoiceSessionDeps {
  clock: Clock;
  cores: number;
  loadTimeoutMs: number;
  /** The process that speaks; another one in tests of crashes. */
  entry?: URL;
}

/** More threads than this make a line no quicker. */
const mostThreads = 4;

export function voiceThreads({ threads }: Pick<SynthesisSettings, 'threads'>, cores: number): number {
  return threads || Math.min(mostThreads, Math.max(1, Math.floor(cores / 2)));
}

export function voiceProcess(settings: SynthesisSettings, deps: { entry?: URL }): ChildSettings {
  return {
    entry: deps.entry ?? new URL('./process.ts', import.meta.url),
    nice: settings.nice,
    recycleAboveBytes: settings.recycleAboveBytes,
    timeoutMs: settings.lineTimeoutMs,
  };
}

export function openVoiceSession(
  config: VoiceConfig,
  settings: SynthesisSettings,
  deps: VoiceSessionDeps,
): VoiceSession {
  const child = openChild(voiceProcess(settings, deps), deps);
  const load = openLoading(child, deps.loadTimeoutMs);
  const turn = openSlots(1);

  async function once(request: Omit<SayRequest, 'config'>): Promise<SayReply> {
    await load(config);
    return await child.call<SayReply>('say', { ...request, config } satisfies SayRequest);
  }

  return {
    say: (request, signal) =>
      turn.run(1, async () => {
        signal.throwIfAborted();
        try {
          return await once(request);
        } catch (thrown) {
          // It may have been another's doing: memory ran out, somebody ended it.
          if (toEarshotError(thrown).code !== 'child_crashed') throw thrown;
          return await once(request);
        }
      }),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
