import { join } from 'node:path';
import { z } from 'zod';
import { toEarshotError } from '../errors.ts';
import { openChild } from '../lib/child.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../log.ts';
import { ScenarioTraits } from '../model/training.ts';
import { packsFolder, projectFolder, scenariosFolder } from '../places.ts';
import type { Playable } from '../simulator/playable.ts';
import { scenarioDigest } from '../simulator/scenario-digest.ts';
import { keepValue, keptValue } from '../storage/db/kept-values.ts';
import type { Db } from '../storage/db/tables.ts';
import { digestOfFolders } from './folder-digest.ts';

const key = 'scenarios.traits';
const findMs = 120_000;

/** By the digest of each scenario; all of it is worth nothing once the rules are others. */
const Kept = z.object({ rules: z.string(), traits: z.record(z.string(), ScenarioTraits) });
type Kept = z.infer<typeof Kept>;

interface Parts {
  db: Db;
  clock: Clock;
  log: Log;
  /** What can be played now. */
  scenarios(): Promise<readonly Playable[]>;
}

interface KnownTraits {
  traits: ScenarioTraits[];
  /** Some are still being found. */
  isPending: boolean;
}

interface TraitsFinder extends AsyncDisposable {
  known(): Promise<KnownTraits>;
  /** Resolves when nothing is being found. */
  idle(): Promise<void>;
}

/**
 * What each scenario trains. Waits for nothing: what is not known yet is found in the background, one scenario after the
 * other, and kept until the scenario or the rules change.
 */
export function openScenarioTraits(parts: Parts): TraitsFinder {
  const rules = rulesDigest();
  let kept: Promise<Kept> | undefined;
  let finding: Promise<void> | undefined;
  /** What could not be found is not tried again by this process. */
  const failed = new Set<string>();
  const stopping = new AbortController();
  const known = async () => {
    kept ??= keptOf(rules, parts.db);
    const { traits } = await kept;
    const asked = (await parts.scenarios()).map((play) => ({
      format: play.format,
      digest: scenarioDigest(play),
    }));
    const missing = asked.filter(({ digest }) => !traits[digest] && !failed.has(digest));
    if (missing.length > 0) {
      forget(traits, asked);
      finding ??= find(missing, await kept, { failed, signal: stopping.signal }, parts).finally(() => {
        finding = undefined;
      });
    }
    return { traits: asked.flatMap(({ digest }) => traits[digest] ?? []), isPending: missing.length > 0 };
  };
  return {
    known,
    async idle() {
      await finding;
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await finding;
    },
  };
}

/** What earlier versions of a centre's scenarios trained, which nobody plays any more. */
function forget(traits: Kept['traits'], asked: readonly { digest: string }[]): void {
  const played = new Set(asked.map(({ digest }) => digest));
  for (const digest of Object.keys(traits)) if (!played.has(digest)) delete traits[digest];
}

async function find(
  missing: readonly { format: Playable['format']; digest: string }[],
  kept: Kept,
  { failed, signal }: { failed: Set<string>; signal: AbortSignal },
  parts: Parts,
): Promise<void> {
  // A process of its own: every scenario is played, and calls must not wait for it.
  await using child = openChild(
    { entry: new URL('./scenario-traits-child.ts', import.meta.url), nice: 10, timeoutMs: findMs },
    parts,
  );
  for (const { format, digest } of missing) {
    if (signal.aborted) return;
    try {
      kept.traits[digest] = await child.call<ScenarioTraits>('traits', format, { signal });
      await keepValue(key, kept, parts.db);
    } catch (thrown) {
      if (signal.aborted) return;
      // The others are worth having without it.
      failed.add(digest);
      parts.log.error(
        { err: toEarshotError(thrown), scenarioId: format.id },
        'what a scenario trains was not found',
      );
    }
  }
}

async function keptOf(rules: Promise<string>, db: Db): Promise<Kept> {
  const kept = Kept.safeParse(await keptValue(key, db));
  return kept.success && kept.data.rules === (await rules) ? kept.data : { rules: await rules, traits: {} };
}

function rulesDigest(): Promise<string> {
  const source = (part: string) => join(projectFolder, 'src', part);
  const speech = join(scenariosFolder, 'speech');
  return digestOfFolders([packsFolder, speech, source('analysis'), source('simulator')]);
}
