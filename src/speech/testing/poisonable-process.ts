import { serveChild } from '../../lib/serve-child.ts';
import { faultyHandlers, poison } from './faults.ts';

/** Ends as native code does when it meets a poisonous sample. */
serveChild(
  faultyHandlers((request, decode) => {
    if (request.samples.includes(poison)) process.abort();
    return decode(request);
  }),
);
