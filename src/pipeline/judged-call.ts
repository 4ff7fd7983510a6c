import type { JudgedCall } from '../analysis/judged-call.ts';
import type { Leg, Turn } from '../model/call.ts';
import type { Finding } from '../model/judgement.ts';
import type { CallMetrics } from '../model/metrics.ts';
import { callMetrics } from '../storage/db/call-audio.ts';
import type { CallRow } from '../storage/db/calls.ts';
import { callFindings } from '../storage/db/findings.ts';
import { callLegs, callTranscript } from '../storage/db/transcripts.ts';
import type { PipelineParts } from './parts.ts';

/** A stored call as analysis needs it. Its kind is what the sender or a setting says; else analysis tells. */
export function judgedCall(
  call: CallRow,
  heard: { legs: Leg[]; turns: Turn[]; metrics: CallMetrics | null },
  parts: Pick<PipelineParts, 'defaultKind'>,
): JudgedCall {
  return {
    kind: call.metadata.kind ?? parts.defaultKind(call.metadata) ?? null,
    queue: call.queue,
    direction: call.direction,
    durationMs: call.durationMs ?? 0,
    ...heard,
  };
}

/** What a call is judged from, as it is stored; null while it has no transcript. */
export async function storedForJudging(
  call: CallRow,
  parts: Pick<PipelineParts, 'db' | 'defaultKind'>,
): Promise<{ judged: JudgedCall; findings: Finding[] } | null> {
  const [transcript, legs, metrics, findings] = await Promise.all([
    callTranscript(call.id, parts.db),
    callLegs(call.id, parts.db),
    callMetrics(call.id, parts.db),
    callFindings(call.id, parts.db),
  ]);
  if (!transcript) return null;
  return { judged: judgedCall(call, { legs, turns: transcript.turns, metrics }, parts), findings };
}
