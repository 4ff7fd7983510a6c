import { LegOrder, type LegPiece } from '../../audio/live/leg-order.ts';
import { RecentAudio } from '../../audio/live/recent-audio.ts';
import type { SourceFrame } from '../../ingest/live-intake.ts';
import type { Role } from '../../model/call.ts';
import type { LiveLeg as LegView, LiveNote } from '../../model/live.ts';
import { LevelCourse } from './levels.ts';
import { type LineState, legStateOf, newLine, watchStall } from './line-state.ts';

/** How long audio is kept for those who listen in. */
const keptForListenersMs = 30_000;
/** A source counts from its own zero; those that go back by more, or leap by more, count anew. */
const [backMs, leapMs] = [5_000, 600_000];

/** Audio that is so far ahead of the time that has passed did not come from a line at its rate. */
const aheadMs = 10_000;

/** How far a leg had come before this process. */
export interface EarlierLeg {
  position: number;
  /** What is added to the source's count. */
  offset: number;
  muted: boolean;
  held: boolean;
  stalledSinceMs: number | null;
  /** Its last samples. */
  recent: Int16Array;
}

export interface LegSettings {
  holdMs: number;
  isTold: boolean;
  earlier: EarlierLeg | undefined;
}

/** One side of an open call: its audio in order, its levels, how its line stands. */
export class LiveLeg {
  readonly isTold: boolean;
  readonly line: LineState;
  readonly recent: RecentAudio;
  readonly #order: LegOrder;
  readonly #levels: LevelCourse;
  readonly #sampleRateHz: number;
  /** When audio came first in this process, and where the leg was then. */
  #began: { atMs: number; position: number } | undefined;
  #drifted = false;

  /** `isTold`: its words are known, and audio that does not come of it is nothing to be noted. */
  constructor(role: Role, sampleRateHz: number, { holdMs, isTold, earlier }: LegSettings) {
    this.isTold = isTold;
    const { muted = false, held = false, stalledSinceMs = null } = earlier ?? {};
    this.line = { ...newLine(role), muted, held, stalledSinceMs };
    const begin = earlier ? earlier.position - earlier.recent.length : 0;
    this.recent = new RecentAudio(sampleRateHz, keptForListenersMs, begin);
    if (earlier) this.recent.push(earlier.recent);
    this.#order = new LegOrder({ sampleRateHz, holdMs, backMs, leapMs, ...(earlier && { from: earlier }) });
    this.#levels = new LevelCourse(sampleRateHz);
    this.#sampleRateHz = sampleRateHz;
  }

  /** What is now in order. */
  push(frame: SourceFrame, arrivedAtMs: number): LegPiece[] {
    this.#began ??= { atMs: arrivedAtMs, position: this.#order.position };
    this.line.heardAtMs = arrivedAtMs;
    return this.#order.push({ ...frame, arrivedAtMs });
  }

  flush(): LegPiece[] {
    return this.#order.flush();
  }

  /** Samples that came out, gaps included. */
  get position(): number {
    return this.#order.position;
  }

  /** What is added to the source's count. */
  get offset(): number {
    return this.#order.offset;
  }

  hear(samples: Int16Array): void {
    this.#levels.push(samples);
    this.recent.push(samples);
  }

  lost(samples: number): void {
    this.line.lostMs += (samples * 1000) / this.#sampleRateHz;
  }

  /** What is to be noted, once, when more audio comes than time passes. */
  watchPace(leg: number, nowMs: number): LiveNote | null {
    const began = this.#began;
    if (!began || this.isTold || this.#drifted) return null;
    const cameMs = ((this.#order.position - began.position) * 1000) / this.#sampleRateHz;
    if (cameMs - (nowMs - began.atMs) < aheadMs) return null;
    this.#drifted = true;
    const startMs = (this.#order.position * 1000) / this.#sampleRateHz;
    const text = 'More audio comes than time passes: the source may send another rate than it said.';
    return { kind: 'drift', leg, startMs, endMs: startMs, text };
  }

  /** What is to be noted, when a stall began or ended. */
  watch(leg: number, times: Parameters<typeof watchStall>[2]): LiveNote | null {
    return this.isTold ? null : watchStall(this.line, leg, times);
  }

  view(ended: boolean): LegView {
    const { role, lostMs } = this.line;
    const state = legStateOf(this.line, ended);
    // Of a side whose words are told nobody waits for audio.
    const shown = this.isTold && state === 'waiting' ? 'active' : state;
    return { role, state: shown, levelDbfs: this.#levels.dbfs, course: this.#levels.course, lostMs };
  }
}
