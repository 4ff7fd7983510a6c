import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ModelSettings } from './analysis/llm/settings.ts';
import { AnalysisSettings } from './analysis/settings.ts';
import { AudioSettings } from './audio/settings.ts';
import { BusSettings } from './bus/settings.ts';
import { HttpSettings } from './http/settings.ts';
import { IntakeSettings } from './ingest/recordings/settings.ts';
import { readSettings, unknownVariables } from './lib/settings.ts';
import { AlertSettings } from './notify/settings.ts';
import { DrillSettings } from './pipeline/drills/settings.ts';
import { KnowledgeSettings } from './pipeline/knowledge/settings.ts';
import { LiveSettings } from './pipeline/live/settings.ts';
import { PipelineSettings } from './pipeline/settings.ts';
import { defaultDataFolder } from './places.ts';
import { SpeechSettings } from './speech/settings.ts';
import { DatabaseSettings } from './storage/db/settings.ts';
import { ObjectsSettings } from './storage/objects/settings.ts';
import { VoicesSettings } from './voices/settings.ts';

/** Every setting there is; `docs/operations.md` shows them as `earshot settings` prints them. */
export const Settings = z.strictObject({
  data: z.string().describe('The folder for everything Earshot keeps.'),
  config: z.string().optional().describe('The settings file; earshot.yaml in the data folder when absent.'),
  port: z.int().min(0).max(65_535).default(8911).describe('The port to listen on; 0 takes a free one.'),
  host: z.string().default('localhost').describe('The address to listen on: this machine only, for now.'),
  demo: z.boolean().default(true).describe('Load the demo calls at the first start.'),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'a postgres:// address')
    .optional()
    .describe('A PostgreSQL of your own; one is started in the data folder when absent.'),
  logLevel: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('What goes into earshot.log.'),
  database: DatabaseSettings.prefault({}),
  audio: AudioSettings.omit({ maxDurationMs: true }).prefault({}),
  objects: ObjectsSettings.prefault({}),
  intake: IntakeSettings.prefault({}),
  speech: SpeechSettings.prefault({}),
  pipeline: PipelineSettings.prefault({}),
  live: LiveSettings.prefault({}),
  drills: DrillSettings.prefault({}),
  knowledge: KnowledgeSettings.prefault({}),
  bus: BusSettings.prefault({}),
  alerts: AlertSettings.prefault({}),
  analysis: AnalysisSettings.prefault({}),
  models: ModelSettings.prefault({}),
  voices: VoicesSettings.prefault({}),
  http: HttpSettings.prefault({}),
});
export type Config = z.output<typeof Settings>;

export type Environment = Record<string, string | undefined>;

export interface SettingFlags {
  data?: string | undefined;
  port?: number | undefined;
  host?: string | undefined;
  demo?: boolean | undefined;
}

/** @throws setting_invalid with every problem */
export async function readConfig(flags: SettingFlags, env: Environment): Promise<Config> {
  const unknown = unknownVariables(Settings, env);
  if (unknown.length > 0) process.stderr.write(`Not settings, and left out: ${unknown.join(', ')}\n`);
  const data = resolve(flags.data ?? env.EARSHOT_DATA ?? defaultDataFolder());
  const databaseUrl = env.EARSHOT_DATABASE_URL ?? env.DATABASE_URL;
  return readSettings(Settings, {
    env: { ...env, EARSHOT_DATABASE_URL: databaseUrl },
    file: await readIfThere(
      env.EARSHOT_CONFIG ?? join(data, 'earshot.yaml'),
      env.EARSHOT_CONFIG !== undefined,
    ),
    flags: { ...flags, data },
  });
}

async function readIfThere(path: string, mustBe: boolean): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (!mustBe && (thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
}
