/**
 * A process that writes an object that never ends, until it is killed or the disk is full. It says how far it is,
 * and the code of its error.
 */
import { EarshotError } from '../../../errors.ts';
import { systemClock } from '../../../lib/clock.ts';
import { silentLog } from '../../../log.ts';
import { ObjectsSettings } from '../settings.ts';
import { openObjectStore } from '../stores.ts';

const dataFolder = process.argv[2] as string;
const store = await openObjectStore(ObjectsSettings.parse({}), {
  dataFolder,
  log: silentLog,
  clock: systemClock,
});

async function* endless() {
  for (;;) {
    yield Buffer.alloc(256 * 1024, 1);
    process.stdout.write('.');
  }
}

try {
  await store.put(endless());
} catch (thrown) {
  process.stdout.write(thrown instanceof EarshotError ? thrown.code : String(thrown));
}
