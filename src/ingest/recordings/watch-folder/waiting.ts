import { EarshotError } from '../../../errors.ts';
import { type CallFiles, pairFiles } from '../pairing.ts';
import type { WatchFolderSettings } from '../settings.ts';
import type { FoundFile } from '../walk.ts';

/**
 * Which files of the folder may be taken when: pure, from what was seen and the time.
 *
 *   seen ──▶ settled ──────────────────────────▶ taken
 *    ▲  │       │  unchanged for settleMs          ▲
 *    └──┘       ├─▶ waits for the other leg ───────┤  it came, or legGraceMs went by
 *   changed     ├─▶ waits for a sidecar ───────────┘  it came, or sidecarGraceMs went by
 *               └─▶ a sidecar without recording, a name that fits twice, no recording at all ─▶ refused
 */
export interface SeenFile extends FoundFile {
  /** Milliseconds since 1970, by our own clock: those of senders and shares are not to be trusted. */
  unchangedSince: number;
}

export type Seen = ReadonlyMap<string, SeenFile>;

export interface Refusal {
  paths: string[];
  error: EarshotError;
}

export interface Decision {
  ready: CallFiles[];
  refused: Refusal[];
  /** When the next file may be ready, as milliseconds since 1970; Infinity when nothing waits. */
  wakeAt: number;
}

type Graces = Pick<WatchFolderSettings, 'settleMs' | 'legGraceMs' | 'sidecarGraceMs' | 'orphanGraceMs'>;

/** What is known of the files once they were looked at again. */
export function observe(seen: Seen, found: FoundFile[], now: number): Seen {
  return new Map(
    found.map((file) => {
      const before = seen.get(file.path);
      const same = before?.size === file.size && before.mtimeMs === file.mtimeMs;
      return [file.path, { ...file, unchangedSince: same ? before.unchangedSince : now }];
    }),
  );
}

export function decide(seen: Seen, now: number, graces: Graces): Decision {
  const { calls, orphans, unknown, problems } = pairFiles([...seen.keys()]);
  const unchangedSince = (paths: string[]) =>
    Math.max(...paths.map((path) => seen.get(path)?.unchangedSince ?? now));
  const decision: Decision = { ready: [], refused: [], wakeAt: Infinity };
  const due = (at: number) => {
    if (at <= now) return true;
    decision.wakeAt = Math.min(decision.wakeAt, at);
    return false;
  };

  for (const call of calls) {
    const settledAt = unchangedSince(filesOf(call)) + graces.settleMs;
    const recordedAt = unchangedSince(call.recordings);
    const hasPapers = call.sidecars.length + call.transcripts.length > 0;
    const legAt = call.missesLeg ? recordedAt + graces.legGraceMs : 0;
    const papersAt = hasPapers ? 0 : recordedAt + graces.settleMs + graces.sidecarGraceMs;
    if (due(Math.max(settledAt, legAt, papersAt))) decision.ready.push(call);
  }
  const refuse = (paths: string[], graceMs: number, error: EarshotError) => {
    if (due(unchangedSince(paths) + Math.max(graceMs, graces.settleMs)))
      decision.refused.push({ paths, error });
  };
  for (const { paths, error } of problems) refuse(paths, graces.legGraceMs, error);
  for (const path of orphans) refuse([path], graces.orphanGraceMs, new EarshotError('recording_missing'));
  for (const path of unknown) refuse([path], graces.legGraceMs, new EarshotError('audio_not_recognised'));
  return decision;
}

/** All files of a call, the recordings first. */
export function filesOf(call: CallFiles): string[] {
  return [...call.recordings, ...call.sidecars, ...call.transcripts, ...call.others];
}
