import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openLog } from '../log.ts';
import { addMasterKey } from '../storage/objects/keys.ts';
import { keyRingSettings } from '../storage/objects/stores.ts';

/**
 * Puts a new master key on top of the key file of a data folder; it writes from the next start on.
 * @throws key_file_missing, key_file_invalid, setting_invalid, disk_full
 */
export async function addKey(config: Config): Promise<{ keyId: string; file: string }> {
  const settings = keyRingSettings(config.objects, config.data);
  const log = openLog({ level: config.logLevel, file: join(config.data, 'earshot.log') });
  return { keyId: await addMasterKey(settings, log), file: settings.file };
}
