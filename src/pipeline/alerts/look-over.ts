import { alertsOf } from '../../analysis/live/alert-rules.ts';
import type { Pack } from '../../analysis/packs/pack.ts';
import type { Alert } from '../../model/alert.ts';
import type { Evaluation, Finding } from '../../model/judgement.ts';
import type { CallRow } from '../../storage/db/calls.ts';
import type { Db } from '../../storage/db/tables.ts';
import { callTranscript } from '../../storage/db/transcripts.ts';
import { type AlertParts, tellAlert } from './parts.ts';
import { raise } from './raise.ts';

export interface JudgedStoredCall {
  call: CallRow;
  findings: readonly Finding[];
  evaluations: readonly Evaluation[];
}

/** Whoever is asked about stored calls, once they are judged, whether somebody must be told. */
export interface StoredWatch {
  /**
   * Keeps what is raised, in the transaction that keeps what was judged.
   * @returns to be called once that is committed
   */
  look(judged: JudgedStoredCall, packs: readonly Pack[], tx: Db): Promise<() => void>;
}

export function openStoredWatch(parts: AlertParts): StoredWatch {
  return {
    async look({ call, findings, evaluations }, packs, tx) {
      if (isArchive(call, parts)) return () => {};
      const transcript = await callTranscript(call.id, tx);
      const durationMs = call.durationMs ?? 0;
      const turns = transcript?.turns ?? [];
      const isMain = (one: Evaluation) => Number(one.scorecardId === call.scorecardId);
      const mainFirst = evaluations.toSorted((a, b) => isMain(b) - isMain(a));
      const watched = { kind: call.kind, durationMs, turns, findings, evaluations: mainFirst, open: null };
      const alerts: Alert[] = [];
      for (const one of alertsOf(watched, parts.rules.of(call.kind), packs)) {
        const { id: callId, source, kind } = call;
        const callTitle = call.metadata.title ?? null;
        const alert = await raise(one, { callId, callTitle, source, kind }, callId, parts, tx);
        if (alert) alerts.push(alert);
      }
      return () => {
        for (const alert of alerts) tellAlert('raised', alert, parts);
      };
    },
  };
}

/** Nobody wants to be told tonight of what went wrong last year. */
function isArchive(
  { startedAt, receivedAt }: CallRow,
  { settings, clock }: Pick<AlertParts, 'settings' | 'clock'>,
): boolean {
  return clock.now() - (startedAt ?? receivedAt).getTime() > settings.storedWithinMs;
}
