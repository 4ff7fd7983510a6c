import { type Ask, serveChild } from '../../lib/serve-child.ts';
import { type UnpackRequest, unpack } from './unpack.ts';

/** Unpacks in a process of its own: bzip2 takes the processor for a minute, which a server cannot spare. */
serveChild({
  unpack: async (request: UnpackRequest, ask: Ask) => {
    let told = 0;
    return await unpack(request, (share) => {
      if (share - told < 0.01) return;
      told = share;
      void ask('progress', share);
    });
  },
});
