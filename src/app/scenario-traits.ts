import { join } from 'node:path';
import { z } from 'zod';
import { openChild } from '../lib/child.ts';
import type { Clock } from '../lib/clock.ts';
import { ScenarioTraits } from '../model/training.ts';
import { packsFolder, projectFolder, scenariosFolder } from '../places.ts';
import { keepValue, keptValue } from '../storage/db/kept-values.ts';
import type { Db } from '../storage/db/tables.ts';
import { digestOfFolders } from './folder-digest.ts';

const key = 'scenarios.traits';
const findMs = 300_000;

const Kept = z.object({ digest: z.string(), traits: z.array(ScenarioTraits) });

/** What each scenario that ships trains: found when it is first asked for, and again when anything that decides it changed. */
export function openScenarioTraits(parts: { db: Db; clock: Clock }): () => Promise<ScenarioTraits[]> {
  let asked: Promise<ScenarioTraits[]> | undefined;
  return () => {
    asked ??= traits(parts).catch((thrown) => {
      asked = undefined;
      throw thrown;
    });
    return asked;
  };
}

async function traits(parts: { db: Db; clock: Clock }): Promise<ScenarioTraits[]> {
  const source = (part: string) => join(projectFolder, 'src', part);
  const digest = await digestOfFolders([
    packsFolder,
    scenariosFolder,
    source('analysis'),
    source('simulator'),
  ]);
  const kept = Kept.safeParse(await keptValue(key, parts.db));
  if (kept.success && kept.data.digest === digest) return kept.data.traits;
  // A process of its own: every scenario is played, which takes seconds, and calls must not wait for it.
  await using child = openChild(
    { entry: new URL('./scenario-traits-child.ts', import.meta.url), nice: 10, timeoutMs: findMs },
    parts,
  );
  const found = await child.call<ScenarioTraits[]>('traits', null);
  await keepValue(key, { digest, traits: found }, parts.db);
  return found;
}
