import type { JudgedCall } from '../../analysis/judged-call.ts';
import { risksJustSaid } from '../../analysis/live/being-said.ts';
import type { EnergyGateSettings } from '../../audio/energy-gate.ts';
import type { RecentAudio } from '../../audio/live/recent-audio.ts';
import { publicError, toEarshotError } from '../../errors.ts';
import type { LiveOpening, SourceFrame, ToldTurn } from '../../ingest/live-intake.ts';
import type { LoopTurns } from '../../lib/loop-turns.ts';
import type { Log } from '../../log.ts';
import type { Kind, Leg, Turn } from '../../model/call.ts';
import type { Finding } from '../../model/judgement.ts';
import type {
  KeptRemark,
  LiveDetail,
  LiveFeedEvent,
  LiveNote,
  LiveRemark,
  LiveStart,
  LiveSummary,
} from '../../model/live.ts';
import type { Ear, EarListener } from '../../speech/live/ear.ts';
import type { LiveWatch } from '../alerts/watch-live.ts';
import { BeingSaid } from './being-said.ts';
import { CallBook } from './call-book.ts';
import { CallLegs } from './call-legs.ts';
import type { EarlierCall } from './earlier-call.ts';
import { incidentOf } from './incident-of.ts';
import { type JudgeParts, LiveJudge } from './live-judge.ts';
import type { OpenedCall } from './opened-call.ts';
import type { Prompts } from './prompts.ts';
import type { Recorder } from './recorder.ts';
import type { LiveSettings } from './settings.ts';
import { SoundWatch } from './sound-watch.ts';
import { teamOf } from './team-of.ts';
import type { SegmentTurn } from './turn-list.ts';

export interface LiveCallParts extends JudgeParts {
  settings: LiveSettings;
  /** How loud is speech, where nothing hears it. */
  voice: EnergyGateSettings;
  recorder: Recorder;
  /** Makes what hears the call; undefined when nothing can, with the reason noted. */
  openEar(listener: EarListener, fromMs: readonly number[]): Ear | undefined;
  publish(event: LiveFeedEvent): void;
  watch: Pick<LiveWatch, 'look'>;
  prompts: Pick<Prompts, 'look'>;
  /** Calls are judged one after the other. */
  judging: LoopTurns;
  log: Log;
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
  readonly #beingSaid: BeingSaid;
  readonly #judge: LiveJudge;
  #isToBeJudged = false;
  #saidNewRisk = false;
  #lastSpeechMs = 0;
  #ended = false;

  constructor(call: OpenedCall, parts: LiveCallParts) {
    this.id = call.id;
    this.start = call.start;
    this.opening = call.opening;
    this.startedAt = call.startedAt;
    this.#parts = parts;
    this.#beingSaid = new BeingSaid(parts.packs);
    const { earlier, opening } = call;
    const { legs } = call.start;
    this.#legs = new CallLegs(call, parts, {
      note: (note) => this.note(note),
      hear: (leg, samples) => this.#hear(leg, samples),
    });
    this.#book = new CallBook(call.id, legs, parts, earlier?.book);
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
    this.#judge.invalidate();
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
    this.#judge.judgeWhenDue(() => this.#judged());
    this.#weigh();
    this.#parts.publish({ type: 'call', callId: this.id, call: this.summary() });
  }

  /** Takes no more audio; resolves when what was heard is told and everything is kept. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#legs.flush();
    await this.#stop();
    this.#judge.end(() => this.#judged());
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
    this.#beingSaid.clear();
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
      kind: this.#judge.judgement.kind,
      startedAt: this.startedAt.toISOString(),
      durationMs: this.durationMs,
      ended: this.#ended,
      legs: this.#legs.views(this.#ended),
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
      partials: this.#beingSaid.partials,
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
    if (this.#beingSaid.take(partial, this.#soFar(), this.durationMs)) this.#weigh();
  }

  #soFar(): { kind: Kind | null; turns: Turn[] } {
    return { kind: this.#judge.judgement.kind, turns: this.turns() };
  }

  #heard(heard: SegmentTurn, engine: string): void {
    const { turn, replaces } = this.#book.turn(heard, engine);
    if (replaces === null) this.#beingSaid.over(turn.leg);
    this.#spokenTo(turn.endMs);
    this.#judge.invalidate();
    this.#saidNewRisk ||= this.#saysNewRisk(turn);
    if (this.#isToBeJudged) return;
    this.#isToBeJudged = true;
    this.#parts.judging.later(() => this.#judgeSaid());
  }

  /** Once what was said has been told: judging takes a moment, and whoever waits for an answer should not wait for it. */
  #judgeSaid(): void {
    const isUrgent = this.#saidNewRisk;
    this.#saidNewRisk = false;
    this.#isToBeJudged = false;
    try {
      if (!this.#ended && this.#judge.judgeWhenDue(() => this.#judged(), isUrgent)) this.#weigh();
    } catch (thrown) {
      // The next tick tries again.
      this.#parts.log.error(
        { err: toEarshotError(thrown), callId: this.id },
        'an open call could not be judged',
      );
    }
  }

  /** Whether a turn speaks of a risk that nobody on this call spoke of in this way before: that cannot wait. */
  #saysNewRisk(turn: Turn): boolean {
    // Whoever takes the call asserts nothing.
    if (turn.role === 'agent') return false;
    const { findings } = this.#judge.judgement;
    const isKnown = ({ kind, type, status }: Finding) =>
      findings.some((one) => one.kind === kind && one.type === type && one.status === status);
    return risksJustSaid(turn, this.#soFar(), this.#parts.packs).some((risk) => !isKnown(risk));
  }

  /** Looks at what the call needs, and tells at once when that is more than before. */
  #weigh(): void {
    const { held, stalled } = this.#legs;
    const quietSinceMs = this.#beingSaid.partials.length > 0 ? null : this.#lastSpeechMs;
    const known = { durationMs: this.durationMs, turns: this.turns() };
    const urgent = this.#judge.weigh({
      ...known,
      beingSaid: this.#beingSaid.risks,
      quietSinceMs,
      held,
      stalled,
    });
    if (urgent) this.#parts.publish({ type: 'call', callId: this.id, call: this.summary() });
    const { kind, findings, evaluation, guide } = this.#judge.judgement;
    this.#parts.prompts.look({ id: this.id, durationMs: this.durationMs, needs: this.#judge.needs, guide });
    this.#parts.watch.look(
      {
        ...{ ...known, id: this.id, source: this.opening.source, title: this.start.call.title ?? null },
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
}
