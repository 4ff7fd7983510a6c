import type { App } from '../app.ts';
import type { Output } from './print.ts';

/** Loads the bundled calls through the pipeline, once per data folder, and shows how far it is. */
export async function loadDemo(app: App, output: Output, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const events = app.parts.bus.subscribe({ signal: AbortSignal.any([signal, stop.signal]) });
  try {
    const ids = await app.loadDemo({
      signal,
      onBegin: (total) => output.say(`Loading ${total} demo calls through the pipeline …`),
    });
    if (ids.length === 0) return;
    const left = new Set(ids);
    for await (const { event } of events) {
      if (event.type !== 'call' || event.state === 'queued' || event.state === 'processing') continue;
      if (left.delete(event.callId))
        output.say(`  ${ids.length - left.size} of ${ids.length}: ${event.state}`);
      if (left.size === 0) return;
    }
  } finally {
    stop.abort();
  }
}
