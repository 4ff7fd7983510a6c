import type { LegPiece } from '../../audio/live/leg-order.ts';
import type { RecentAudio } from '../../audio/live/recent-audio.ts';
import type { SourceFrame } from '../../ingest/live-intake.ts';
import type { LiveLeg as LegView, LiveNote } from '../../model/live.ts';
import { LiveLeg } from './live-leg.ts';
import type { OpenedCall } from './opened-call.ts';
import type { Recorder } from './recorder.ts';
import type { LiveSettings } from './settings.ts';

export interface CallLegsParts {
  settings: Pick<LiveSettings, 'holdFramesMs' | 'stallAfterMs'>;
  recorder: Recorder;
  clock: { now(): number };
}

export interface CallLegsListener {
  note(note: LiveNote): void;
  /** Audio in order and without gaps, of a leg that is to be heard. */
  hear(leg: number, samples: Int16Array): void;
}

/** More audio than this on its way to the disk, and the source is made to wait. */
const mostUnsafeMs = 5_000;
/** What a call without audio has come to is kept so often. */
const passedEveryMs = 1_000;

/** The sides of an open call: what their lines bring is put in order and kept, and what befalls them is noted. */
export class CallLegs {
  readonly #legs: LiveLeg[];
  readonly #sampleRateHz: number;
  readonly #parts: CallLegsParts;
  readonly #listener: CallLegsListener;
  /** By leg, what is added to the source's count, as far as it is kept. */
  readonly #counts: number[];
  /** What has passed without audio, as far as was said, and up to where that is kept. */
  #passedMs: number;
  #passedKeptMs: number;
  /** When somebody told something of the call, or that it goes on, by the clock of this machine. */
  #filledAtMs: number;

  constructor(
    { start, opening, startedAt, earlier }: OpenedCall,
    parts: CallLegsParts,
    listener: CallLegsListener,
  ) {
    const { holdFramesMs: holdMs } = parts.settings;
    this.#sampleRateHz = start.sampleRateHz;
    this.#parts = parts;
    this.#listener = listener;
    this.#legs = start.legs.map((role, leg) => {
      const isTold = opening.toldLegs.includes(leg);
      return new LiveLeg(role, start.sampleRateHz, { holdMs, isTold, earlier: earlier?.legs[leg] });
    });
    this.#counts = this.#legs.map(({ offset }) => offset);
    this.#passedMs = this.#passedKeptMs = earlier?.passedMs ?? 0;
    this.#filledAtMs = earlier ? parts.clock.now() : startedAt.getTime();
  }

  /** Lets hear again what was not told before an earlier process ended. */
  hearAgain(fromMs: readonly number[]): void {
    for (const [leg, { recent, isTold }] of this.#legs.entries()) {
      const span = { startMs: fromMs[leg]!, endMs: Number.MAX_SAFE_INTEGER };
      if (!isTold) this.#listener.hear(leg, recent.slice(span).samples);
    }
  }

  frame(leg: number, frame: SourceFrame): void {
    for (const piece of this.#legs[leg]?.push(frame, this.#parts.clock.now()) ?? []) this.#take(leg, piece);
    this.#keepCount(leg);
  }

  /** Takes what is held back for frames that were overtaken. */
  flush(): void {
    for (const [index, leg] of this.#legs.entries())
      for (const piece of leg.flush()) this.#take(index, piece);
  }

  /** Somebody filled the call without audio. */
  filled(): void {
    this.#filledAtMs = this.#parts.clock.now();
  }

  passed(positionMs: number): void {
    if (positionMs < this.#passedMs) return;
    this.#passedMs = positionMs;
    this.filled();
    if (positionMs - this.#passedKeptMs >= passedEveryMs) this.keepPassed();
  }

  keepPassed(): void {
    if (this.#passedMs === this.#passedKeptMs) return;
    this.#passedKeptMs = this.#passedMs;
    this.#parts.recorder.said({ type: 'passed', positionMs: this.#passedMs });
  }

  hold(on: boolean): void {
    if (this.#legs.every(({ line }) => line.held === on)) return;
    for (const { line } of this.#legs) line.held = on;
    this.#span('hold', null, on, on ? 'The line was put on hold.' : 'The line was taken off hold.');
  }

  mute(leg: number, on: boolean): void {
    const line = this.#legs[leg]?.line;
    if (!line || line.muted === on) return;
    line.muted = on;
    this.#span('mute', leg, on, on ? 'One side was muted.' : 'One side was unmuted.');
  }

  /** Looks for stalls, and for sources that are faster than time. */
  watch(): void {
    const nowMs = this.#parts.clock.now();
    const { stallAfterMs } = this.#parts.settings;
    for (const [index, leg] of this.#legs.entries()) {
      const stall = leg.watch(index, { nowMs, positionMs: this.durationMs, stallAfterMs });
      for (const note of [stall, leg.watchPace(index, nowMs)]) if (note) this.#listener.note(note);
    }
  }

  get count(): number {
    return this.#legs.length;
  }

  get durationMs(): number {
    return Math.max(this.#passedMs, this.#toMs(Math.max(0, ...this.#legs.map((leg) => leg.position))));
  }

  /** When audio came last, or something was told, by the clock of this machine; the start when none has come. */
  get heardAtMs(): number {
    return Math.max(this.#filledAtMs, ...this.#legs.map(({ line }) => line.heardAtMs ?? 0));
  }

  get held(): boolean {
    return this.#legs.some(({ line }) => line.held);
  }

  get stalled(): { leg: number; sinceMs: number }[] {
    return this.#legs.flatMap(({ line }, leg) =>
      line.stalledSinceMs === null ? [] : [{ leg, sinceMs: line.stalledSinceMs }],
    );
  }

  /** By leg, up to where audio is safe, in the source's count. */
  received(): number[] {
    return this.#parts.recorder.safe.map((safe, leg) => Math.max(0, safe - this.#legs[leg]!.offset));
  }

  /** Resolves when what came is safe; undefined while there is little that is not. */
  room(): Promise<void> | undefined {
    const { recorder } = this.#parts;
    const unsafe = this.#legs.map((leg, index) => this.#toMs(leg.position - recorder.safe[index]!));
    const waits = Math.max(...unsafe) > mostUnsafeMs && recorder.problem === null;
    return waits ? recorder.flush() : undefined;
  }

  recent(leg: number): RecentAudio | undefined {
    return this.#legs[leg]?.recent;
  }

  views(ended: boolean): LegView[] {
    return this.#legs.map((leg) => leg.view(ended));
  }

  #take(leg: number, piece: LegPiece): void {
    switch (piece.kind) {
      case 'audio':
        this.#parts.recorder.audio(leg, piece.firstSample, piece.samples);
        this.#hear(leg, piece.samples);
        return;
      case 'gap':
        if (!this.#legs[leg]!.isTold) this.#noteGap(leg, piece);
        this.#hear(leg, new Int16Array(piece.endSample - piece.firstSample));
        return;
      case 'leap': {
        const startMs = this.#toMs(piece.firstSample);
        const text = 'The source counted its audio anew.';
        this.#listener.note({ kind: 'jump', leg, startMs, endMs: startMs, text });
      }
    }
  }

  #noteGap(leg: number, { firstSample, endSample, lost }: LegPiece & { kind: 'gap' }): void {
    const [startMs, endMs] = [this.#toMs(firstSample), this.#toMs(endSample)];
    this.#legs[leg]!.lost(endSample - firstSample);
    const text = `${((endMs - startMs) / 1000).toFixed(1)} s of audio ${lost ? 'did not arrive' : 'were not sent'}.`;
    this.#listener.note({ kind: 'gap', leg, startMs, endMs, text });
  }

  #hear(leg: number, samples: Int16Array): void {
    this.#legs[leg]!.hear(samples);
    if (!this.#legs[leg]!.isTold) this.#listener.hear(leg, samples);
  }

  #keepCount(leg: number): void {
    const offset = this.#legs[leg]?.offset;
    if (offset === undefined || offset === this.#counts[leg]) return;
    this.#counts[leg] = offset;
    this.#parts.recorder.said({ type: 'count', leg, offset });
  }

  #span(kind: LiveNote['kind'], leg: number | null, begins: boolean, text: string): void {
    const startMs = this.durationMs;
    this.#listener.note({ kind, leg, startMs, endMs: begins ? null : startMs, text });
  }

  #toMs(samples: number): number {
    return (samples * 1000) / this.#sampleRateHz;
  }
}
