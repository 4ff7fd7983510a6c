import { EarshotError, publicError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Problem, SpeechModel } from '../model/api.ts';
import type { ModelStore } from '../speech/models.ts';

/** Downloads that go on after whoever asked for them has gone, and how the last one of each model failed. */
export interface BackgroundPulls extends AsyncDisposable {
  list(): Promise<SpeechModel[]>;
  /** Resolves once the download has begun. @throws model_unknown, conflict when the model is installed */
  start(name: string): Promise<void>;
  /** @throws model_unknown */
  cancel(name: string): Promise<void>;
}

export function openBackgroundPulls(models: ModelStore, deps: { log: Log }): BackgroundPulls {
  const running = new Map<string, { stop: AbortController; done: Promise<void> }>();
  const failures = new Map<string, Problem>();

  async function listed(name: string): Promise<SpeechModel> {
    const model = (await models.list()).find((one) => one.name === name);
    if (!model) throw new EarshotError('model_unknown', { details: { name } });
    return model;
  }

  async function pull(name: string, signal: AbortSignal): Promise<void> {
    try {
      await models.pull(name, { signal });
    } catch (thrown) {
      if (signal.aborted) return;
      failures.set(name, publicError(thrown));
      deps.log.warn({ model: name, code: publicError(thrown).code }, 'a model could not be downloaded');
    } finally {
      running.delete(name);
    }
  }

  return {
    async list() {
      return (await models.list()).map((model) => ({
        ...model,
        problem: model.problem ?? failures.get(model.name) ?? null,
      }));
    },
    async start(name) {
      const { state } = await listed(name);
      if (state === 'installed') throw new EarshotError('conflict', { details: { model: name, state } });
      if (running.has(name)) return;
      failures.delete(name);
      const stop = new AbortController();
      running.set(name, { stop, done: pull(name, stop.signal) });
    },
    async cancel(name) {
      await listed(name);
      const pulling = running.get(name);
      pulling?.stop.abort();
      await pulling?.done;
    },
    async [Symbol.asyncDispose]() {
      for (const { stop } of running.values()) stop.abort();
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}
