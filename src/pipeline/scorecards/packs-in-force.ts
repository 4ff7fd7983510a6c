import { FrozenFiles, readFrozen } from '../../analysis/packs/frozen-files.ts';
import type { Pack, Scorecard } from '../../analysis/packs/pack.ts';
import { toEarshotError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { judgingStamp, judgingVersions, type VersionRow } from '../../storage/db/scorecard-versions.ts';
import type { Db } from '../../storage/db/tables.ts';

/** The packs with the versions of scorecards that were published in the dashboard. */
export interface PacksInForce {
  /** As they are at this moment, whichever process published last. @throws database_unavailable */
  current(): Promise<readonly Pack[]>;
  /** Why published versions cannot be read, by the id of their row. They do not judge. */
  unreadable(): ReadonlyMap<string, string>;
}

/** Asks the database for a stamp each time, and for the versions only when that has changed. */
export function openPacksInForce(shipped: readonly Pack[], deps: { db: Db; log: Log }): PacksInForce {
  const unreadable = new Map<string, string>();
  const compiled = new Map<string, Scorecard>();
  let known: { stamp: number; packs: readonly Pack[] } = { stamp: 0, packs: shipped };

  function read(row: VersionRow): Scorecard | undefined {
    try {
      const card = compiled.get(row.id) ?? readPublished(row);
      compiled.set(row.id, card);
      return { ...card, format: { ...card.format, status: row.status } };
    } catch (thrown) {
      const error = toEarshotError(thrown);
      const { scorecard_id: scorecardId, version } = row;
      if (!unreadable.has(row.id)) {
        deps.log.error({ scorecardId, version, err: error }, 'a published scorecard cannot be read');
      }
      unreadable.set(row.id, String(error.details?.problem ?? error.message));
      return undefined;
    }
  }

  return {
    async current() {
      const stamp = await judgingStamp(deps.db);
      if (stamp !== known.stamp) {
        const rows = await judgingVersions(deps.db);
        const made = rows.flatMap((row) => {
          const card = read(row);
          return card ? [{ packId: row.pack_id, card }] : [];
        });
        known = { stamp, packs: shipped.map((pack) => withVersions(pack, made)) };
      }
      return known.packs;
    },
    unreadable: () => unreadable,
  };
}

/** By what it used when it was published, not by what the pack's files say now. */
function readPublished({ scorecard_id: id, version, yaml, uses }: VersionRow): Scorecard {
  return readFrozen({ id, version, yaml, uses: FrozenFiles.parse(uses) });
}

/** A version made here stands before one of the same number that came with a later pack: evaluations name it. */
function withVersions(pack: Pack, made: readonly { packId: string; card: Scorecard }[]): Pack {
  const own = made.filter(({ packId }) => packId === pack.format.id).map(({ card }) => card);
  if (own.length === 0) return pack;
  const isReplaced = ({ format: { id, version } }: Scorecard) =>
    own.some(({ format }) => format.id === id && format.version === version);
  return { ...pack, scorecards: [...pack.scorecards.filter((card) => !isReplaced(card)), ...own] };
}
