import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../log.ts';
import type { SpeechEngine } from '../engine.ts';
import type { ModelType } from '../model-types.ts';
import { SherpaSettings } from '../settings.ts';
import { openSherpaEngine, type SherpaDeps, type SherpaModel } from '../sherpa/engine.ts';
import { type TinyModel, writeTinyModel } from './tiny-models.ts';

/** A folder for the tests of one file; gone when they end. */
export async function scratchFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'earshot-speech-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export const sherpaDeps: SherpaDeps = { clock: systemClock, log: silentLog, cores: 4 };

/** A supervisor that does not wait after a crash. */
export const hastySherpaDeps: SherpaDeps = {
  ...sherpaDeps,
  clock: { ...systemClock, sleep: async () => {} },
};

export async function tinySherpaModel(
  folder: string,
  type: ModelType,
  model: TinyModel,
  files: SherpaModel['files'],
): Promise<SherpaModel> {
  await writeTinyModel(folder, model);
  return {
    name: `tiny-${type}`,
    type,
    folder,
    files,
    languages: ['en'],
    languageCodes: [],
    capitalsOnly: false,
    bpeVocabulary: null,
  };
}

export function openTinySherpa(
  model: SherpaModel,
  settings: Partial<SherpaSettings> = {},
  deps: SherpaDeps = sherpaDeps,
): SpeechEngine {
  return openSherpaEngine(model, SherpaSettings.parse({ ...settings }), deps);
}
