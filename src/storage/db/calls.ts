import type { Updateable } from 'kysely';
import { EarshotError, type PublicError } from '../../errors.ts';
import { CallState, type Direction, type Kind, type Source, type Stage, stages } from '../../model/call.ts';
import type { CallMetadata } from '../../model/intake.ts';
import { atomically } from './atomically.ts';
import { storableText, storableTextOrNull, toJson, toJsonOrNull } from './storable.ts';
import type { CallsTable, Db } from './tables.ts';

export interface NewCall {
  /** Made before its files were stored, so that they can bear it. */
  id: string;
  source: Source;
  kind: Kind | null;
  /** Who brought it: `upload`, `watch folder`, `demo`. */
  channel: string;
  /** Of the bytes that came in, the same for the same recording. */
  contentHash: string;
  metadata: CallMetadata;
  givenTranscript: GivenTranscript | null;
  receivedAt: Date;
}

export interface GivenTranscript {
  fileName: string;
  text: string;
}

/** The facts of a call that its stages work from. */
export interface CallRow {
  id: string;
  source: Source;
  kind: Kind | null;
  channel: string;
  contentHash: string;
  state: CallState;
  stage: Stage | null;
  progress: number | null;
  problem: PublicError | null;
  durationMs: number | null;
  language: string | null;
  receivedAt: Date;
  startedAt: Date | null;
  agent: string | null;
  queue: string | null;
  direction: Direction | null;
  /** As given with the call. */
  metadata: CallMetadata;
  givenTranscript: GivenTranscript | null;
  /** Of the main evaluation. */
  scorecardId: string | null;
}

export interface CallPatch {
  state?: CallState;
  stage?: Stage | null;
  /** 0 to 1. */
  progress?: number | null;
  problem?: PublicError | null;
  kind?: Kind | null;
  durationMs?: number | null;
  language?: string | null;
  /** Of the main evaluation. */
  score?: number | null;
  band?: string | null;
  scorecardId?: string | null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids come from addresses and command lines: one that is not a UUID is a call that does not exist. */
export function isCallId(id: string): boolean {
  return uuid.test(id);
}

/**
 * Stores a new call, `queued`, with all its stages pending. When a call with the same content hash is there
 * already, or is being inserted by somebody else at this moment, nothing is stored and that call's id comes
 * back with `duplicate: true`.
 */
export async function insertCall(call: NewCall, db: Db): Promise<{ id: string; duplicate: boolean }> {
  const { metadata } = call;
  return atomically(db, async (tx) => {
    const inserted = await tx
      .insertInto('calls')
      .values({
        id: call.id,
        source: call.source,
        kind: call.kind,
        channel: storableText(call.channel),
        content_hash: call.contentHash,
        stage: stages[0] as Stage,
        received_at: call.receivedAt,
        title: storableTextOrNull(metadata.title),
        started_at: metadata.startedAt === undefined ? null : new Date(metadata.startedAt),
        agent: storableTextOrNull(metadata.agent),
        customer_number: storableTextOrNull(metadata.customerNumber),
        queue: storableTextOrNull(metadata.queue),
        direction: metadata.direction ?? null,
        language: storableTextOrNull(metadata.language),
        external_id: storableTextOrNull(metadata.externalId),
      })
      // Waits for a rival insert of the same hash to commit or roll back.
      .onConflict((conflict) => conflict.column('content_hash').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) {
      const rival = await tx
        .selectFrom('calls')
        .select('id')
        .where('content_hash', '=', call.contentHash)
        .executeTakeFirstOrThrow();
      return { id: rival.id, duplicate: true };
    }
    await tx
      .insertInto('call_intakes')
      .values({
        call_id: call.id,
        metadata: toJson(metadata),
        transcript_file_name: storableTextOrNull(call.givenTranscript?.fileName),
        transcript_text: storableTextOrNull(call.givenTranscript?.text),
      })
      .execute();
    await tx
      .insertInto('call_stages')
      .values(stages.map((stage) => ({ call_id: call.id, stage })))
      .execute();
    return { id: call.id, duplicate: false };
  });
}

/** @throws call_not_found */
export async function callRow(id: string, db: Db): Promise<CallRow> {
  const row = isCallId(id)
    ? await db
        .selectFrom('calls')
        .innerJoin('call_intakes', 'call_intakes.call_id', 'calls.id')
        .selectAll('calls')
        .select(['metadata', 'transcript_file_name', 'transcript_text'])
        .where('calls.id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new EarshotError('call_not_found');
  return {
    id: row.id,
    source: row.source,
    kind: row.kind,
    channel: row.channel,
    contentHash: row.content_hash,
    state: row.state,
    stage: row.stage,
    progress: row.progress,
    problem: row.problem,
    durationMs: row.duration_ms,
    language: row.language,
    receivedAt: row.received_at,
    startedAt: row.started_at,
    agent: row.agent,
    queue: row.queue,
    direction: row.direction,
    metadata: row.metadata,
    givenTranscript:
      row.transcript_text === null
        ? null
        : { fileName: row.transcript_file_name ?? '', text: row.transcript_text },
    scorecardId: row.scorecard_id,
  };
}

/** The calls in a state, oldest first. */
export async function idsInState(state: CallState, db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('calls')
    .select('id')
    .where('state', '=', state)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Keeps a transcript as if it had come with the call. */
export async function setGivenTranscript(id: string, transcript: GivenTranscript, db: Db): Promise<void> {
  await db
    .updateTable('call_intakes')
    .set({
      transcript_file_name: storableText(transcript.fileName),
      transcript_text: storableText(transcript.text),
    })
    .where('call_id', '=', id)
    .execute();
}

/**
 * Makes others who change this call wait until the transaction ends. Whatever changes more than one table of a call
 * begins with this, so that no two of them wait for each other crosswise.
 */
export async function lockCall(id: string, tx: Db): Promise<void> {
  await tx.selectFrom('calls').select('id').where('id', '=', id).forNoKeyUpdate().execute();
}

/** Changes what the patch names. Returns false when the call is not there (any more). */
export async function setCall(id: string, patch: CallPatch, db: Db): Promise<boolean> {
  const changed: Updateable<CallsTable> = {
    state: patch.state,
    stage: patch.stage,
    progress: patch.progress,
    problem: patch.problem === undefined ? undefined : toJsonOrNull(patch.problem),
    kind: patch.kind,
    duration_ms: patch.durationMs,
    language: patch.language === undefined ? undefined : storableTextOrNull(patch.language),
    score: patch.score,
    band: patch.band,
    scorecard_id: patch.scorecardId,
  };
  // Without this a patch of nothing would be an update of no columns, which is not SQL.
  if (Object.values(changed).every((value) => value === undefined)) return callExists(id, db);
  const result = await db.updateTable('calls').set(changed).where('id', '=', id).executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

async function callExists(id: string, db: Db): Promise<boolean> {
  return (await db.selectFrom('calls').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/**
 * Removes a call and everything known of it. The stored objects are the caller's to remove, afterwards.
 * @throws call_not_found
 */
export async function deleteCall(id: string, db: Db): Promise<{ objectIds: string[] }> {
  if (!isCallId(id)) throw new EarshotError('call_not_found');
  return atomically(db, async (tx) => {
    const files = await tx.selectFrom('call_files').select('object_id').where('call_id', '=', id).execute();
    const result = await tx.deleteFrom('calls').where('id', '=', id).executeTakeFirst();
    if (result.numDeletedRows === 0n) throw new EarshotError('call_not_found');
    return { objectIds: files.map((file) => file.object_id) };
  });
}

/** How many calls are in each state; every state is named. */
export async function countsByState(db: Db): Promise<Record<CallState, number>> {
  const rows = await db
    .selectFrom('calls')
    .select(['state', (of) => of.cast<number>(of.fn.countAll(), 'integer').as('count')])
    .groupBy('state')
    .execute();
  const counted = new Map(rows.map((row) => [row.state, row.count]));
  return Object.fromEntries(CallState.options.map((state) => [state, counted.get(state) ?? 0])) as Record<
    CallState,
    number
  >;
}
