import type { JudgedCall } from '../../analysis/judged-call.ts';
import type { LegPiece } from '../../audio/live/leg-order.ts';
import type { RecentAudio } from '../../audio/live/recent-audio.ts';
import { publicError } from '../../errors.ts';
import type { SourceFrame } from '../../ingest/live-intake.ts';
import { newId } from '../../lib/ids.ts';
import type { Leg, Turn, Word } from '../../model/call.ts';
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
import { incidentOf } from './incident-of.ts';
import { type JudgeParts, LiveJudge } from './live-judge.ts';
import { LiveLeg } from './live-leg.ts';
import type { Recorder } from './recorder.ts';
import type { LiveSettings } from './settings.ts';
import { type SegmentTurn, TurnList } from './turn-list.ts';

export interface LiveCallParts extends JudgeParts {
  settings: LiveSettings;
  recorder: Recorder;
  /** Makes what hears the call; undefined when nothing can, with the reason noted. */
  openEar(listener: EarListener): Ear | undefined;
  publish(event: LiveFeedEvent): void;
  watch: Pick<LiveWatch, 'look'>;
}

/** More audio than this on its way to the disk, and the source is made to wait. */
const mostUnsafeMs = 5_000;

/**
 * One open call: frames come in, and what is known of it goes out. It holds no connection and writes no file itself,
 * and no failure of what hears or judges it stops the audio from being kept.
 */
export class LiveCall {
  readonly id: string;
  readonly start: LiveStart;
  readonly startedAt: Date;
  readonly #parts: LiveCallParts;
  readonly #legs: LiveLeg[];
  readonly #ear: Ear | undefined;
  readonly #turns: TurnList;
  readonly #partials = new Map<number, Partial>();
  readonly #notes: LiveNote[] = [];
  readonly #remarks: KeptRemark[] = [];
  readonly #judge: LiveJudge;
  #lastSpeechMs = 0;
  #ended = false;

  constructor(call: { id: string; start: LiveStart; startedAt: Date }, parts: LiveCallParts) {
    this.id = call.id;
    this.start = call.start;
    this.startedAt = call.startedAt;
    this.#parts = parts;
    const { sampleRateHz, legs } = call.start;
    this.#legs = legs.map((role) => new LiveLeg(role, sampleRateHz, parts.settings.holdFramesMs));
    this.#turns = new TurnList(legs);
    const { judgeEveryMs: everyMs, modelsEveryMs, modelsEveryTurns: turns } = parts.settings;
    const judging = { everyMs, models: { everyMs: modelsEveryMs, turns } };
    this.#judge = new LiveJudge(call.start.call.kind ?? null, judging, parts, {
      judged: (findings, evaluation) =>
        parts.publish({ type: 'judged', callId: this.id, findings, evaluation }),
      failed: (thrown) => {
        const startMs = this.durationMs;
        const text = `No language model answered: ${publicError(thrown).message}`;
        this.note({ kind: 'engine', leg: null, startMs, endMs: startMs, text });
      },
    });
    this.#ear = parts.openEar({
      partial: (words) => this.#heardSoFar(words),
      turn: (turn, segment) => this.#heard({ ...turn, segment }),
      missed: (span) =>
        this.note({ kind: 'engine', ...span, text: `Speech could not be recognised: ${span.reason}` }),
    });
    this.#parts.recorder.said({
      type: 'start',
      callId: this.id,
      startedAt: this.startedAt.toISOString(),
      start: this.start,
    });
  }

  /** Audio of one leg, by the source's own count of samples. */
  frame(leg: number, frame: SourceFrame): void {
    if (this.#ended) return;
    for (const piece of this.#legs[leg]?.push(frame, this.#parts.clock.now()) ?? []) this.#take(leg, piece);
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
    this.#notes.push(note);
    this.#parts.recorder.said({ type: 'note', note });
    this.#parts.publish({ type: 'note', callId: this.id, note });
  }

  /** What somebody who watches, or takes, the call adds to it. */
  remark(remark: LiveRemark): KeptRemark {
    const kept = { ...remark, id: newId(), atMs: remark.atMs ?? this.durationMs };
    this.#remarks.push(kept);
    this.#parts.recorder.said({ type: 'remark', remark: kept });
    this.#parts.publish({ type: 'remark', callId: this.id, remark: kept });
    return kept;
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
    await this.#ear?.end();
    await this.#parts.recorder.flush();
    this.#partials.clear();
    this.#judge.end(() => this.#judged());
  }

  get ended(): boolean {
    return this.#ended;
  }

  get durationMs(): number {
    return this.#toMs(Math.max(0, ...this.#legs.map((leg) => leg.position)));
  }

  /** When audio came last, by the clock of this machine; the start when none has come. */
  get heardAtMs(): number {
    return Math.max(this.startedAt.getTime(), ...this.#legs.map(({ line }) => line.heardAtMs ?? 0));
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
      title: call.title ?? null,
      agent: call.agent ?? null,
      queue: call.queue ?? null,
      kind: this.#judge.judgement.kind,
      startedAt: this.startedAt.toISOString(),
      durationMs: this.durationMs,
      ended: this.#ended,
      legs: this.#legs.map((leg) => leg.view(this.#ended)),
      lastWords: this.#turns.last(),
      incident: incidentOf(this.#judge.judgement.findings, this.#parts.packs),
      needs: this.#judge.needs,
      lagMs: this.#ear ? Math.round(this.#ear.lagMs()) : null,
      engine: this.#ear?.engine ?? null,
    };
  }

  detail(): LiveDetail {
    const { findings, evaluation } = this.#judge.judgement;
    return {
      ...this.summary(),
      turns: this.turns(),
      partials: [...this.#partials.values()],
      findings,
      evaluation,
      notes: [...this.#notes],
      remarks: [...this.#remarks],
    };
  }

  turns(): Turn[] {
    return this.#turns.all();
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
        this.#legs[leg]!.lost(missing);
        this.note({
          kind: 'gap',
          leg,
          startMs,
          endMs: this.#toMs(piece.endSample),
          text: `${(this.#toMs(missing) / 1000).toFixed(1)} s of audio ${piece.lost ? 'did not arrive' : 'were not sent'}.`,
        });
        this.#hear(leg, new Int16Array(missing));
        return;
      }
      case 'leap':
        this.note({ kind: 'jump', leg, startMs, endMs: startMs, text: 'The source counted its audio anew.' });
    }
  }

  #hear(leg: number, samples: Int16Array): void {
    this.#legs[leg]!.hear(samples);
    this.#ear?.push(leg, samples);
  }

  #heardSoFar({ leg, startMs, stable, tail }: Parameters<EarListener['partial']>[0]): void {
    const partial = { leg, role: this.start.legs[leg] ?? 'other', startMs, stable, tail };
    if (stable === '' && tail === '') this.#partials.delete(leg);
    else this.#partials.set(leg, partial);
    this.#lastSpeechMs = Math.max(this.#lastSpeechMs, this.durationMs);
    this.#parts.publish({ type: 'partial', callId: this.id, partial });
  }

  #heard(heard: SegmentTurn): void {
    const { turn, replaces } = this.#turns.put(heard);
    if (replaces === null) this.#partials.delete(turn.leg);
    this.#lastSpeechMs = Math.max(this.#lastSpeechMs, turn.endMs);
    this.#judge.invalidate();
    const engine = this.#ear?.engine ?? 'given';
    this.#parts.recorder.said({ type: 'turn', ...heard, words: heard.words.map(asKept), engine });
    this.#parts.publish({ type: 'turn', callId: this.id, turn, replaces });
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
        ...{ ...known, id: this.id, title: this.start.call.title ?? null },
        ...{ kind, findings, evaluation, needs: this.#judge.needs },
        quietSinceMs: held ? null : quietSinceMs,
      },
      this.#parts.packs,
    );
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

function asKept({ text, startMs, endMs, confidence }: Word): [string, number, number, number | null] {
  return [text, startMs, endMs, confidence];
}
