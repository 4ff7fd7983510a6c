import { createHash } from 'node:crypto';
import { kindHeard } from '../../analysis/choose.ts';
import { hear } from '../../analysis/text/hear.ts';
import { EarshotError } from '../../errors.ts';
import type {
  NewTwin,
  ScenarioVersion,
  TwinItem,
  TwinLook,
  TwinReview,
} from '../../model/scenario-editing.ts';
import { leaksIn } from '../../simulator/twin/leaks.ts';
import { type GivenWithCall, knownOf, type Original } from '../../simulator/twin/originals.ts';
import { toldIn } from '../../simulator/twin/told.ts';
import { makeTwin } from '../../simulator/twin/twin.ts';
import { type CallRow, callRow } from '../../storage/db/calls.ts';
import { type ScenarioRow, scenarioVersions } from '../../storage/db/scenario-versions.ts';
import { toJson } from '../../storage/db/storable.ts';
import type { TextAddress } from '../../storage/db/text-versions.ts';
import { storedForJudging } from '../judged-call.ts';
import { insertScenario } from './insert.ts';
import type { AuthoringParts } from './parts.ts';

/** A draft in which nobody of the call is named. @throws call_not_found, call_without_transcript, pack_not_found */
export async function createTwin(
  callId: string,
  { seed }: NewTwin,
  parts: AuthoringParts,
): Promise<ScenarioVersion> {
  const { judged, given, pack, acts } = await callForTwin(callId, parts);
  const twin = makeTwin(judged, seed ?? seedOf(callId), { pack, acts }, given);
  const more = { twin: true, twin_of: callId, left_out: toJson(twin.leftOut) };
  return insertScenario({ id: twin.id, yaml: twin.yaml, more }, parts);
}

/** A seed of the call's own, so that the same button gives the same draft. */
function seedOf(callId: string): number {
  return createHash('sha256').update(callId).digest().readUInt32BE() % 2_147_483_647;
}

async function callForTwin(callId: string, parts: AuthoringParts) {
  const call = await callRow(callId, parts.db);
  const stored = await storedForJudging(call, parts);
  if (!stored) throw new EarshotError('call_without_transcript');
  const { packs, acts } = parts.scenarios.parts;
  const kind = call.kind ?? stored.judged.kind ?? kindHeard(hear(stored.judged), packs);
  const pack = packs.find(({ format }) => format.kind === kind);
  const book = kind === null ? undefined : acts.get(kind);
  if (!pack || !book) throw new EarshotError('call_without_kind');
  return { judged: stored.judged, given: givenWith(call), pack, acts: book };
}

/** Names and numbers that came with the call and are not said in it. */
function givenWith({ agent, metadata }: CallRow): GivenWithCall {
  const { customerNumber, externalId } = metadata;
  return {
    names: agent ? [agent] : [],
    codes: [customerNumber, externalId].filter((code) => code !== undefined && code !== null),
  };
}

/** What of the call could tell whose it was, and what of it the draft still says. @throws scenario_version_not_found */
export async function twinReview(address: TextAddress, parts: AuthoringParts): Promise<TwinReview> {
  const row = await scenarioVersions.row(address, parts.db);
  if (!row?.twin) throw new EarshotError('scenario_version_not_found');
  const approval = row.approval?.digest === row.digest ? row.approval : null;
  const leftOut = row.left_out ?? [];
  if (row.twin_of === null) return { callId: null, callTitle: null, items: [], leftOut, approval };
  const [call, items] = await Promise.all([
    callRow(row.twin_of, parts.db),
    itemsOf(row.twin_of, row.yaml, parts),
  ]);
  return { callId: row.twin_of, callTitle: call.metadata.title ?? null, items, leftOut, approval };
}

async function itemsOf(callId: string, yaml: string, parts: AuthoringParts): Promise<TwinItem[]> {
  const { judged, given, pack } = await callForTwin(callId, parts);
  const { originals } = knownOf({ ...judged, kind: pack.format.kind }, pack, given);
  const found = leaksByOriginal(yaml, originals);
  return originals.map(({ id, kind, text, turn }) => ({
    id,
    kind,
    text,
    turn,
    found: found.get(id) ?? null,
  }));
}

function leaksByOriginal(yaml: string, originals: readonly Original[]): Map<string, TwinItem['found']> {
  const found = new Map<string, TwinItem['found']>();
  for (const { text, line } of toldIn(yaml)) {
    for (const leak of leaksIn(text, originals))
      if (!found.has(leak.original.id)) found.set(leak.original.id, { text: leak.found, line });
  }
  return found;
}

/**
 * Somebody has looked at everything: the text may be published as it is.
 * @throws scenario_version_not_found, scenario_not_draft, scenario_changed, scenario_leaks, scenario_not_looked_at,
 * scenario_not_approved when the call is gone
 */
export async function approveTwin(
  address: TextAddress,
  { digest, by, looked }: TwinLook,
  parts: AuthoringParts,
): Promise<TwinReview> {
  const { callId, items } = await twinReview(address, parts);
  if (callId === null) throw new EarshotError('scenario_not_approved');
  refuseLeaks(items);
  const unseen = items.filter(({ id }) => !looked.includes(id));
  if (unseen.length > 0)
    throw new EarshotError('scenario_not_looked_at', { details: { left: unseen.length, of: items.length } });
  const at = new Date(parts.clock.now()).toISOString();
  const approval = toJson({ by, at, digest, looked: items.length });
  await scenarioVersions.noteOnDraft(address, digest, { approval }, parts.db);
  return twinReview(address, parts);
}

/** The approval has to be of this very text; and the text is compared once more. @throws scenario_not_approved, scenario_leaks */
export async function demandApproval(row: ScenarioRow, parts: AuthoringParts): Promise<void> {
  if (row.approval?.digest !== row.digest) throw new EarshotError('scenario_not_approved');
  if (row.twin_of !== null) refuseLeaks(await itemsOf(row.twin_of, row.yaml, parts));
}

function refuseLeaks(items: readonly TwinItem[]): void {
  const leaks = items.filter(({ found }) => found !== null);
  if (leaks.length === 0) return;
  throw new EarshotError('scenario_leaks', {
    details: { leaks: leaks.length, lines: leaks.map(({ found }) => found!.line) },
  });
}
