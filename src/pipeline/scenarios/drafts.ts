import { headOf, withHead } from '../../analysis/packs/scorecard-text.ts';
import { EarshotError } from '../../errors.ts';
import type {
  NewScenarioDraft,
  ScenarioDraftChange,
  ScenarioPublication,
  ScenarioVersion,
} from '../../model/scenario-editing.ts';
import { type ScenarioRow, scenarioVersions } from '../../storage/db/scenario-versions.ts';
import type { TextAddress } from '../../storage/db/text-versions.ts';
import { soundScenario } from './check-text.ts';
import { insertScenario, type NewScenario } from './insert.ts';
import { isShipped, scenarioVersion } from './library.ts';
import type { AuthoringParts } from './parts.ts';
import { demandApproval } from './twins.ts';

/**
 * Makes a draft: the next version of a scenario of the centre, a copy of one that ships, or of a text that may have
 * mistakes but says its id.
 * @throws scenario_version_not_found, scenario_invalid
 */
export async function createScenarioDraft(
  wanted: NewScenarioDraft,
  parts: AuthoringParts,
): Promise<ScenarioVersion> {
  const draft = 'from' in wanted ? await copyOf(wanted.from, parts) : imported(wanted.yaml, parts);
  return insertScenario(draft, parts);
}

async function copyOf(from: TextAddress, parts: AuthoringParts): Promise<NewScenario> {
  const { yaml, origin } = await scenarioVersion(from, parts);
  if (origin === 'shipped') {
    const id = await freeId(`${from.id}-copy`, parts);
    // In lists of titles it stands beside what it was made of.
    const which = id.slice(from.id.length + 1).replace('-', ' ');
    const title = JSON.stringify(`${headOf(yaml).title ?? from.id} (${which})`);
    return { id, yaml: withHead(yaml, { id, title }), more: {} };
  }
  const row = await scenarioVersions.row(from, parts.db);
  // As long as the call is there, what is made of its twin is compared with it as well.
  const more =
    row?.twin_of || (row?.twin && row.status === 'draft') ? { twin: true, twin_of: row.twin_of } : {};
  return { id: from.id, yaml, more };
}

/** The id itself, or with the first number that is free. */
async function freeId(wanted: string, parts: AuthoringParts): Promise<string> {
  const rows = await scenarioVersions.rows(parts.db);
  const taken = new Set(rows.map((row) => row.scenario_id));
  let id = wanted;
  for (let number = 2; taken.has(id) || isShipped(id, parts); number++) id = `${wanted}-${number}`;
  return id;
}

const idPattern = /^[a-z][a-z0-9-]*$/;

function imported(yaml: string, parts: AuthoringParts): NewScenario {
  const { id } = headOf(yaml);
  if (id === null || !idPattern.test(id))
    refuseText('the text says no id of a scenario (`id: chest-pain`: small letters, digits and - only)');
  if (isShipped(id, parts))
    refuseText(`"${id}" is a scenario that ships and is not changed; give the text an id of its own`);
  return { id, yaml, more: {} };
}

function refuseText(problem: string): never {
  const first = { file: 'import.yaml', line: 1, column: 1, field: 'id', problem };
  throw new EarshotError('scenario_invalid', { details: { ...first, problems: [first] } });
}

/** Keeps a draft's text, mistakes and all. @throws scenario_version_not_found, scenario_not_draft, scenario_changed */
export async function saveScenarioDraft(
  address: TextAddress,
  { yaml, digest }: ScenarioDraftChange,
  parts: AuthoringParts,
): Promise<ScenarioVersion> {
  await demandMade(address, parts);
  const title = headOf(yaml).title ?? address.id;
  await scenarioVersions.saveDraft(address, { yaml, title, seenDigest: digest }, parts.db);
  return scenarioVersion(address, parts);
}

/**
 * Puts a draft in force: new drills are played by it.
 * @throws scenario_version_not_found, scenario_not_draft, scenario_changed, scenario_invalid, scenario_not_approved,
 * scenario_leaks
 */
export async function publishScenario(
  address: TextAddress,
  { digest, note, author }: ScenarioPublication,
  parts: AuthoringParts,
): Promise<ScenarioVersion> {
  const row = await demandMade(address, parts);
  if (row.status !== 'draft') throw new EarshotError('scenario_not_draft');
  if (row.digest !== digest) throw new EarshotError('scenario_changed', { details: { digest: row.digest } });
  const { format } = soundScenario(row.yaml, address, parts.scenarios.parts);
  if (row.twin) await demandApproval(row, parts);
  const { yaml } = row;
  const published = { seenDigest: digest, title: format.title, yaml, note, author, more: {} };
  await scenarioVersions.publishDraft(address, published, parts.db);
  return scenarioVersion(address, parts);
}

/** Takes a version out of force; drills that were played by it stay. @throws scenario_version_not_found, scenario_not_published */
export async function archiveScenario(address: TextAddress, parts: AuthoringParts): Promise<ScenarioVersion> {
  if (isShipped(address.id, parts)) throw new EarshotError('scenario_not_published');
  await scenarioVersions.archive(address, parts.db);
  return scenarioVersion(address, parts);
}

/** @throws scenario_version_not_found, scenario_not_draft */
export async function discardScenarioDraft(address: TextAddress, parts: AuthoringParts): Promise<void> {
  await demandMade(address, parts);
  await scenarioVersions.deleteDraft(address, parts.db);
}

/** The text as it may leave the server: not that of a twin nobody has approved. @throws scenario_version_not_found, scenario_not_approved */
export async function exportedScenario(address: TextAddress, parts: AuthoringParts): Promise<string> {
  const row = await scenarioVersions.row(address, parts.db);
  if (row?.twin && row.status === 'draft' && row.approval?.digest !== row.digest)
    throw new EarshotError('scenario_not_approved');
  return (await scenarioVersion(address, parts)).yaml;
}

/** @throws scenario_version_not_found; scenario_not_draft for one that ships */
async function demandMade(address: TextAddress, parts: AuthoringParts): Promise<ScenarioRow> {
  const row = await scenarioVersions.row(address, parts.db);
  if (row) return row;
  throw new EarshotError(isShipped(address.id, parts) ? 'scenario_not_draft' : 'scenario_version_not_found');
}
