import { freeze } from '../../analysis/packs/frozen-files.ts';
import type { Pack } from '../../analysis/packs/pack.ts';
import { headOf, withHead } from '../../analysis/packs/scorecard-text.ts';
import { EarshotError } from '../../errors.ts';
import type {
  DraftChange,
  GoldenCheck,
  NewDraft,
  Publication,
  ScorecardVersion,
} from '../../model/scorecard-editing.ts';
import {
  archiveVersion,
  insertDraft,
  publishDraft,
  saveDraft,
  type VersionAddress,
} from '../../storage/db/scorecard-versions.ts';
import { readText } from './check-text.ts';
import { type LibraryParts, oneVersion, placeOf } from './library.ts';

export interface DraftParts extends LibraryParts {
  /** What a text changes on the golden calls of its pack. */
  goldenCheck(address: VersionAddress, yaml: string): Promise<GoldenCheck>;
}

/**
 * Makes the next draft of a scorecard, from one of its versions or from a text that may have mistakes but says its id.
 * @throws scorecard_version_not_found, pack_not_found, scorecard_invalid
 */
export async function createDraft(wanted: NewDraft, parts: LibraryParts): Promise<ScorecardVersion> {
  const { packId, scorecardId, yaml } =
    'from' in wanted ? await copyOf(wanted.from, parts) : await imported(wanted, parts);
  const packs = await parts.packs();
  const inFiles = packs.flatMap((pack) => pack.scorecards).filter(({ format }) => format.id === scorecardId);
  const newestInFiles = inFiles.reduce((newest, { format }) => Math.max(newest, format.version), 0);
  const row = await insertDraft(
    {
      packId,
      scorecardId,
      newestInFiles,
      author: null,
      write: (version) => ({
        title: headOf(yaml).title ?? scorecardId,
        yaml: withHead(yaml, { version, status: 'draft' }),
      }),
    },
    parts.db,
  );
  return oneVersion({ scorecardId, version: row.version }, parts);
}

async function copyOf(from: { id: string; version: number }, parts: LibraryParts) {
  const { id, packId, yaml } = await oneVersion({ scorecardId: from.id, version: from.version }, parts);
  return { packId, scorecardId: id, yaml };
}

const idPattern = /^[a-zA-Z][a-zA-Z0-9_-]*$/;

async function imported({ packId, yaml }: { packId: string; yaml: string }, parts: LibraryParts) {
  const packs = await parts.packs();
  if (!packs.some((pack) => pack.format.id === packId)) throw new EarshotError('pack_not_found');
  const { id } = headOf(yaml);
  if (id === null || !idPattern.test(id)) {
    refuseText('import.yaml', 'id', 'the text says no id of a scorecard (`id: desk-call`)');
  }
  const elsewhere = packs.find(
    (pack) => pack.format.id !== packId && pack.scorecards.some(({ format }) => format.id === id),
  );
  if (elsewhere)
    refuseText('import.yaml', 'id', `the pack "${elsewhere.format.id}" has a scorecard of this id`);
  return { packId, scorecardId: id, yaml };
}

function refuseText(file: string, field: string, problem: string): never {
  const first = { file, line: 1, column: 1, field, problem };
  throw new EarshotError('scorecard_invalid', { details: { ...first, problems: [first] } });
}

/** Keeps a draft's text, mistakes and all. @throws scorecard_version_not_found, scorecard_not_draft, scorecard_changed */
export async function changeDraft(
  address: VersionAddress,
  { yaml, digest }: DraftChange,
  parts: LibraryParts,
): Promise<ScorecardVersion> {
  const title = headOf(yaml).title ?? address.scorecardId;
  await saveDraft(address, { yaml, title, seenDigest: digest }, parts.db);
  return oneVersion(address, parts);
}

/**
 * Puts a draft in force, with copies of the files it uses.
 * @throws scorecard_version_not_found, scorecard_not_draft, scorecard_changed, scorecard_invalid, scorecard_golden_changed
 */
export async function publish(
  address: VersionAddress,
  publication: Publication,
  parts: DraftParts,
): Promise<ScorecardVersion> {
  const { pack, row } = await placeOf(address, parts);
  if (row?.status !== 'draft') throw new EarshotError('scorecard_not_draft');
  if (row.digest !== publication.digest) {
    throw new EarshotError('scorecard_changed', { details: { digest: row.digest } });
  }
  const card = readText(row.yaml, address, pack);
  refuseTaken(address, pack);
  if (!publication.acceptGoldenChanges) await refuseGoldenChanges(address, row.yaml, parts);
  await publishDraft(
    address,
    {
      seenDigest: publication.digest,
      title: card.format.title,
      yaml: withHead(row.yaml, { version: address.version, status: 'published' }),
      uses: freeze(card.format, pack.files),
      note: publication.note,
      author: publication.author,
    },
    parts.db,
  );
  return oneVersion(address, parts);
}

const mostShown = 50;

async function refuseGoldenChanges(address: VersionAddress, yaml: string, parts: DraftParts): Promise<void> {
  const { calls, changes } = await parts.goldenCheck(address, yaml);
  if (changes.length === 0) return;
  throw new EarshotError('scorecard_golden_changed', {
    details: { calls, changed: changes.length, changes: changes.slice(0, mostShown) },
  });
}

/** Ends a version's judging; what it judged stays as it is. @throws scorecard_version_not_found, scorecard_not_published */
export async function archive(address: VersionAddress, parts: LibraryParts): Promise<ScorecardVersion> {
  const known = await oneVersion(address, parts);
  if (known.origin === 'pack') throw new EarshotError('scorecard_not_published');
  await archiveVersion(address, parts.db);
  return oneVersion(address, parts);
}

/** A later pack may have brought a version of the same number, and calls been judged by it. */
function refuseTaken({ scorecardId, version }: VersionAddress, pack: Pack): void {
  if (!pack.sources.some((source) => source.id === scorecardId && source.version === version)) return;
  refuseText(
    `${scorecardId}.v${version}.yaml`,
    'version',
    'the pack has a file of this version by now; make the next draft from this one',
  );
}
