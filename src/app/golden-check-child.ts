import { currentVersion } from '../analysis/choose.ts';
import { type FrozenScorecard, readFrozen } from '../analysis/packs/frozen-files.ts';
import { goldenCheck } from '../analysis/packs/golden.ts';
import { loadPacks } from '../analysis/packs/load-packs.ts';
import { readScorecard } from '../analysis/packs/scorecard-file.ts';
import { parseYaml } from '../analysis/packs/yaml-file.ts';
import { EarshotError } from '../errors.ts';
import { serveChild } from '../lib/serve-child.ts';
import type { GoldenCheck } from '../model/scorecard-editing.ts';
import { packsFolder } from '../places.ts';

export interface DraftOnGolden {
  packId: string;
  scorecardId: string;
  version: number;
  yaml: string;
  /** What it is compared with; null for the version in force of the pack's files. */
  before: FrozenScorecard | null;
}

serveChild({
  async check({ packId, scorecardId, version, yaml, before }: DraftOnGolden): Promise<GoldenCheck> {
    const pack = (await loadPacks(packsFolder, { golden: true })).find((one) => one.format.id === packId);
    if (!pack) throw new EarshotError('pack_not_found');
    return goldenCheck(pack, {
      before: before ? readFrozen(before) : currentVersion(pack, scorecardId),
      after: readScorecard(parseYaml(`${scorecardId}.v${version}.yaml`, yaml), pack.files),
    });
  },
});
