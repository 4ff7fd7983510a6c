import type { JudgedCall } from '../../analysis/judged-call.ts';
import type { LegPiece } from '../../audio/live/leg-order.ts';
import type { RecentAudio } from '../../audio/live/recent-audio.ts';
import { publicError } from '../../errors.ts';
import type { LiveOpening, SourceFrame, ToldTurn } from '../../ingest/live-intake.ts';
import type { Leg, Turn } from '../../model/call.ts';
import type {
  KeptRemark,
  LiveDetail,
  LiveFeedEvent,
  LiveNote,
  LiveRemark,
  LiveStart,
  LiveSummary,
  Partial,
} from '../../model/live.ts';
import type { Ear, EarListener } from '../../speech/live/ear.ts';
import type { LiveWatch } from '../alerts/watch-live.ts';
import { CallBook } from './call-book.ts';
import { incidentOf } from './incident-of.ts';
import { type JudgeParts, LiveJudge } from './live-judge.ts';
import { LiveLeg } from './live-leg.ts';
import type { Recorder } from './recorder.ts';
import type { LiveSettings } from './settings.ts';
import type { SegmentTurn } from './turn-list.ts';

export interface LiveCallParts extends JudgeParts {
  settings: LiveSettings;
  recorder: Recorder;
  /** Makes what hears the call; undefined when nothing can, with the reason noted. */
  openEar(listener: EarListener): Ear | undefined;
  publish(event: LiveFeedEvent): void;
  watch: Pick<LiveWatch, 'look'>;
}

export interface OpenedCall {
  id: string;
  start: LiveStart;
  opening: LiveOpening;
  startedAt: Date;
}

/** What a call without audio has come to is kept so often. */
const passedEveryMs = 1_000;
/** More audio than this on its way to the disk, and the source is made to wait. */
const mostUnsafeMs = 5_000;

/**
 * One open call: frames come in, and what is known of it goes out. It holds no connection and writes no file itself,
 * and no failure of what hears or judges it stops the audio from being kept.
 */
export class LiveCall {
  readonly id: string;
  readonly start: LiveStart;
  readonly opening: LiveOpening;
  readonly startedAt: Date;
  readonly #parts: LiveCallParts;
  readonly #legs: LiveLeg[];
  readonly #ear: Ear | undefined;
  readonly #book: CallBook;
  readonly #partials = new Map<number, Partial>();
  readonly #judge: LiveJudge;
  #lastSpeechMs = 0;
  /** What has passed without audio, as far as was said, and up to where that is kept. */
  #passedMs = 0;
  #passedKeptMs = 0;
  /** When somebody told something of it, or that it goes on. */
  #filledAtMs = 0;
  #ended = false;

  constructor(call: OpenedCall, parts: LiveCallParts) {
    this.id = call.id;
    this.start = call.start;
    this.opening = call.opening;
    this.startedAt = call.startedAt;
    this.#parts = parts;
    const { sampleRateHz, legs } = call.start;
    const { holdFramesMs: holdMs } = parts.settings;
    this.#legs = legs.map((role, leg) => {
      return new LiveLeg(role, sampleRateHz, { holdMs, isTold: call.opening.toldLegs.includes(leg) });
    });
    this.#book = new CallBook(call.id, legs, parts);
    const { judgeEveryMs: everyMs, modelsEveryMs, modelsEveryTurns: turns } = parts.settings;
    const judging = { everyMs, models: { everyMs: modelsEveryMs, turns } };
    this.#judge = new LiveJudge(call.start.call.kind ?? null, judging, parts, {
      judged: ({ findings, evaluation, guide }) =>
        parts.publish({ type: 'judged', callId: this.id, findings, evaluation, guide }),
      failed: (thrown) => {
        const startMs = this.durationMs;
        const text = `No language model answered: ${publicError(thrown).message}`;
        this.note({ kind: 'engine', leg: null, startMs, endMs: startMs, text });
      },
    });
    this.#ear = parts.openEar({
      partial: (words) => this.#heardSoFar(words),
      turn: (turn, segment) => this.#heard({ ...turn, segment }, this.#ear?.engine ?? 'given'),
      missed: (span) =>
        this.note({ kind: 'engine', ...span, text: `Speech could not be recognised: ${span.reason}` }),
    });
    this.#parts.recorder.said({
      type: 'start',
      callId: this.id,
      startedAt: this.startedAt.toISOString(),
      start: this.start,
      opening: this.opening,
    });
  }

  /** Audio of one leg, by the source's own count of samples. */
  frame(leg: number, frame: SourceFrame): void {
    if (this.#ended) return;
    for (const piece of this.#legs[leg]?.push(frame, this.#parts.clock.now()) ?? []) this.#take(leg, piece);
  }

  /** A turn whose words are known; one of the same leg and start takes its place. */
  told(leg: number, { text, startMs, endMs }: ToldTurn): void {
    if (this.#ended || !this.#legs[leg]) return;
    const segment = `told ${leg} ${Math.round(startMs)}`;
    this.#filledAtMs = this.#parts.clock.now();
    this.#heard({ leg, startMs, endMs, text, words: [], confidence: null, segment }, 'given');
  }

  /** The call has come so far, though no audio may have come. */
  passed(positionMs: number): void {
    if (this.#ended || positionMs < this.#passedMs) return;
    this.#passedMs = positionMs;
    this.#filledAtMs = this.#parts.clock.now();
    if (positionMs - this.#passedKeptMs >= passedEveryMs) this.#keepPassed();
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

  note(note: LiveNote): void {
    this.#book.note(note);
  }

  /** What somebody who watches, or takes, the call adds to it. */
  remark(remark: LiveRemark): KeptRemark {
    return this.#book.remark({ ...remark, atMs: remark.atMs ?? this.durationMs });
  }

  /** Called every second while the call is open: looks for stalls, judges what is new, tells those who watch. */
  tick(): void {
    const nowMs = this.#parts.clock.now();
    const { stallAfterMs } = this.#parts.settings;
    for (const [index, leg] of this.#legs.entries()) {
      const note = leg.watch(index, { nowMs, positionMs: this.durationMs, stallAfterMs });
      if (note) this.note(note);
    }
    this.#judge.judgeWhenDue(() => this.#judged());
    this.#weigh();
    this.#parts.publish({ type: 'call', callId: this.id, call: this.summary() });
  }

  /** Takes no more audio; resolves when what was heard is told and everything is kept. */
  async end(): Promise<void> {
    if (this.#ended) return;
    for (const [index, leg] of this.#legs.entries())
      for (const piece of leg.flush()) this.#take(index, piece);
    this.#ended = true;
    this.#keepPassed();
    await this.#ear?.end();
    await this.#parts.recorder.flush();
    this.#partials.clear();
    this.#judge.end(() => this.#judged());
  }

  get ended(): boolean {
    return this.#ended;
  }

  get durationMs(): number {
    return Math.max(this.#passedMs, this.#toMs(Math.max(0, ...this.#legs.map((leg) => leg.position))));
  }

  /** When audio came last, or something was told, by the clock of this machine; the start when none has come. */
  get heardAtMs(): number {
    return Math.max(
      this.startedAt.getTime(),
      this.#filledAtMs,
      ...this.#legs.map(({ line }) => line.heardAtMs ?? 0),
    );
  }

  /** By leg, up to where audio is safe, in the source's count. */
  received(): number[] {
    return [...this.#parts.recorder.safe];
  }

  /** Resolves when what came is safe; undefined while there is little that is not. */
  room(): Promise<void> | undefined {
    const unsafe = this.#legs.map((leg, index) =>
      this.#toMs(leg.position - this.#parts.recorder.safe[index]!),
    );
    return Math.max(...unsafe) > mostUnsafeMs && this.#parts.recorder.problem === null
      ? this.flush()
      : undefined;
  }

  /** Resolves when all that came is safe. */
  flush(): Promise<void> {
    return this.#parts.recorder.flush();
  }

  /** The last stretch of one leg, for somebody who listens in. */
  recent(leg: number): RecentAudio | undefined {
    return this.#legs[leg]?.recent;
  }

  summary(): LiveSummary {
    const { call } = this.start;
    return {
      id: this.id,
      source: this.opening.source,
      title: call.title ?? null,
      agent: call.agent ?? null,
      queue: call.queue ?? null,
      kind: this.#judge.judgement.kind,
      startedAt: this.startedAt.toISOString(),
      durationMs: this.durationMs,
      ended: this.#ended,
      legs: this.#legs.map((leg) => leg.view(this.#ended)),
      lastWords: this.#book.turns.last(),
      incident: incidentOf(this.#judge.judgement.findings, this.#parts.packs),
      needs: this.#judge.needs,
      lagMs: this.#ear ? Math.round(this.#ear.lagMs()) : null,
      engine: this.#ear?.engine ?? null,
    };
  }

  detail(): LiveDetail {
    const { findings, evaluation, guide } = this.#judge.judgement;
    return {
      ...this.summary(),
      turns: this.turns(),
      partials: [...this.#partials.values()],
      findings,
      evaluation,
      guide,
      notes: [...this.#book.notes],
      remarks: [...this.#book.remarks],
    };
  }

  turns(): Turn[] {
    return this.#book.turns.all();
  }

  #take(leg: number, piece: LegPiece): void {
    const startMs = this.#toMs(piece.firstSample);
    switch (piece.kind) {
      case 'audio':
        this.#parts.recorder.audio(leg, piece.firstSample, piece.samples);
        this.#hear(leg, piece.samples);
        return;
      case 'gap': {
        const missing = piece.endSample - piece.firstSample;
        if (!this.#legs[leg]!.isTold) this.#noteGap(leg, piece);
        this.#hear(leg, new Int16Array(missing));
        return;
      }
      case 'leap':
        this.note({ kind: 'jump', leg, startMs, endMs: startMs, text: 'The source counted its audio anew.' });
    }
  }

  #noteGap(leg: number, { firstSample, endSample, lost }: LegPiece & { kind: 'gap' }): void {
    const [startMs, endMs] = [this.#toMs(firstSample), this.#toMs(endSample)];
    this.#legs[leg]!.lost(endSample - firstSample);
    const text = `${((endMs - startMs) / 1000).toFixed(1)} s of audio ${lost ? 'did not arrive' : 'were not sent'}.`;
    this.note({ kind: 'gap', leg, startMs, endMs, text });
  }

  #hear(leg: number, samples: Int16Array): void {
    this.#legs[leg]!.hear(samples);
    if (!this.#legs[leg]!.isTold) this.#ear?.push(leg, samples);
  }

  #heardSoFar({ leg, startMs, stable, tail }: Parameters<EarListener['partial']>[0]): void {
    const partial = { leg, role: this.start.legs[leg] ?? 'other', startMs, stable, tail };
    if (stable === '' && tail === '') this.#partials.delete(leg);
    else this.#partials.set(leg, partial);
    this.#lastSpeechMs = Math.max(this.#lastSpeechMs, this.durationMs);
    this.#parts.publish({ type: 'partial', callId: this.id, partial });
  }

  #heard(heard: SegmentTurn, engine: string): void {
    const { turn, replaces } = this.#book.turn(heard, engine);
    if (replaces === null) this.#partials.delete(turn.leg);
    this.#lastSpeechMs = Math.max(this.#lastSpeechMs, turn.endMs);
    this.#judge.invalidate();
    if (this.#judge.judgeWhenDue(() => this.#judged())) this.#weigh();
  }

  /** Looks at what the call needs, and tells at once when that is more than before. */
  #weigh(): void {
    const held = this.#legs.some(({ line }) => line.held);
    const quietSinceMs = this.#partials.size > 0 ? null : this.#lastSpeechMs;
    const known = { durationMs: this.durationMs, turns: this.turns() };
    const urgent = this.#judge.weigh({
      ...known,
      quietSinceMs,
      held,
      stalled: this.#legs.flatMap(({ line }, leg) =>
        line.stalledSinceMs === null ? [] : [{ leg, sinceMs: line.stalledSinceMs }],
      ),
    });
    if (urgent) this.#parts.publish({ type: 'call', callId: this.id, call: this.summary() });
    const { kind, findings, evaluation } = this.#judge.judgement;
    this.#parts.watch.look(
      {
        ...{ ...known, id: this.id, source: this.opening.source, title: this.start.call.title ?? null },
        ...{ kind, findings, evaluation, needs: this.#judge.needs },
        quietSinceMs: held ? null : quietSinceMs,
      },
      this.#parts.packs,
    );
  }

  #keepPassed(): void {
    if (this.#passedMs === this.#passedKeptMs) return;
    this.#passedKeptMs = this.#passedMs;
    this.#parts.recorder.said({ type: 'passed', positionMs: this.#passedMs });
  }

  #judged(): JudgedCall {
    const { call, legs } = this.start;
    return {
      kind: call.kind ?? null,
      queue: call.queue ?? null,
      direction: call.direction ?? null,
      durationMs: this.durationMs,
      legs: legs.map(
        (role, index): Leg => ({
          index,
          channel: index,
          mixed: false,
          role,
          roleSource: 'given',
          roleConfidence: 1,
          certainty: 1,
          speech: [],
        }),
      ),
      turns: this.turns(),
      metrics: null,
    };
  }

  #span(kind: LiveNote['kind'], leg: number | null, begins: boolean, text: string): void {
    const startMs = this.durationMs;
    this.note({ kind, leg, startMs, endMs: begins ? null : startMs, text });
  }

  #toMs(samples: number): number {
    return (samples * 1000) / this.start.sampleRateHz;
  }
}
