import { type EarshotError, type ErrorCode, toEarshotError } from '../../errors.ts';
import type { ObjectStore } from './store.ts';

export interface RotationEvents {
  signal: AbortSignal;
  /** Called after each object with whether it was rewrapped now. */
  onObject(rewrapped: boolean): void;
  /** Called for an object that cannot be rewrapped; the others go on. */
  onFailure(id: string, error: EarshotError): void;
}

/** What is wrong with one object and not with the store. */
const ownFaults = new Set<ErrorCode>(['object_damaged', 'object_key_unknown']);
/** Each waits for the disk. */
const atOnce = 4;

/**
 * Wraps the data keys of all objects with the master key that writes. Stopped at any point it can be done again:
 * what is done is passed over by its header.
 * @throws disk_full, storage_unavailable, the reason of the signal
 */
export async function rotateKeys(
  store: Pick<ObjectStore, 'list' | 'rewrap'>,
  { signal, onObject, onFailure }: RotationEvents,
): Promise<void> {
  const ids = store.list()[Symbol.asyncIterator]();
  let isOver = false;
  const hand = async () => {
    while (!isOver) {
      signal.throwIfAborted();
      const { done, value: id } = await ids.next();
      if (done) return;
      try {
        onObject(await store.rewrap(id));
      } catch (thrown) {
        const error = toEarshotError(thrown);
        if (ownFaults.has(error.code)) onFailure(id, error);
        // Removed since it was listed.
        else if (error.code !== 'object_not_found') throw thrown;
      }
    }
  };
  const hands = Array.from({ length: atOnce }, () =>
    hand().catch((thrown) => {
      isOver = true;
      throw thrown;
    }),
  );
  const ended = await Promise.allSettled(hands);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
