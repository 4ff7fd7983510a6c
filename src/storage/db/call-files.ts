import { atomically } from './atomically.ts';
import { lockCall } from './calls.ts';
import { storableTextOrNull } from './storable.ts';
import type { Db, FilePurpose } from './tables.ts';

/** A stored object that belongs to a call: what came in (`original`), or what is played and heard (`audio`). */
export interface CallFile {
  objectId: string;
  /** As the sender called it; null for what Earshot made. */
  fileName: string | null;
  bytes: number;
  /** Hex. */
  sha256: string;
  sampleRateHz: number | null;
  channels: number | null;
}

/**
 * Makes `files` the call's files of this purpose, in their order.
 * Returns the objects that thereby belong to no call any more: the caller removes them, afterwards.
 */
export async function replaceCallFiles(
  callId: string,
  purpose: FilePurpose,
  files: CallFile[],
  db: Db,
): Promise<{ replacedObjectIds: string[] }> {
  return atomically(db, async (tx) => {
    await lockCall(callId, tx);
    const former = await tx
      .deleteFrom('call_files')
      .where('call_id', '=', callId)
      .where('purpose', '=', purpose)
      .returning('object_id')
      .execute();
    const rows = files.map((file, position) => ({
      call_id: callId,
      purpose,
      position,
      object_id: file.objectId,
      file_name: storableTextOrNull(file.fileName),
      bytes: file.bytes,
      sha256: file.sha256,
      sample_rate_hz: file.sampleRateHz,
      channels: file.channels,
    }));
    if (rows.length > 0) await tx.insertInto('call_files').values(rows).execute();
    const kept = new Set(files.map((file) => file.objectId));
    return { replacedObjectIds: former.map((row) => row.object_id).filter((id) => !kept.has(id)) };
  });
}

/** In their order; none when the call is not there. */
export async function callFiles(callId: string, purpose: FilePurpose, db: Db): Promise<CallFile[]> {
  const rows = await db
    .selectFrom('call_files')
    .selectAll()
    .where('call_id', '=', callId)
    .where('purpose', '=', purpose)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    objectId: row.object_id,
    fileName: row.file_name,
    bytes: Number(row.bytes),
    sha256: row.sha256,
    sampleRateHz: row.sample_rate_hz,
    channels: row.channels,
  }));
}

/** Every object a call refers to, so that a sweep can find those that none does. */
export async function knownObjectIds(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('call_files').select('object_id').execute();
  return new Set(rows.map((row) => row.object_id));
}
