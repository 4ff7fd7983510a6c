import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { serveChild } from '../../lib/serve-child.ts';
import { type SherpaVoices, voiceHandlers } from '../synthesis/handlers.ts';

/** The process that speaks, which writes its number beside a VITS model each time it loads it. */
const { OfflineTts } = createRequire(import.meta.url)('sherpa-onnx-node') as SherpaVoices;

serveChild(
  voiceHandlers({
    OfflineTts: {
      createAsync(config) {
        const { model } = config.model.vits as { model: string };
        appendFileSync(join(dirname(model), 'loads'), `${process.pid}\n`);
        return OfflineTts.createAsync(config);
      },
    },
  }),
);
