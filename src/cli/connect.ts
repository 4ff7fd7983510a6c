import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { EarshotError } from '../errors.ts';
import { holderOf, publicHolder } from '../lib/folder-lock.ts';
import { type Api, openApi } from './api.ts';
import type { Output } from './print.ts';

/**
 * Runs `use` against the server of a data folder: the one that runs, or else one opened for this command alone
 * on a port of its own.
 */
export async function withServer<T>(
  settings: Config,
  command: string,
  output: Output,
  use: (api: Api) => Promise<T>,
): Promise<T> {
  const running = await runningServer(settings);
  if (running) return await use(running);
  output.say('No server runs on this data folder: opening it for this command.');
  const { openApp } = await import('../app.ts');
  await using app: App = await openApp({ ...settings, port: 0, demo: false }, { command });
  return await use(openApi(app.url));
}

/** The server that runs on a data folder; null when none does. @throws already_running while it starts */
export async function runningServer({ data }: Pick<Config, 'data'>): Promise<Api | null> {
  const holder = await holderOf(data);
  if (holder && !holder.url)
    throw new EarshotError('already_running', { details: { ...publicHolder(holder), starting: true } });
  return holder?.url ? openApi(holder.url) : null;
}
