import { assignmentWords } from '../../analysis/assignment-words.ts';
import { currentVersion } from '../../analysis/choose.ts';
import { outline } from '../../analysis/outline.ts';
import type { Pack, Scorecard } from '../../analysis/packs/pack.ts';
import { EarshotError } from '../../errors.ts';
import type { ScorecardOutline } from '../../model/scorecard.ts';
import type {
  ScorecardCheck,
  ScorecardLibrary,
  ScorecardVersion,
  VersionSummary,
} from '../../model/scorecard-editing.ts';
import {
  type VersionAddress,
  type VersionRow,
  versionRow,
  versionRows,
} from '../../storage/db/scorecard-versions.ts';
import { textDigest } from '../../storage/db/text-versions.ts';
import type { PipelineParts } from '../parts.ts';
import { checkText } from './check-text.ts';
import type { PacksInForce } from './packs-in-force.ts';

export interface LibraryParts extends Pick<PipelineParts, 'db' | 'packs' | 'analysisSettings'> {
  packsInForce: PacksInForce;
}

/** Every version that can judge or did, of each scorecard the one in force first. */
export async function outlines(parts: Pick<PipelineParts, 'packs'>): Promise<ScorecardOutline[]> {
  return (await parts.packs()).flatMap((pack) =>
    [...Map.groupBy(pack.scorecards, (card) => card.format.id)].flatMap(([id, cards]) => {
      const inForce = currentVersion(pack, id);
      const rest = cards.filter((card) => card !== inForce).toSorted(newestFirst);
      return [...(inForce ? [inForce] : []), ...rest].map(outline);
    }),
  );
}

function newestFirst(a: Scorecard, b: Scorecard): number {
  return b.format.version - a.format.version;
}

/** All scorecards with all their versions, drafts included. */
export async function library(parts: LibraryParts): Promise<ScorecardLibrary> {
  const [packs, rows] = await Promise.all([parts.packs(), versionRows(parts.db)]);
  const scorecards = packs.flatMap((pack) => {
    const own = rows.filter((row) => row.pack_id === pack.format.id);
    const ids = new Set([
      ...pack.scorecards.map((card) => card.format.id),
      ...own.map((row) => row.scorecard_id),
    ]);
    return [...ids].map((id) => {
      const made = own.filter((row) => row.scorecard_id === id);
      const versions = [
        ...made.map((row) => summaryOfRow(row, pack, parts)),
        ...shippedCards(pack, id, made).map((card) => summaryOfShipped(card, pack)),
      ].toSorted((a, b) => b.version - a.version);
      const named = versions.find((one) => one.inForce) ?? versions[0]!;
      return {
        id,
        title: named.title,
        kind: pack.format.kind,
        packId: pack.format.id,
        assignment: assignmentWords(pack, id, parts.analysisSettings),
        versions,
      };
    });
  });
  return {
    packs: packs.map(({ format }) => ({ id: format.id, title: format.title, kind: format.kind })),
    scorecards,
  };
}

function shippedCards(pack: Pack, id: string, made: readonly VersionRow[]): Scorecard[] {
  const numbers = new Set(made.map((row) => row.version));
  return pack.scorecards.filter(({ format }) => format.id === id && !numbers.has(format.version));
}

function summaryOfRow(row: VersionRow, pack: Pack, parts: LibraryParts): VersionSummary {
  return {
    version: row.version,
    status: row.status,
    origin: 'dashboard',
    title: row.title,
    inForce: row.status === 'published' && isInForce(pack, row.scorecard_id, row.version),
    note: row.note,
    author: row.author,
    createdAt: row.created_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    archivedAt: row.archived_at?.toISOString() ?? null,
    problem: row.status === 'draft' ? null : (parts.packsInForce.unreadable().get(row.id) ?? null),
  };
}

function summaryOfShipped({ format }: Scorecard, pack: Pack): VersionSummary {
  return {
    version: format.version,
    status: format.status,
    origin: 'pack',
    title: format.title,
    inForce: isInForce(pack, format.id, format.version),
    note: null,
    author: null,
    createdAt: null,
    publishedAt: null,
    archivedAt: null,
    problem: null,
  };
}

function isInForce(pack: Pack, id: string, version: number): boolean {
  return currentVersion(pack, id)?.format.version === version;
}

/** A version with its text, and what reading it gives. @throws scorecard_version_not_found */
export async function oneVersion(address: VersionAddress, parts: LibraryParts): Promise<ScorecardVersion> {
  const { pack, row } = await placeOf(address, parts);
  const shared = { id: address.scorecardId, packId: pack.format.id, kind: pack.format.kind };
  if (row) {
    const summary = summaryOfRow(row, pack, parts);
    return { ...summary, ...shared, yaml: row.yaml, digest: row.digest, check: checkOf(row, pack) };
  }
  const { text: yaml } = pack.sources.find((source) => isAt(source, address))!;
  const card = pack.scorecards.find(({ format }) => isAt(format, address))!;
  const check = { problems: [], outline: outline(card) };
  return { ...summaryOfShipped(card, pack), ...shared, yaml, digest: textDigest(yaml), check };
}

/** The pack of a version, and its row unless it stands in a file. @throws scorecard_version_not_found */
export async function placeOf(
  address: VersionAddress,
  parts: Pick<PipelineParts, 'db' | 'packs'>,
): Promise<{ pack: Pack; row: VersionRow | undefined }> {
  const [packs, row] = await Promise.all([parts.packs(), versionRow(address, parts.db)]);
  const pack = row
    ? packs.find((one) => one.format.id === row.pack_id)
    : packs.find((one) => one.sources.some((source) => isAt(source, address)));
  if (!pack) throw new EarshotError('scorecard_version_not_found');
  return { pack, row };
}

/** A draft is read anew; a published version is as it was read when it was put in force. */
function checkOf(row: VersionRow, pack: Pack): ScorecardCheck {
  const address = { scorecardId: row.scorecard_id, version: row.version };
  if (row.status === 'draft') return checkText(row.yaml, address, pack).check;
  const card = pack.scorecards.find(({ format }) => isAt(format, address));
  return { problems: [], outline: card ? outline(card) : null };
}

function isAt({ id, version }: { id: string; version: number }, address: VersionAddress): boolean {
  return id === address.scorecardId && version === address.version;
}
