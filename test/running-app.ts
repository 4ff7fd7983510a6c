import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../src/app.ts';
import { type Environment, readConfig } from '../src/config.ts';
import { silentLog } from '../src/log.ts';
import { testDatabase } from './database.ts';

export interface RunningApp extends App {
  dataFolder: string;
}

/**
 * The whole system on a database and a data folder of its own, in this process.
 * @param options.env settings as environment variables
 */
export async function startApp(options: { demo?: boolean; env?: Environment } = {}): Promise<RunningApp> {
  await using opened = new AsyncDisposableStack();
  const dataFolder = await mkdtemp(join(tmpdir(), 'earshot-test-'));
  opened.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const database = opened.use(await testDatabase());
  const env = { EARSHOT_DATABASE_URL: database.url, EARSHOT_SPEECH_ENGINE: 'none', ...options.env };
  const config = await readConfig({ data: dataFolder, port: 0 }, env);
  const app = opened.use(await openApp(config, { command: 'test', log: silentLog }));
  if (options.demo) await app.loadDemo({ signal: new AbortController().signal });
  const all = opened.move();
  return { ...app, dataFolder, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
