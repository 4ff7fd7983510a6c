import { createRequire } from 'node:module';
import { serveChild } from '../../lib/serve-child.ts';
import { type SherpaOnnx, sherpaHandlers } from './handlers.ts';

/** The speech process: all native recognition happens here, so that a crash ends this process and no other. */
serveChild(sherpaHandlers(createRequire(import.meta.url)('sherpa-onnx-node') as SherpaOnnx));
