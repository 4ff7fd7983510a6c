import { join } from 'node:path';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../log.ts';
import { openDiskStore } from './disk.ts';
import { type KeyRingSettings, openKeyRing } from './keys.ts';
import { sealStore } from './sealed.ts';
import type { ObjectsSettings } from './settings.ts';
import type { ObjectStore, RawStore } from './store.ts';

export interface ObjectStoreDeps {
  /** Where objects and keys lie unless settings say otherwise. */
  dataFolder: string;
  log: Log;
  clock: Clock;
}

/** The places objects can lie, by the name in settings. */
const rawStores: Record<
  ObjectsSettings['store'],
  (settings: ObjectsSettings, deps: ObjectStoreDeps) => Promise<RawStore>
> = {
  disk: (settings, deps) => openDiskStore(settings.folder ?? join(deps.dataFolder, 'objects')),
  // Amazon's library takes 37 MB and a second to load: only who keeps objects there pays for it.
  s3: async (settings, deps) => (await import('./s3.ts')).openS3Store(settings.s3, deps),
};

/**
 * The encrypted object store that settings ask for.
 * @throws setting_invalid, key_file_missing, key_file_invalid, data_folder_unusable, storage_unavailable, disk_full
 */
export async function openObjectStore(
  settings: ObjectsSettings,
  deps: ObjectStoreDeps,
): Promise<ObjectStore> {
  const raw = await rawStores[settings.store](settings, deps);
  try {
    const keys = await openKeyRing(keyRingSettings(settings, deps.dataFolder), {
      log: deps.log,
      holdsObjects: () => raw.holdsAny(),
    });
    return sealStore(raw, keys);
  } catch (thrown) {
    await raw[Symbol.asyncDispose]();
    throw thrown;
  }
}

export function keyRingSettings(settings: ObjectsSettings, dataFolder: string): KeyRingSettings {
  return {
    masterKeys: settings.masterKeys,
    file: settings.keyFile ?? join(dataFolder, 'keys', 'master.keys'),
  };
}
