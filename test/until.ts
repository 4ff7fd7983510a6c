import { setTimeout as delay } from 'node:timers/promises';

/** What `look` finds once it finds something; fails when it does not come to that. */
export async function until<T>(look: () => Promise<T | undefined | false | null | 0>): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const found = await look();
    if (found) return found;
    await delay(25);
  }
  throw new Error('it did not come to that');
}
