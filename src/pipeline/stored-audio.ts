import { EarshotError } from '../errors.ts';
import type { StoredAudio } from '../speech/engine.ts';
import { callFiles } from '../storage/db/call-files.ts';
import type { PipelineParts } from './parts.ts';

/**
 * The audio of a call as the record stage stored it.
 * @throws object_not_found when the call has none, object_*
 */
export async function storedAudio(
  call: { id: string; durationMs: number | null },
  parts: Pick<PipelineParts, 'db' | 'objects'>,
): Promise<StoredAudio & { objectId: string }> {
  const [file] = await callFiles(call.id, 'audio', parts.db);
  if (!file?.sampleRateHz || !file.channels) throw new EarshotError('object_not_found');
  return {
    objectId: file.objectId,
    pcm: await parts.objects.open(file.objectId),
    sampleRateHz: file.sampleRateHz,
    channels: file.channels,
    durationMs: call.durationMs ?? 0,
  };
}
