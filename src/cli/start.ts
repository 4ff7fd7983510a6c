import { type App, openApp } from '../app.ts';
import type { Config } from '../config.ts';
import { publicError } from '../errors.ts';
import { holderOf } from '../lib/folder-lock.ts';
import { buildDashboard } from './dashboard.ts';
import { loadDemo } from './demo.ts';
import type { Output } from './print.ts';

const sameWishMs = 2_000;

/** Runs the server until it is told to stop: Ctrl-C, SIGTERM or SIGHUP. A second Ctrl-C ends it at once. */
export async function start(config: Config, output: Output): Promise<void> {
  const stop = new AbortController();
  let stoppingSince = 0;
  const onSignal = () => {
    if (stop.signal.aborted) {
      // A terminal and a service manager signal the whole group, and a parent may pass it on: that is one wish.
      if (Date.now() - stoppingSince > sameWishMs) process.exit(130);
      return;
    }
    stoppingSince = Date.now();
    output.say('Stopping …');
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

  // Before listening, so that nobody meets a half-built page; not when another server holds the folder anyway.
  if (!(await holderOf(config.data))) await buildDashboard(output, stop.signal);
  if (stop.signal.aborted) return;
  await using app: App = await openApp(config, { command: 'start', onStep: output.say });
  if (stop.signal.aborted) return;
  output.say(`\n  Earshot is at ${app.url}\n`);
  output.answer({ url: app.url, data: config.data, pid: process.pid }, () => '');
  if (config.demo) await showingErrors(loadDemo(app, output, stop.signal), output);
  await Promise.race([aborted(stop.signal), app.stopped]);
}

/** The demo calls are a courtesy: when they cannot be loaded the server runs all the same. */
async function showingErrors(work: Promise<void>, output: Output): Promise<void> {
  try {
    await work;
  } catch (thrown) {
    output.say(`The demo calls could not be loaded: ${publicError(thrown).message}`);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
