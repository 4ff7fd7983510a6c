import { EarshotError } from '../../errors.ts';
import type { CallDetail } from '../../model/api.ts';
import { callMetrics } from './call-audio.ts';
import { callFiles } from './call-files.ts';
import { callSummary } from './call-summary.ts';
import { isCallId } from './calls.ts';
import { callEvaluations } from './evaluations.ts';
import { callFindings, flagsOf } from './findings.ts';
import { callStages } from './stages.ts';
import type { Db } from './tables.ts';
import { callLegs, callTranscript } from './transcripts.ts';

/**
 * Everything known of one call, as it was at one moment.
 * @throws call_not_found
 */
export async function callDetail(id: string, db: Db): Promise<CallDetail> {
  if (!isCallId(id)) throw new EarshotError('call_not_found');
  if (db.isTransaction) return readDetail(id, db);
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => readDetail(id, tx));
}

async function readDetail(id: string, db: Db): Promise<CallDetail> {
  const row = await db
    .selectFrom('calls')
    .innerJoin('call_intakes', 'call_intakes.call_id', 'calls.id')
    .selectAll('calls')
    .select('metadata')
    .where('calls.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new EarshotError('call_not_found');
  const [flags, originals, audio, legs, metrics, transcript, findings, evaluations, stages] =
    await Promise.all([
      flagsOf([id], db),
      callFiles(id, 'original', db),
      callFiles(id, 'audio', db),
      callLegs(id, db),
      callMetrics(id, db),
      callTranscript(id, db),
      callFindings(id, db),
      callEvaluations(id, db),
      callStages(id, db),
    ]);
  const { match: _, ...summary } = callSummary(row, flags.get(row.id) ?? [], null);
  return {
    ...summary,
    externalId: row.external_id,
    extra: row.metadata.extra ?? {},
    fileNames: originals.map((file) => file.fileName ?? ''),
    legs,
    metrics,
    transcript,
    findings,
    evaluations,
    stages,
    hasAudio: audio.length > 0,
  };
}
