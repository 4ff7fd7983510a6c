import { EarshotError, toEarshotError } from '../errors.ts';
import type { ModelStore } from './models.ts';

/**
 * A model that failed is tried once more, alone: memory may have been short, or a recording strange. If it fails
 * again it is marked as damaged.
 * @throws what the trial found, or speech_engine_failed when the model is sound
 */
export async function judgeModel(
  thrown: unknown,
  model: string,
  models: Pick<ModelStore, 'verify'>,
  drop: () => void,
): Promise<void> {
  const { code, details } = toEarshotError(thrown);
  const isSuspect =
    code === 'model_corrupt' || code === 'model_file_missing' || details?.suspectModel === true;
  if (!isSuspect) return;
  drop();
  await models.verify(model, { again: true });
  throw new EarshotError('speech_engine_failed', {
    details: { ...details, modelIsSound: true },
    cause: thrown,
  });
}
