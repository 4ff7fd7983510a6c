import type { Peaks } from '../../model/api.ts';
import type { CallMetrics } from '../../model/metrics.ts';
import { toJson } from './storable.ts';
import type { Db } from './tables.ts';

const fullScale = 65_535;

/** Replaces the levels drawn for a call. Kept to 1/65535 of full scale. */
export async function savePeaks(callId: string, peaks: Peaks, db: Db): Promise<void> {
  const row = {
    step_ms: peaks.stepMs,
    channels: peaks.channels.length,
    levels: packLevels(peaks.channels),
  };
  await db
    .insertInto('call_peaks')
    .values({ call_id: callId, ...row })
    .onConflict((conflict) => conflict.column('call_id').doUpdateSet(row))
    .execute();
}

export async function callPeaks(callId: string, db: Db): Promise<Peaks | undefined> {
  const row = await db.selectFrom('call_peaks').selectAll().where('call_id', '=', callId).executeTakeFirst();
  return row && { stepMs: row.step_ms, channels: unpackLevels(row.levels, row.channels) };
}

function packLevels(channels: number[][]): Buffer {
  const steps = Math.max(0, ...channels.map((levels) => levels.length));
  const packed = Buffer.alloc(channels.length * steps * 2);
  channels.forEach((levels, channel) => {
    levels.forEach((level, step) => {
      const clamped = Math.min(1, Math.max(0, level));
      packed.writeUInt16BE(Math.round(clamped * fullScale), (channel * steps + step) * 2);
    });
  });
  return packed;
}

function unpackLevels(packed: Buffer, channels: number): number[][] {
  const steps = channels === 0 ? 0 : packed.length / 2 / channels;
  return Array.from({ length: channels }, (_, channel) =>
    // Five decimals say all that 16 bits hold, and keep the answer short.
    Array.from({ length: steps }, (_, step) =>
      Number((packed.readUInt16BE((channel * steps + step) * 2) / fullScale).toFixed(5)),
    ),
  );
}

export async function saveMetrics(callId: string, metrics: CallMetrics, db: Db): Promise<void> {
  const row = { metrics: toJson(metrics) };
  await db
    .insertInto('call_metrics')
    .values({ call_id: callId, ...row })
    .onConflict((conflict) => conflict.column('call_id').doUpdateSet(row))
    .execute();
}

export async function callMetrics(callId: string, db: Db): Promise<CallMetrics | null> {
  const row = await db
    .selectFrom('call_metrics')
    .select('metrics')
    .where('call_id', '=', callId)
    .executeTakeFirst();
  return row?.metrics ?? null;
}

/** What the record stage noticed of the audio: any value that JSON can hold. */
export async function saveAudioNotes(callId: string, notes: unknown, db: Db): Promise<void> {
  const row = { notes: toJson(notes) };
  await db
    .insertInto('call_audio_notes')
    .values({ call_id: callId, ...row })
    .onConflict((conflict) => conflict.column('call_id').doUpdateSet(row))
    .execute();
}

/** As saved, for its writer to parse; undefined before there are any. */
export async function callAudioNotes(callId: string, db: Db): Promise<unknown> {
  const row = await db
    .selectFrom('call_audio_notes')
    .select('notes')
    .where('call_id', '=', callId)
    .executeTakeFirst();
  return row?.notes;
}
