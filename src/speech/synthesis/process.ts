import { createRequire } from 'node:module';
import { serveChild } from '../../lib/serve-child.ts';
import { type SherpaVoices, voiceHandlers } from './handlers.ts';

/** The process that speaks: all native synthesis happens here, so that a crash ends this process and no other. */
serveChild(voiceHandlers(createRequire(import.meta.url)('sherpa-onnx-node') as SherpaVoices));
