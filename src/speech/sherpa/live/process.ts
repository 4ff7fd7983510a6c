import { createRequire } from 'node:module';
import { serveChild } from '../../../lib/serve-child.ts';
import { liveHandlers, type SherpaOnline } from './handlers.ts';

/** The live speech process: many legs, one recogniser. A crash ends this process and no other. */
serveChild(liveHandlers(createRequire(import.meta.url)('sherpa-onnx-node') as SherpaOnline));
