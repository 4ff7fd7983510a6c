import { currentVersion } from '../analysis/choose.ts';
import { FrozenFiles } from '../analysis/packs/frozen-files.ts';
import type { Pack } from '../analysis/packs/pack.ts';
import { openChild } from '../lib/child.ts';
import type { Clock } from '../lib/clock.ts';
import type { GoldenCheck } from '../model/scorecard-editing.ts';
import { type LibraryParts, placeOf } from '../pipeline/scorecards/library.ts';
import { type VersionAddress, versionRow } from '../storage/db/scorecard-versions.ts';
import type { DraftOnGolden } from './golden-check-child.ts';

const checkMs = 120_000;

/** What a text would change on the golden calls of its pack. @throws scorecard_version_not_found, scorecard_invalid */
export async function checkGoldenCalls(
  address: VersionAddress,
  yaml: string,
  parts: LibraryParts & { clock: Clock },
): Promise<GoldenCheck> {
  const { pack } = await placeOf(address, parts);
  const before = await publishedHere(address, pack, parts);
  const draft: DraftOnGolden = { ...address, packId: pack.format.id, yaml, before };
  // A process of its own: it takes seconds, and calls must not wait for it.
  await using child = openChild(
    { entry: new URL('./golden-check-child.ts', import.meta.url), nice: 5, timeoutMs: checkMs },
    parts,
  );
  return await child.call<GoldenCheck>('check', draft);
}

/** The version in force when it was published in the dashboard; null when it stands in the pack's files. */
async function publishedHere(
  { scorecardId }: VersionAddress,
  pack: Pack,
  parts: LibraryParts,
): Promise<DraftOnGolden['before']> {
  const inForce = currentVersion(pack, scorecardId);
  if (!inForce) return null;
  const { version } = inForce.format;
  const row = await versionRow({ scorecardId, version }, parts.db);
  if (row?.status !== 'published') return null;
  return { id: scorecardId, version, yaml: row.yaml, uses: FrozenFiles.parse(row.uses) };
}
