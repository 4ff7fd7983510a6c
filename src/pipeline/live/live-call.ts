import type { EnergyGateSettings } from '../../audio/energy-gate.ts';
import type { RecentAudio } from '../../audio/live/recent-audio.ts';
import type { LiveOpening, SourceFrame, ToldTurn } from '../../ingest/live-intake.ts';
import type { Turn } from '../../model/call.ts';
import type {
  KeptRemark,
  LiveDetail,
  LiveNote,
  LiveRemark,
  LiveStart,
  LiveSummary,
} from '../../model/live.ts';
import type { Ear, EarListener } from '../../speech/live/ear.ts';
import { CallBook } from './call-book.ts';
import { CallJudging, type CallJudgingParts } from './call-judging.ts';
import { CallLegs } from './call-legs.ts';
import type { EarlierCall } from './earlier-call.ts';
import { incidentOf } from './incident-of.ts';
import type { OpenedCall } from './opened-call.ts';
import type { Recorder } from './recorder.ts';
import { SoundWatch } from './sound-watch.ts';
import { teamOf } from './team-of.ts';
import type { SegmentTurn } from './turn-list.ts';

export interface LiveCallParts extends CallJudgingParts {
  /** How loud is speech, where nothing hears it. */
  voice: EnergyGateSettings;
  recorder: Recorder;
  /** Makes what hears the call; undefined when nothing can, with the reason noted. */
  openEar(listener: EarListener, fromMs: readonly number[]): Ear | undefined;
}

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
  readonly #legs: CallLegs;
  readonly #ear: Ear | undefined;
  /** In place of an ear. */
  readonly #sound: SoundWatch | undefined;
  readonly #book: CallBook;
  readonly #judging: CallJudging;
  #lastSpeechMs = 0;
  #ended = false;

  constructor(call: OpenedCall, parts: LiveCallParts) {
    this.id = call.id;
    this.start = call.start;
    this.opening = call.opening;
    this.startedAt = call.startedAt;
    this.#parts = parts;
    const { earlier, opening } = call;
    const { legs } = call.start;
    this.#legs = new CallLegs(call, parts, {
      note: (note) => this.note(note),
      hear: (leg, samples) => this.#hear(leg, samples),
    });
    this.#book = new CallBook(call.id, legs, parts, earlier?.book);
    this.#judging = new CallJudging(
      call,
      {
        turns: () => this.turns(),
        line: () => {
          const { held, stalled } = this.#legs;
          const { durationMs, ended } = this;
          return { durationMs, ended, held, stalled, lastSpeechMs: this.#lastSpeechMs };
        },
        note: (note) => this.note(note),
        tell: () => this.#tell(),
      },
      parts,
    );
    const fromMs = earlier?.hearFromMs ?? legs.map(() => 0);
    this.#ear = parts.openEar(this.#listener(), fromMs);
    if (!this.#ear) this.#sound = new SoundWatch(call.start.sampleRateHz, fromMs, parts.voice);
    if (earlier) this.#goOn(earlier);
    else {
      const startedAt = this.startedAt.toISOString();
      parts.recorder.said({ type: 'start', callId: this.id, startedAt, start: this.start, opening });
    }
  }

  #listener(): EarListener {
    return {
      partial: (words) => this.#heardSoFar(words),
      turn: (turn, segment) => this.#heard({ ...turn, segment }, this.#ear?.engine ?? 'given'),
      missed: (span) => {
        this.#spokenTo(span.endMs);
        this.note({ kind: 'engine', ...span, text: `Speech could not be recognised: ${span.reason}` });
      },
    };
  }

  #hear(leg: number, samples: Int16Array): void {
    this.#ear?.push(leg, samples);
    this.#spokenTo(this.#sound?.push(leg, samples) ?? 0);
  }

  #spokenTo(atMs: number): void {
    this.#lastSpeechMs = Math.max(this.#lastSpeechMs, atMs);
  }

  /** Takes up a call that an earlier process left: what was said since its last turns is heard now. */
  #goOn({ hearFromMs, book }: EarlierCall): void {
    this.#lastSpeechMs = Math.max(0, ...book.turns.map(({ endMs }) => endMs));
    this.#legs.hearAgain(hearFromMs);
    this.#judging.invalidate();
  }

  /** Audio of one leg, by the source's own count of samples. */
  frame(leg: number, frame: SourceFrame): void {
    if (!this.#ended) this.#legs.frame(leg, frame);
  }

  /** A turn whose words are known; one of the same leg and start takes its place. */
  told(leg: number, { text, startMs, endMs }: ToldTurn): void {
    if (this.#ended || leg >= this.#legs.count) return;
    const segment = `told ${leg} ${Math.round(startMs)}`;
    this.#legs.filled();
    this.#heard({ leg, startMs, endMs, text, words: [], confidence: null, segment }, 'given');
  }

  /** The call has come so far, though no audio may have come. */
  passed(positionMs: number): void {
    if (!this.#ended) this.#legs.passed(positionMs);
  }

  hold(on: boolean): void {
    this.#legs.hold(on);
  }

  mute(leg: number, on: boolean): void {
    this.#legs.mute(leg, on);
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
    this.#legs.watch();
    this.#judging.tick();
    this.#tell();
  }

  #tell(): void {
    this.#parts.publish({ type: 'call', callId: this.id, call: this.summary() });
  }

  /** Takes no more audio; resolves when what was heard is told and everything is kept. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#legs.flush();
    await this.#stop();
    this.#judging.end();
    this.#parts.recorder.said({ type: 'over' });
    await this.#parts.recorder.flush();
  }

  /** Takes no more audio because the server ends; resolves when everything is kept for a process that goes on with it. */
  async suspend(): Promise<void> {
    if (!this.#ended) await this.#stop();
  }

  async #stop(): Promise<void> {
    this.#ended = true;
    this.#legs.keepPassed();
    await this.#ear?.end();
    await this.#parts.recorder.flush();
    this.#judging.stop();
  }

  get ended(): boolean {
    return this.#ended;
  }

  get durationMs(): number {
    return this.#legs.durationMs;
  }

  /** When audio came last, or something was told, by the clock of this machine; the start when none has come. */
  get heardAtMs(): number {
    return this.#legs.heardAtMs;
  }

  /** By leg, up to where audio is safe, in the source's count. */
  received(): number[] {
    return this.#legs.received();
  }

  /** Resolves when what came is safe; undefined while there is little that is not. */
  room(): Promise<void> | undefined {
    return this.#legs.room();
  }

  /** Resolves when all that came is safe. */
  flush(): Promise<void> {
    return this.#parts.recorder.flush();
  }

  /** The last stretch of one leg, for somebody who listens in. */
  recent(leg: number): RecentAudio | undefined {
    return this.#legs.recent(leg);
  }

  summary(): LiveSummary {
    const { call } = this.start;
    return {
      id: this.id,
      source: this.opening.source,
      title: call.title ?? null,
      agent: call.agent ?? null,
      queue: call.queue ?? null,
      team: teamOf(call, this.#parts.settings.teams),
      kind: this.#judging.judgement.kind,
      startedAt: this.startedAt.toISOString(),
      durationMs: this.durationMs,
      ended: this.#ended,
      legs: this.#legs.views(this.#ended),
      lastWords: this.#book.turns.last(),
      incident: incidentOf(this.#judging.judgement.findings, this.#parts.packs),
      needs: this.#judging.needs,
      lagMs: this.#ear ? Math.round(this.#ear.lagMs()) : null,
      engine: this.#ear?.engine ?? null,
    };
  }

  detail(): LiveDetail {
    const { findings, evaluation, guide } = this.#judging.judgement;
    return {
      ...this.summary(),
      turns: this.turns(),
      partials: this.#judging.partials,
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

  #heardSoFar({ leg, startMs, stable, tail }: Parameters<EarListener['partial']>[0]): void {
    const partial = { leg, role: this.start.legs[leg] ?? 'other', startMs, stable, tail };
    this.#spokenTo(this.durationMs);
    this.#parts.publish({ type: 'partial', callId: this.id, partial });
    this.#judging.heardSoFar(partial);
  }

  #heard(heard: SegmentTurn, engine: string): void {
    const { turn, replaces } = this.#book.turn(heard, engine);
    this.#spokenTo(turn.endMs);
    this.#judging.heard(turn, replaces !== null);
  }
}
