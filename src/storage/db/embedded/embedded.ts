import { EarshotError } from '../../../errors.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Log } from '../../../log.ts';

export interface Embedded extends AsyncDisposable {
  /** Where to connect, with the password in it: not for logs. */
  readonly url: string;
}

export async function openEmbedded(
  _settings: { dataFolder: string },
  _deps: { clock: Clock; log: Log },
): Promise<Embedded> {
  throw new EarshotError('database_start_failed');
}
