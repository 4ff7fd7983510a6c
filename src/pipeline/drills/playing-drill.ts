import { randomBytes } from 'node:crypto';
import { EarshotError, toEarshotError } from '../../errors.ts';
import type { EndReason } from '../../model/drill.ts';
import type { DrillDetail, DrillSummary, FromDesk, ToDesk } from '../../model/drill-desk.ts';
import { hintsFor } from '../../simulator/hints.ts';
import { nextDueMs } from '../../simulator/timeline.ts';
import { drillSummary } from '../../storage/db/drills.ts';
import { Airtime } from './airtime.ts';
import { DeskTold } from './desk-told.ts';
import { detailOf } from './detail.ts';
import { typedSpan } from './drill.ts';
import { DrillClock } from './drill-clock.ts';
import { DrillLine } from './drill-line.ts';
import type { Happening } from './happening.ts';
import type { KeptDrill } from './kept-drill.ts';
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

/** When something fails again and again, it is not tried without a pause. */
const minWaitMs = 10;

/**
 * One drill that rings or is open. Everything happens one after the other: time goes by up to now, then what came is
 * kept, and only what is kept is played and told.
 *
 *   desk ─▶ take ─▶ event, kept ─▶ the drill as a value ─▶ what begins, ends, is said ─▶ desk, line
 */
export class PlayingDrill {
  readonly #kept: KeptDrill;
  readonly #parts: DrillParts;
  readonly #clock: DrillClock;
  readonly #airtime = new Airtime();
  readonly #told: DeskTold;
  #line: DrillLine | undefined;
  #desk: Desk | undefined;
  #deskGoneAtMs: number;
  #last: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(kept: KeptDrill, parts: DrillParts) {
    const { run, atMs } = kept.now;
    this.#kept = kept;
    this.#parts = parts;
    this.#clock = new DrillClock(() => parts.clock.now(), atMs);
    this.#deskGoneAtMs = parts.clock.now();
    this.#told = new DeskTold((message) => this.#desk?.send(message), kept.row.mode === 'text');
    this.#airtime.catchUp(run, atMs);
  }

  get id(): string {
    return this.#kept.id;
  }

  get #isOver(): boolean {
    return this.#kept.now.phase === 'ended';
  }

  summary(): DrillSummary {
    const { row, now } = this.#kept;
    const isHeld = now.phase === 'open' && (now.held || !this.#clock.runs);
    return {
      ...drillSummary(row),
      phase: isHeld ? 'held' : now.phase,
      durationMs: this.#isOver ? row.duration_ms : this.#clock.ms,
    };
  }

  detail(): DrillDetail {
    const { row, now, play } = this.#kept;
    const rangUntil = (row.answered_at ?? row.ended_at)?.getTime() ?? this.#parts.clock.now();
    const standing = {
      summary: this.summary(),
      rangMs: Math.max(0, rangUntil - row.created_at.getTime()),
      hearing: row.mode === 'voice' ? null : 'typing',
      voice: row.voice,
      problem: null,
      turns: this.#airtime.turns(now.run),
    };
    return detailOf(standing, now, play);
  }

  /** Goes on with what an earlier process left: the call is open again, and the drill stands until a desk comes. */
  async resume(): Promise<void> {
    const { answered } = this.#kept.now;
    if (answered) await this.#openLine(answered);
  }

  /** The desk has the drill from now on, and is told how it stands. @returns lets go of it */
  attach(desk: Desk): () => void {
    this.#desk?.replaced();
    this.#desk = desk;
    this.#later(() => {
      if (this.#desk !== desk) return;
      const { phase, run } = this.#kept.now;
      if (phase === 'open') this.#clock.run();
      this.#told.all(this.detail(), this.#airtime.now(run));
    });
    return () => {
      if (this.#desk !== desk) return;
      this.#desk = undefined;
      this.#deskGoneAtMs = this.#parts.clock.now();
    };
  }

  /** @throws drill_*, live_full, database_unavailable: what came is then not part of the drill */
  take(message: FromDesk): Promise<void> {
    return this.#inTurn(async () => {
      await this.#passTime();
      await this.#act(message);
      await this.#passTime();
    });
  }

  /** Called every second: the call goes on though nobody says anything, and a desk may be away for too long. */
  watch(): void {
    this.#line?.passed(this.#clock.ms);
    if (this.#desk || this.#isOver) return;
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
    const { phase, held, muted, saidIds, run } = this.#kept.now;
    if (phase === 'ended') throw new EarshotError('drill_over');
    if (message.type === 'answer') return phase === 'ringing' ? this.#answer() : this.#tellAll();
    if (message.type === 'hang_up') return this.#end('trainee_ended');
    if (phase === 'ringing') throw new EarshotError('drill_not_answered');
    switch (message.type) {
      case 'said': {
        if (saidIds.has(message.id)) return this.#tellAll();
        if (held || muted) throw new EarshotError('drill_not_heard');
        const span = typedSpan(message.text, this.#clock.ms, { run }, this.#kept.row.mode);
        return this.#keep({ type: 'said', id: message.id, text: message.text, ...span });
      }
      case 'speaking':
        if ((run.state.waitingSinceMs !== null) !== message.on) await this.#keep(message);
        return;
      case 'cut':
        await this.#keep(message);
        this.#desk?.send({ type: 'hush' });
        return;
      default:
        await this.#keep(message);
        this.#passOn(message);
        if (message.type === 'transfer') return this.#end('trainee_ended');
        this.#tellAll();
    }
  }

  /** What is done at the desk and shows on the line. */
  #passOn(message: FromDesk): void {
    const atMs = this.#clock.ms;
    if (message.type === 'hold') {
      if (message.on) this.#desk?.send({ type: 'hush' });
      this.#line?.hold(message.on);
    } else if (message.type === 'mute') this.#line?.mute(message.on);
    else if (message.type === 'keypad') this.#line?.note(`Pressed the key ${message.key}.`, atMs);
    else if (message.type === 'transfer') this.#line?.note(`Transferred to ${message.to}.`, atMs);
  }

  async #answer(): Promise<void> {
    await this.#openLine({ type: 'answered', key: randomBytes(24).toString('hex'), isHeard: false });
    this.#clock.run();
    this.#tellAll();
  }

  async #openLine(answered: Happening & { type: 'answered' }): Promise<void> {
    const { row } = this.#kept;
    const line = await DrillLine.open(row, { ...answered, calls: this.#parts.calls });
    try {
      if (row.call_id !== line.callId) await this.#kept.isCall(line.callId, answered);
    } catch (thrown) {
      line.end(0, this.#parts.log);
      throw thrown;
    }
    this.#line = line;
    line.tell(this.#airtime.turns(this.#kept.now.run));
  }

  #keep(happening: Happening): Promise<void> {
    return this.#kept.keep(happening, this.#clock.ms);
  }

  /** Lets time go by up to now: what the caller does by themselves is kept, and what begins or ends is told. */
  async #passTime(): Promise<void> {
    if (this.#kept.now.phase !== 'open' || !this.#clock.runs) return;
    const nowMs = this.#clock.ms;
    const dueMs = nextDueMs(this.#kept.now.run.state, this.#kept.play);
    if (dueMs !== undefined && dueMs <= nowMs) await this.#keep({ type: 'time' });
    this.#air(nowMs);
    const { ended } = this.#kept.now.run.state;
    if (ended && ended.atMs <= nowMs) await this.#end(ended.reason);
  }

  #air(nowMs: number): void {
    const { run, held } = this.#kept.now;
    for (let one = this.#airtime.due(run, nowMs); one; one = this.#airtime.due(run, nowMs)) {
      this.#airtime.began(one);
      if (!held) this.#told.begins(one);
    }
    this.#airtime.over(run, nowMs);
    const turns = this.#airtime.turns(run);
    this.#told.turns(turns, () => this.detail());
    this.#told.hints(hintsFor(run.state, this.#kept.play), () => this.detail());
    this.#line?.tell(turns);
  }

  async #end(reason: EndReason): Promise<void> {
    if (this.#isOver) return;
    const wasAnswered = this.#kept.now.phase === 'open';
    const packs = await this.#parts.packs();
    const durationMs = this.#clock.ms;
    await this.#kept.end(reason, durationMs, {
      report: () => (wasAnswered ? reportOn(this.#kept.now, this.#kept.play, packs) : null),
      detail: () => {
        this.#airtime.over(this.#kept.now.run, Infinity);
        return this.detail();
      },
    });
    this.#clock.stand();
    this.#line?.tell(this.#airtime.turns(this.#kept.now.run));
    this.#line?.end(durationMs, this.#parts.log);
    this.#tellAll();
    this.#desk?.over();
    this.#desk = undefined;
    clearTimeout(this.#timer);
    this.#parts.over(this.id);
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
    if (this.#kept.now.phase !== 'open' || !this.#clock.runs) return;
    const { run } = this.#kept.now;
    const nextMs = Math.min(
      this.#airtime.nextMs(run),
      nextDueMs(run.state, this.#kept.play) ?? Infinity,
      run.state.ended?.atMs ?? Infinity,
    );
    if (nextMs === Infinity) return;
    const waitMs = Math.max(minWaitMs, nextMs - this.#clock.ms);
    this.#timer = setTimeout(() => this.#later(() => this.#passTime()), waitMs);
  }
}
