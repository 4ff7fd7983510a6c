import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { serveChild } from '../../lib/serve-child.ts';
import type { LivePush } from '../live/live-protocol.ts';
import { liveHandlers, type SherpaOnline } from '../sherpa/live/handlers.ts';

/** The live speech process, which ends once in its life: with its tenth push, the first time it runs on a model. */
const handlers = liveHandlers(createRequire(import.meta.url)('sherpa-onnx-node') as SherpaOnline);
let pushes = 0;

serveChild({
  ...handlers,
  push(order: LivePush, ask) {
    const mark = join(dirname(String(order.config.modelConfig.tokens)), 'ended-once');
    if (++pushes === 10 && !existsSync(mark)) {
      writeFileSync(mark, '');
      process.exit(255);
    }
    return handlers.push!(order as never, ask);
  },
});
