import type { JudgedCall } from '../analysis/judged-call.ts';
import type { Leg, Turn } from '../model/call.ts';
import type { CallMetrics } from '../model/metrics.ts';
import type { CallRow } from '../storage/db/calls.ts';
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
