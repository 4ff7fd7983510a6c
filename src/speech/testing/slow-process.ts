import { setTimeout as delay } from 'node:timers/promises';
import { serveChild } from '../../lib/serve-child.ts';
import { faultyHandlers, poison } from './faults.ts';

/** Takes a while over each segment, and for ever over a poisonous one. */
serveChild(
  faultyHandlers(async (request, decode) => {
    await delay(request.samples.includes(poison) ? 1_000_000 : 200);
    return decode(request);
  }),
);
