import type { App } from '../app.ts';
import type { Output } from './print.ts';

/** Loads the bundled calls through the pipeline, once per data folder, and shows how far it is. */
export async function loadDemo(app: App, output: Output, signal: AbortSignal): Promise<void> {
  const settled = new Set<string>();
  const stop = new AbortController();
  const follow = followSettled(app, settled, AbortSignal.any([signal, stop.signal]));
  try {
    const ids = await app.loadDemo(signal);
    if (ids.length === 0) return;
    output.say(`Loading ${ids.length} demo calls through the pipeline …`);
    for (let shown = -1; shown < ids.length && !signal.aborted; await follow.next()) {
      const done = ids.filter((id) => settled.has(id)).length;
      if (done !== shown) output.say(`  ${done} of ${ids.length} scored`);
      shown = done;
    }
  } finally {
    stop.abort();
  }
}

/** Notes the calls with which nothing more happens by itself; yields after each event. */
async function* followSettled(app: App, settled: Set<string>, signal: AbortSignal): AsyncGenerator<void> {
  for await (const { event } of app.parts.bus.subscribe({ signal })) {
    if (event.type === 'call' && event.state !== 'queued' && event.state !== 'processing') settled.add(event.callId);
    yield;
  }
}
