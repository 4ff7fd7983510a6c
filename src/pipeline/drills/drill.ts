import { CadRecord } from '../../model/drill.ts';
import type { CadEntry, DrillNote } from '../../model/drill-desk.ts';
import type { DrillMode } from '../../model/drills.ts';
import { spokenMs } from '../../simulator/play.ts';
import type { Playable } from '../../simulator/playable.ts';
import { firstRun, hushed, nextRun, type Run } from '../../simulator/run.ts';
import type { Happening } from './happening.ts';
import { firstPhrasing, nextPhrasing, type Phrasing } from './phrasing.ts';

/** A drill as it stands: a value that is made of what happened, one after the other. */
export interface Drill {
  run: Run;
  phase: 'ringing' | 'open' | 'ended';
  /** How it was answered; null while it rings. */
  answered: (Happening & { type: 'answered' }) | null;
  held: boolean;
  muted: boolean;
  cad: readonly CadEntry[];
  notes: readonly DrillNote[];
  /** Ids of what the desk said, so that nothing is said twice. */
  saidIds: ReadonlySet<string>;
  /** Utterances that began, as far as that was kept. */
  begun: ReadonlySet<number>;
  phrasing: Phrasing;
  /** On the drill's clock: of what happened last. */
  atMs: number;
}

export function firstDrill(play: Playable, seed: number): Drill {
  return {
    run: firstRun(play, seed),
    ...{
      phase: 'ringing',
      answered: null,
      held: false,
      muted: false,
      cad: [],
      notes: [],
      saidIds: new Set(),
      begun: new Set(),
      phrasing: firstPhrasing,
      atMs: 0,
    },
  };
}

/** The drill after something happened. Pure: what was kept of a drill gives the same drill again. */
export function nextDrill(before: Drill, happening: Happening, atMs: number, play: Playable): Drill {
  const drill = { ...before, atMs: Math.max(before.atMs, atMs) };
  const { run } = drill;
  switch (happening.type) {
    case 'answered':
      return { ...drill, phase: 'open', answered: happening };
    case 'said': {
      const { id, text, startMs, endMs } = happening;
      const saidIds = id === null ? drill.saidIds : new Set([...drill.saidIds, id]);
      return {
        ...drill,
        saidIds,
        run: nextRun(run, { type: 'said', text, startMs, endMs, heardAtMs: atMs }, play),
      };
    }
    case 'speaking':
    case 'time':
      return { ...drill, run: nextRun(run, { ...happening, atMs }, play) };
    case 'phrased':
    case 'as_written':
      return nextPhrasing(drill, happening, atMs, play);
    case 'spoke': {
      const begun = new Set([...drill.begun, happening.utterance]);
      return { ...drill, begun, run: nextRun(run, happening, play) };
    }
    case 'cut':
      return { ...drill, run: nextRun(run, happening, play) };
    case 'injected':
      return { ...drill, run: nextRun(run, { type: 'injected', event: happening.event, atMs }, play) };
    case 'hold':
      return { ...drill, held: happening.on };
    case 'mute':
      return { ...drill, muted: happening.on };
    case 'cad':
      return { ...drill, cad: [...drill.cad, { field: happening.field, value: happening.value, atMs }] };
    case 'note':
      return { ...drill, notes: [...drill.notes, happening.note] };
    case 'keypad':
    case 'transfer':
      return drill;
    case 'ended': {
      const { reason } = happening;
      return {
        ...drill,
        phase: 'ended',
        run: hushed(nextRun(run, { type: 'stopped', atMs, reason }, play), atMs),
      };
    }
  }
}

/** The record as the last entries leave it. */
export function recordOf(entries: readonly CadEntry[]): CadRecord {
  return CadRecord.parse(Object.fromEntries(entries.map(({ field, value }) => [field, value])));
}

const typedMsPerLetter = 200;

/**
 * When something that was typed was "said": from when the desk told that typing began, else for as long as it takes, up
 * to now; not before whoever spoke last had finished.
 */
export function typedSpan(
  text: string,
  nowMs: number,
  { run }: Pick<Drill, 'run'>,
  mode: DrillMode,
): { startMs: number; endMs: number } {
  const takesMs = mode === 'voice' ? spokenMs(text) : text.length * typedMsPerLetter;
  const began = run.state.waitingSinceMs ?? nowMs - takesMs;
  const over = run.heard.filter(({ endMs }) => endMs <= nowMs).map(({ endMs }) => endMs);
  const startMs = Math.round(Math.min(nowMs, Math.max(0, began, ...over)));
  return { startMs, endMs: Math.max(startMs, Math.round(nowMs)) };
}
