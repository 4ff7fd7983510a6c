import { EarshotError, toEarshotError } from '../../errors.ts';
import type { EndReason } from '../../model/drill.ts';
import type { DrillDetail, DrillSummary, FromDesk, ToDesk } from '../../model/drill-desk.ts';
import { hintsFor } from '../../simulator/hints.ts';
import type { Playable } from '../../simulator/playable.ts';
import { nextDueMs } from '../../simulator/timeline.ts';
import { addDrillEvent } from '../../storage/db/drill-events.ts';
import { type DrillRow, drillAnswered, drillEnded, drillSummary } from '../../storage/db/drills.ts';
import type { Db } from '../../storage/db/tables.ts';
import { Airtime } from './airtime.ts';
import { DeskTold } from './desk-told.ts';
import { detailOf } from './detail.ts';
import { type Drill, nextDrill, typedSpan } from './drill.ts';
import { DrillClock } from './drill-clock.ts';
import type { Happening } from './happening.ts';
import type { DrillParts } from './parts.ts';
import { reportOn } from './report.ts';

/** Whoever sits at the desk now. */
export interface Desk {
  send(message: ToDesk): void;
  /** Another desk has the drill from now on. */
  replaced(): void;
  /** The drill is over, and all has been told. */
  over(): void;
}

export interface PlayedFrom {
  row: DrillRow;
  play: Playable;
  /** As what was kept of it leaves it. */
  drill: Drill;
  /** The number of the next event. */
  seq: number;
}

/**
 * One drill that rings or is open. Everything happens one after the other: time goes by up to now, then what came is
 * kept, and only what is kept is played and told.
 *
 *   desk ─▶ take ─▶ event, kept ─▶ the drill as a value ─▶ what begins, ends, is said ─▶ desk, line
 */
export class PlayingDrill {
  readonly id: string;
  readonly play: Playable;
  readonly #parts: DrillParts;
  readonly #clock: DrillClock;
  readonly #airtime = new Airtime();
  readonly #told: DeskTold;
  #row: DrillRow;
  #drill: Drill;
  #seq: number;
  #desk: Desk | undefined;
  #deskGoneAtMs: number;
  #last: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor({ row, play, drill, seq }: PlayedFrom, parts: DrillParts) {
    this.id = row.id;
    this.play = play;
    this.#row = row;
    this.#drill = drill;
    this.#seq = seq;
    this.#parts = parts;
    this.#clock = new DrillClock(() => parts.clock.now(), drill.atMs);
    this.#deskGoneAtMs = parts.clock.now();
    this.#told = new DeskTold((message) => this.#desk?.send(message), row.mode === 'text');
    this.#airtime.catchUp(drill.run, drill.atMs);
  }

  get isOver(): boolean {
    return this.#drill.phase === 'ended';
  }

  summary(): DrillSummary {
    const { phase, held } = this.#drill;
    const isHeld = phase === 'open' && (held || !this.#clock.runs);
    return {
      ...drillSummary(this.#row),
      phase: isHeld ? 'held' : phase,
      durationMs: this.isOver ? this.#row.duration_ms : this.#clock.ms,
    };
  }

  detail(): DrillDetail {
    const { created_at, answered_at, ended_at, mode, voice } = this.#row;
    const rangUntil = (answered_at ?? ended_at)?.getTime() ?? this.#parts.clock.now();
    const standing = {
      summary: this.summary(),
      rangMs: Math.max(0, rangUntil - created_at.getTime()),
      hearing: mode === 'voice' ? null : 'typing',
      voice,
      problem: null,
      turns: this.#airtime.turns(this.#drill.run),
    };
    return detailOf(standing, this.#drill, this.play);
  }

  /** The desk has the drill from now on, and is told how it stands. @returns lets go of it */
  attach(desk: Desk): () => void {
    this.#desk?.replaced();
    this.#desk = desk;
    this.#later(() => {
      if (this.#desk !== desk) return;
      if (this.#drill.phase === 'open') this.#clock.run();
      this.#told.all(this.detail(), this.#airtime.now(this.#drill.run));
      this.#planNext();
    });
    return () => {
      if (this.#desk !== desk) return;
      this.#desk = undefined;
      this.#deskGoneAtMs = this.#parts.clock.now();
    };
  }

  /** @throws drill_*, database_unavailable: what came is then not part of the drill */
  take(message: FromDesk): Promise<void> {
    return this.#inTurn(async () => {
      await this.#passTime();
      await this.#act(message);
      await this.#passTime();
    });
  }

  /** Looks whether the desk has been away for too long. */
  watch(): void {
    if (this.#desk || this.isOver) return;
    const { holdWithoutDeskMs, endWithoutDeskMs } = this.#parts.settings;
    const goneMs = this.#parts.clock.now() - this.#deskGoneAtMs;
    if (goneMs >= endWithoutDeskMs) this.#later(() => this.#end('stopped'));
    else if (goneMs >= holdWithoutDeskMs) this.#clock.stand();
  }

  /** Takes nothing more; what is kept is taken up again by the next process. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#desk?.over();
    this.#desk = undefined;
    await this.#last;
  }

  async #act(message: FromDesk): Promise<void> {
    const { phase, held, muted, saidIds } = this.#drill;
    if (phase === 'ended') throw new EarshotError('drill_over');
    if (message.type === 'answer') return phase === 'ringing' ? this.#answer() : this.#tellAll();
    if (message.type === 'hang_up') return this.#end('trainee_ended');
    if (phase === 'ringing') throw new EarshotError('drill_not_answered');
    switch (message.type) {
      case 'said': {
        if (saidIds.has(message.id)) return this.#tellAll();
        if (held || muted) throw new EarshotError('drill_not_heard');
        const { id, text } = message;
        await this.#keep({
          ...{ type: 'said', id, text },
          ...typedSpan(text, this.#clock.ms, this.#drill, this.#row.mode),
        });
        return;
      }
      case 'speaking':
        if ((this.#drill.run.state.waitingSinceMs !== null) !== message.on) await this.#keep(message);
        return;
      case 'cut':
        await this.#keep(message);
        this.#desk?.send({ type: 'hush' });
        return;
      case 'transfer':
        await this.#keep(message);
        return this.#end('trainee_ended');
      case 'hold':
        if (message.on && !held) this.#desk?.send({ type: 'hush' });
        await this.#keep(message);
        return this.#tellAll();
      default:
        await this.#keep(message);
        this.#tellAll();
    }
  }

  async #answer(): Promise<void> {
    const answeredAt = this.#at();
    await this.#together(async (tx) => {
      await this.#keep({ type: 'answered' }, tx);
      await drillAnswered(this.id, null, answeredAt, tx);
      this.#row = { ...this.#row, phase: 'open', answered_at: answeredAt };
    });
    this.#clock.run();
    this.#tellAll();
  }

  /** Keeps what happened, and then plays it. */
  async #keep(happening: Happening, db: Db = this.#parts.db): Promise<void> {
    const atMs = this.#clock.ms;
    await addDrillEvent(this.id, { seq: this.#seq, atMs, event: happening }, this.#at(), db);
    this.#seq++;
    this.#drill = nextDrill(this.#drill, happening, atMs, this.play);
  }

  /** Lets time go by up to now: what the caller does by themselves is kept, and what begins or ends is told. */
  async #passTime(): Promise<void> {
    if (this.#drill.phase !== 'open' || !this.#clock.runs) return;
    const nowMs = this.#clock.ms;
    const dueMs = nextDueMs(this.#drill.run.state, this.play);
    if (dueMs !== undefined && dueMs <= nowMs) await this.#keep({ type: 'time' });
    this.#air(nowMs);
    const { ended } = this.#drill.run.state;
    if (ended && ended.atMs <= nowMs) await this.#end(ended.reason);
  }

  #air(nowMs: number): void {
    const { run } = this.#drill;
    for (let one = this.#airtime.due(run, nowMs); one; one = this.#airtime.due(run, nowMs)) {
      this.#airtime.began(one);
      if (!this.#drill.held) this.#told.begins(one);
    }
    this.#airtime.over(run, nowMs);
    this.#told.turns(this.#airtime.turns(run), () => this.detail());
    this.#told.hints(hintsFor(run.state, this.play), () => this.detail());
  }

  async #end(reason: EndReason): Promise<void> {
    if (this.isOver) return;
    const wasAnswered = this.#drill.phase === 'open';
    const packs = await this.#parts.packs();
    const endedAt = this.#at();
    const durationMs = this.#clock.ms;
    await this.#together(async (tx) => {
      await this.#keep({ type: 'ended', reason }, tx);
      this.#air(Infinity);
      const ended = this.#drill.run.state.ended?.reason ?? reason;
      const report = wasAnswered ? reportOn(this.#drill, this.play, packs) : null;
      const { total = null, result = null } = report?.score ?? {};
      const over = { phase: 'ended' as const, ended, ended_at: endedAt, duration_ms: durationMs };
      this.#row = { ...this.#row, ...over, total, result };
      const scored = report && { ...report.score, report: { ...report, detail: this.detail() } };
      await drillEnded(this.id, { ended, endedAt, durationMs, scored }, tx);
    });
    this.#clock.stand();
    this.#tellAll();
    this.#desk?.over();
    this.#desk = undefined;
    clearTimeout(this.#timer);
    this.#parts.over(this.id);
  }

  /** All of it is kept, or nothing of it has happened. */
  async #together(work: (tx: Db) => Promise<void>): Promise<void> {
    const [drill, seq, row] = [this.#drill, this.#seq, this.#row];
    try {
      await this.#parts.db.transaction().execute(work);
    } catch (thrown) {
      [this.#drill, this.#seq, this.#row] = [drill, seq, row];
      throw thrown;
    }
  }

  #tellAll(): void {
    this.#told.all(this.detail(), []);
  }

  #inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const done = this.#last.then(work).finally(() => this.#planNext());
    // Whoever asked is told; those behind in the line go on.
    this.#last = done.catch(() => {});
    return done;
  }

  /** In its turn, with nobody who waits for it. */
  #later(work: () => void | Promise<void>): void {
    this.#inTurn(work).catch((thrown) => {
      const err = toEarshotError(thrown);
      this.#parts.log.error({ err, drillId: this.id }, 'a drill could not go on for a moment');
    });
  }

  #planNext(): void {
    clearTimeout(this.#timer);
    if (this.#drill.phase !== 'open' || !this.#clock.runs) return;
    const { run } = this.#drill;
    const nextMs = Math.min(
      this.#airtime.nextMs(run),
      nextDueMs(run.state, this.play) ?? Infinity,
      run.state.ended?.atMs ?? Infinity,
    );
    if (nextMs === Infinity) return;
    const waitMs = Math.max(minWaitMs, nextMs - this.#clock.ms);
    this.#timer = setTimeout(() => this.#later(() => this.#passTime()), waitMs);
  }

  #at(): Date {
    return new Date(this.#parts.clock.now());
  }
}

/** When something fails again and again, it is not tried without a pause. */
const minWaitMs = 10;
