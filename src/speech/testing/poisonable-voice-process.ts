import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { serveChild } from '../../lib/serve-child.ts';
import { type SayRequest, type SherpaVoices, voiceHandlers } from '../synthesis/handlers.ts';

/** The process that speaks, which ends as native code does on one word and never comes to an end on another. */
const handlers = voiceHandlers(createRequire(import.meta.url)('sherpa-onnx-node') as SherpaVoices);

serveChild({
  ...handlers,
  async say(request: SayRequest, ask) {
    if (request.text.includes('poison')) process.abort();
    if (request.text.includes('for ever')) await delay(1_000_000);
    return await handlers.say!(request as never, ask);
  },
});
