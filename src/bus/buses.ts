import { type Bus, openLocalBus } from './bus.ts';
import { openRedisBus, type RedisBusDeps } from './redis.ts';
import type { BusSettings } from './settings.ts';

/** The bus that settings ask for: inside this process, or of all processes over Redis. */
export async function openBus<Event>(
  settings: BusSettings,
  deps: Omit<RedisBusDeps<Event>, 'local'>,
): Promise<Bus<Event>> {
  const { redisUrl } = settings;
  const local = openLocalBus<Event>(deps.clock);
  return redisUrl === undefined ? local : openRedisBus({ ...settings, redisUrl }, { ...deps, local });
}
