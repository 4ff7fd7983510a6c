import { join } from 'node:path';
import { openChild } from '../../lib/child.ts';
import { modelTypes } from '../model-types.ts';
import type { SherpaSettings } from '../settings.ts';
import type { DecodeRequest } from './handlers.ts';
import { type ModelFiles, recogniserConfig } from './recogniser-config.ts';
import { loadInto, type SessionDeps, speechProcess, whyNotLoaded } from './session.ts';

/**
 * Loads a model for the first time, and lets it listen to a second of faint noise, in a process that is thrown away:
 * whatever a file can do to a process it does there.
 * A segmentation model loads only together with a voice-print model; its metadata has been checked instead.
 * @throws model_corrupt with how the process ended and its last words, speech_engine_failed
 */
export async function tryModel(
  model: ModelFiles,
  settings: SherpaSettings,
  deps: SessionDeps,
): Promise<void> {
  const { job } = modelTypes[model.type];
  if (job === 'speaker-segmentation') return;
  await using child = openChild(speechProcess({ ...settings, recycleAboveBytes: 0 }, 1, deps), deps);
  const timeoutMs = settings.loadTimeoutMs;
  if (job === 'speaker-embedding') {
    const path = join(model.folder, model.files.model ?? '');
    await child.call('loadEmbedding', path, { timeoutMs }).catch((thrown) => {
      throw whyNotLoaded(thrown);
    });
    return;
  }
  const config = recogniserConfig(model, { language: '', hotWords: null });
  await loadInto(child, config, timeoutMs);
  const faintNoise: DecodeRequest = {
    config,
    samples: new Int16Array(16_000),
    sampleRateHz: 16_000,
    noise: 1e-3,
    hotWords: null,
  };
  await child.call('decode', faintNoise).catch((thrown) => {
    throw whyNotLoaded(thrown);
  });
}
