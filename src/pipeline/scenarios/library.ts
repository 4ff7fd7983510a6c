import { isMap, parseDocument } from 'yaml';
import { EarshotError } from '../../errors.ts';
import { Kind } from '../../model/call.ts';
import { Level } from '../../model/drill.ts';
import type {
  ScenarioLibrary,
  ScenarioVersion,
  ScenarioVersionSummary,
  ScenarioVersions,
} from '../../model/scenario-editing.ts';
import type { ReadScenario } from '../../simulator/load-scenarios.ts';
import { outlineOf } from '../../simulator/playable.ts';
import { type ScenarioRow, scenarioVersions } from '../../storage/db/scenario-versions.ts';
import { type TextAddress, textDigest } from '../../storage/db/text-versions.ts';
import { checkScenario } from './check-text.ts';
import type { AuthoringParts } from './parts.ts';

type LibraryParts = Pick<AuthoringParts, 'db' | 'scenarios'>;

/** All scenarios with all their versions, drafts included: those of the centre first. */
export async function scenarioLibrary({ db, scenarios }: LibraryParts): Promise<ScenarioLibrary> {
  const rows = await scenarioVersions.rows(db);
  const made = [...Map.groupBy(rows, (row) => row.scenario_id)].map(([id, versions]): ScenarioVersions => {
    const inForce = versions.find(({ status }) => status === 'published');
    const named = inForce ?? versions[0]!;
    return {
      id,
      title: named.title,
      origin: 'dashboard',
      ...headline(named.yaml),
      versions: versions.map((row) => summaryOfRow(row, row === inForce, scenarios.unreadable())),
    };
  });
  const shipped = scenarios.shipped.map(({ play }): ScenarioVersions => {
    const { id, title, kind, level, summary } = play.format;
    return { id, title, origin: 'shipped', kind, level, summary, versions: [summaryOfShipped(play)] };
  });
  return { scenarios: [...made, ...shipped] };
}

/** What of a text a list shows, however far it can be read. */
function headline(yaml: string): Pick<ScenarioVersions, 'kind' | 'level' | 'summary'> {
  const document = parseDocument(yaml);
  const at = (key: string): unknown => (isMap(document.contents) ? document.contents.get(key) : undefined);
  const summary = at('summary');
  return {
    kind: Kind.nullable().catch(null).parse(at('kind')),
    level: Level.nullable().catch(null).parse(at('level')),
    summary: typeof summary === 'string' ? summary : '',
  };
}

function summaryOfRow(
  row: ScenarioRow,
  inForce: boolean,
  unreadable: ReadonlyMap<string, string>,
): ScenarioVersionSummary {
  return {
    version: row.version,
    status: row.status,
    origin: 'dashboard',
    title: row.title,
    inForce,
    note: row.note,
    author: row.author,
    createdAt: row.created_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    archivedAt: row.archived_at?.toISOString() ?? null,
    problem: row.status === 'draft' ? null : (unreadable.get(row.id) ?? null),
    twin: row.twin,
  };
}

function summaryOfShipped({ format }: ReadScenario['play']): ScenarioVersionSummary {
  return {
    version: format.version,
    status: 'published',
    origin: 'shipped',
    title: format.title,
    inForce: true,
    note: null,
    author: null,
    createdAt: null,
    publishedAt: null,
    archivedAt: null,
    problem: null,
    twin: false,
  };
}

/** A version with its text, and what reading it gives. @throws scenario_version_not_found */
export async function scenarioVersion(address: TextAddress, parts: LibraryParts): Promise<ScenarioVersion> {
  const { db, scenarios } = parts;
  const row = await scenarioVersions.row(address, db);
  if (row) {
    const rows = row.status === 'published' ? await scenarioVersions.rows(db) : [];
    const first = rows.find((one) => one.scenario_id === address.id && one.status === 'published');
    const { check } = checkScenario(row.yaml, address, scenarios.parts);
    const summary = summaryOfRow(row, first?.version === row.version, scenarios.unreadable());
    return { ...summary, id: address.id, yaml: row.yaml, digest: row.digest, check };
  }
  const shipped = shippedOf(address, parts);
  if (!shipped) throw new EarshotError('scenario_version_not_found');
  const { play, yaml } = shipped;
  const check = { problems: [], outline: outlineOf(play) };
  return { ...summaryOfShipped(play), id: address.id, yaml, digest: textDigest(yaml), check };
}

function shippedOf({ id, version }: TextAddress, { scenarios }: LibraryParts): ReadScenario | undefined {
  return scenarios.shipped.find(({ play }) => play.format.id === id && play.format.version === version);
}

export function isShipped(id: string, { scenarios }: Pick<AuthoringParts, 'scenarios'>): boolean {
  return scenarios.shipped.some(({ play }) => play.format.id === id);
}
