import { join } from 'node:path';
import { openChild } from '../../lib/child.ts';
import type { LivePush } from '../live/live-protocol.ts';
import { modelTypes } from '../model-types.ts';
import type { SherpaSettings, SynthesisSettings } from '../settings.ts';
import { tryVoice } from '../synthesis/try-voice.ts';
import type { DecodeRequest } from './handlers.ts';
import { liveConfig } from './live/config.ts';
import { loadInto, whyNotLoaded } from './loading.ts';
import { type ModelFiles, recogniserConfig } from './recogniser-config.ts';
import { type SessionDeps, speechProcess } from './session.ts';

/**
 * Loads a model for the first time, and lets it listen to a second of faint noise, in a process that is thrown away:
 * whatever a file can do to a process it does there.
 * A segmentation model loads only together with a voice-print model; its metadata has been checked instead.
 * @throws model_corrupt with how the process ended and its last words, speech_engine_failed
 */
export async function tryModel(
  model: ModelFiles,
  settings: SherpaSettings,
  deps: SessionDeps & { synthesis: SynthesisSettings },
): Promise<void> {
  const { job } = modelTypes[model.type];
  if (job === 'speaker-segmentation') return;
  if (job === 'synthesis') {
    const { clock, cores, synthesis } = deps;
    return tryVoice(model, synthesis, { clock, cores, loadTimeoutMs: settings.loadTimeoutMs });
  }
  if (job === 'live-recognition') return tryLiveModel(model, settings, deps);
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

/** As above, with the process for open calls. */
async function tryLiveModel(model: ModelFiles, settings: SherpaSettings, deps: SessionDeps): Promise<void> {
  const entry = new URL('./live/process.ts', import.meta.url);
  await using child = openChild(
    { entry, execArgv: ['--expose-gc'], timeoutMs: settings.segmentTimeoutMs },
    deps,
  );
  const config = liveConfig(model, { endSilenceMs: 500, longestMs: 15_000, hotWords: null });
  await loadInto(child, config, settings.loadTimeoutMs);
  // Faint, so that there is nothing to be recognised, and no digital silence.
  const samples = Int16Array.from({ length: 16_000 }, (_, i) => (i % 7 < 3 ? 33 : -25));
  const order: LivePush = {
    config,
    legs: [{ id: 'try', samples, sampleRateHz: 16_000, ends: true }],
    partials: true,
  };
  await child.call('push', order).catch((thrown) => {
    throw whyNotLoaded(thrown);
  });
}
