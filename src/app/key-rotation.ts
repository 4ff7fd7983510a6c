import { publicError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { KeyRotation, KeysOverview } from '../model/api.ts';
import { rotateKeys } from '../storage/objects/rotate.ts';
import type { ObjectStore } from '../storage/objects/store.ts';

/** The rewrapping of all objects, which goes on after whoever asked for it has gone. */
export interface KeyRotations extends AsyncDisposable {
  overview(): KeysOverview;
  /** Begins it, unless it is under way. */
  start(): void;
}

const mostFailuresShown = 100;

export function openKeyRotations(objects: ObjectStore, deps: { log: Log }): KeyRotations {
  const stop = new AbortController();
  let rotation: KeyRotation | null = null;
  let done = Promise.resolve();

  async function run(now: KeyRotation): Promise<void> {
    try {
      for await (const _id of objects.list()) now.total++;
      await rotateKeys(objects, {
        signal: stop.signal,
        onObject(rewrapped) {
          now.looked++;
          if (rewrapped) now.rewrapped++;
        },
        onFailure(objectId, error) {
          now.looked++;
          now.failed++;
          if (now.failures.length < mostFailuresShown) {
            now.failures.push({ objectId, problem: publicError(error) });
          }
        },
      });
      deps.log.info(
        { keyId: objects.keys.writing, rewrapped: now.rewrapped, failed: now.failed },
        'keys were rotated',
      );
    } catch (thrown) {
      if (stop.signal.aborted) return;
      now.problem = publicError(thrown);
      deps.log.error({ err: thrown }, 'the keys could not all be rotated: it can be done again');
    } finally {
      now.running = false;
    }
  }

  return {
    overview: () => ({ ...objects.keys, rotation: rotation && structuredClone(rotation) }),
    start() {
      if (rotation?.running) return;
      rotation = { running: true, total: 0, looked: 0, rewrapped: 0, failed: 0, failures: [], problem: null };
      done = run(rotation);
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await done;
    },
  };
}
