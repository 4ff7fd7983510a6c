import { randomBytes } from 'node:crypto';
import { EarshotError, toEarshotError } from '../../errors.ts';
import type { SourceFrame } from '../../ingest/live-intake.ts';
import type { Turn } from '../../model/call.ts';
import type { EndReason } from '../../model/drill.ts';
import type { DrillDetail, FromDesk, ToDesk } from '../../model/drill-desk.ts';
import type { DrillSummary } from '../../model/drills.ts';
import type { LiveFeedEvent } from '../../model/live.ts';
import { nextDueMs } from '../../simulator/timeline.ts';
import { drillSummary } from '../../storage/db/drills.ts';
import { CallerAudio } from './caller-audio.ts';
import { DeskTold } from './desk-told.ts';
import { detailOf } from './detail.ts';
import { typedSpan } from './drill.ts';
import { DrillClock } from './drill-clock.ts';
import { DrillLine } from './drill-line.ts';
import type { Happening } from './happening.ts';
import type { KeptDrill } from './kept-drill.ts';
import type { DrillParts } from './parts.ts';
import { reportOn } from './report.ts';
import { Telling } from './telling.ts';

/** Whoever sits at the desk now. */
export interface Desk {
  send(message: ToDesk | Uint8Array): void;
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
 *   desk, ear ─▶ event, kept ─▶ the drill as a value ─▶ what begins, ends, is said ─▶ desk, line
 */
export class PlayingDrill {
  readonly #kept: KeptDrill;
  readonly #parts: DrillParts;
  readonly #clock: DrillClock;
  readonly #audio: CallerAudio;
  readonly #telling: Telling;
  #desk: Desk | undefined;
  #deskGoneAtMs: number;
  #safe = -1;
  #last: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(kept: KeptDrill, parts: DrillParts) {
    this.#kept = kept;
    this.#parts = parts;
    this.#clock = new DrillClock(() => parts.clock.now(), kept.now.atMs);
    this.#deskGoneAtMs = parts.clock.now();
    this.#audio = new CallerAudio(kept.row.voice, parts.voices, () => this.#later(() => this.#passTime()));
    if (kept.now.phase === 'ringing') this.#audio.ahead(kept.now.run, kept.play);
    this.#telling = new Telling({
      kept,
      audio: this.#audio,
      desk: new DeskTold((message) => this.#desk?.send(message), kept.row.mode === 'text'),
      detail: () => this.detail(),
      keep: (happening) => this.#keep(happening),
    });
  }

  get id(): string {
    return this.#kept.id;
  }

  get callId(): string | null {
    return this.#kept.row.call_id;
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
      ...hearingOf(row.mode, this.#parts.hears(), this.#audio.problem),
      voice: row.voice,
      turns: this.#telling.turns(),
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
      if (this.#kept.now.phase === 'open') this.#clock.run();
      this.#telling.allNow();
      this.#acknowledge(this.#telling.line?.attached(this.#clock.ms) ?? 0);
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

  /** A frame of the trainee's microphone; while it rings, and after the end, nobody hears it. */
  frame(frame: SourceFrame): void {
    const { phase, held, muted } = this.#kept.now;
    if (phase === 'open' && this.#clock.runs) this.#telling.line?.frame(frame, this.#clock.ms, held || muted);
  }

  /** What the line's ear made of the trainee's words. */
  heard(event: LiveFeedEvent): void {
    if (event.type === 'partial' && event.partial.role === 'agent') {
      const { stable, tail } = event.partial;
      const text = `${stable} ${tail}`.trim();
      this.#desk?.send({ type: 'partial', role: 'agent', text });
      this.#later(() => this.#speaks(text !== ''));
    }
    // A turn that is heard better later on was answered as it was heard first.
    if (event.type === 'turn' && event.turn.role === 'agent' && event.replaces === null)
      this.#later(() => this.#heardTurn(event.turn));
  }

  /** What an instructor does: kept as all else, told to the desk. @throws drill_not_answered, drill_over, event_not_injectable */
  instruct(what: Extract<Happening, { type: 'note' | 'injected' }>): Promise<void> {
    return this.#inTurn(async () => {
      await this.#passTime();
      const { phase } = this.#kept.now;
      if (phase === 'ended') throw new EarshotError('drill_over');
      if (phase === 'ringing') throw new EarshotError('drill_not_answered');
      const { injectable } = this.detail();
      if (what.type === 'injected' && !injectable.some(({ event }) => event === what.event))
        throw new EarshotError('event_not_injectable', {
          details: { possible: injectable.map(({ event }) => event) },
        });
      const note = what.type === 'note' ? { ...what.note, atMs: Math.round(this.#clock.ms) } : null;
      await this.#keep(note ? { type: 'note', note } : what);
      if (note?.kind === 'whisper') this.#desk?.send({ type: 'whisper', note });
      this.#telling.all();
      await this.#passTime();
    });
  }

  /** Called every second: the call goes on though nobody says anything, and a desk may be away for too long. */
  watch(): void {
    const { line } = this.#telling;
    line?.passed(this.#clock.ms);
    if (line) this.#acknowledge(line.safe());
    if (this.#desk || this.#isOver) return;
    const { holdWithoutDeskMs, endWithoutDeskMs } = this.#parts.settings;
    const goneMs = this.#parts.clock.now() - this.#deskGoneAtMs;
    if (goneMs >= endWithoutDeskMs) this.#later(() => this.#end('stopped'));
    else if (goneMs >= holdWithoutDeskMs) this.#clock.stand();
  }

  /** Takes nothing more; what is kept is taken up again by the next process. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#audio.close();
    this.#desk?.over();
    this.#desk = undefined;
    await this.#last;
  }

  async #act(message: FromDesk): Promise<void> {
    const { phase, held, muted, saidIds, run } = this.#kept.now;
    if (phase === 'ended') throw new EarshotError('drill_over');
    if (message.type === 'answer') return phase === 'ringing' ? this.#answer() : this.#telling.all();
    if (message.type === 'hang_up') return this.#end('trainee_ended');
    if (phase === 'ringing') throw new EarshotError('drill_not_answered');
    switch (message.type) {
      case 'said': {
        if (saidIds.has(message.id)) return this.#telling.all();
        if (held || muted) throw new EarshotError('drill_not_heard');
        const span = typedSpan(message.text, this.#clock.ms, { run }, this.#kept.row.mode);
        return this.#keep({ type: 'said', id: message.id, text: message.text, ...span });
      }
      case 'speaking':
        return this.#speaks(message.on);
      case 'cut':
        await this.#keep(message);
        return this.#telling.hush();
      default:
        await this.#keep(message);
        this.#passOn(message);
        this.#telling.all();
    }
  }

  /** What is done at the desk and shows on the line. */
  #passOn(message: FromDesk): void {
    const { line } = this.#telling;
    const atMs = this.#clock.ms;
    if (message.type === 'hold') {
      if (message.on) this.#desk?.send({ type: 'hush' });
      line?.hold(message.on);
    } else if (message.type === 'mute') line?.mute(message.on);
    else if (message.type === 'keypad') line?.note(`Pressed the key ${message.key}.`, atMs);
    else if (message.type === 'transfer') line?.note(`Transferred to ${message.to}.`, atMs);
  }

  async #speaks(on: boolean): Promise<void> {
    const { phase, run } = this.#kept.now;
    if (phase === 'open' && (run.state.waitingSinceMs !== null) !== on)
      await this.#keep({ type: 'speaking', on });
  }

  async #heardTurn(turn: Turn): Promise<void> {
    const { phase, held, muted } = this.#kept.now;
    if (phase !== 'open' || held || muted || this.#telling.line?.knows(turn)) return;
    this.#telling.line?.heard(turn);
    await this.#passTime();
    const { text, startMs, endMs } = turn;
    await this.#keep({
      type: 'said',
      id: null,
      text,
      startMs: Math.round(startMs),
      endMs: Math.round(endMs),
    });
    await this.#passTime();
  }

  async #answer(): Promise<void> {
    const isHeard = this.#kept.row.mode === 'voice' && this.#parts.hears() !== null;
    await this.#openLine({ type: 'answered', key: randomBytes(24).toString('hex'), isHeard });
    this.#clock.run();
    this.#telling.all();
  }

  async #openLine(answered: Happening & { type: 'answered' }): Promise<void> {
    const { row } = this.#kept;
    const line = await DrillLine.open(row, { ...answered, calls: this.#parts.calls });
    const isSame = row.call_id === line.callId;
    try {
      if (!isSame) await this.#kept.isCall(line.callId, answered);
    } catch (thrown) {
      line.end(0, this.#parts.log);
      throw thrown;
    }
    // What was on its way when an earlier process died may be further on than what is known to have happened.
    this.#clock.notBefore(line.positionMs);
    const turns = this.#telling.turns();
    if (isSame && answered.isHeard) for (const turn of turns) if (turn.leg === 0) line.heard(turn);
    line.tell(turns);
    line.onEnd(() => {
      if (!this.#isClosed && !this.#isOver) this.#later(() => this.#end('stopped'));
    });
    this.#telling.line = line;
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
    await this.#telling.passed(nowMs);
    const { ended } = this.#kept.now.run.state;
    if (ended && ended.atMs <= nowMs && !this.#telling.isComing) await this.#end(ended.reason);
  }

  async #end(reason: EndReason): Promise<void> {
    if (this.#isOver) return;
    const wasAnswered = this.#kept.now.phase === 'open';
    const packs = await this.#parts.packs();
    const durationMs = this.#clock.ms;
    await this.#kept.end(reason, durationMs, {
      report: () => (wasAnswered ? reportOn(this.#kept.now, this.#kept.play, packs) : null),
      detail: () => {
        this.#telling.ended();
        return this.detail();
      },
    });
    this.#clock.stand();
    this.#telling.line?.end(durationMs, this.#parts.log);
    this.#telling.all();
    this.#desk?.over();
    this.#desk = undefined;
    this.#audio.close();
    clearTimeout(this.#timer);
    this.#parts.over(this.id);
  }

  #acknowledge(received: number): void {
    if (this.#kept.row.mode !== 'voice' || received === this.#safe) return;
    this.#safe = received;
    this.#desk?.send({ type: 'ack', received });
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
    if (this.#isClosed || this.#kept.now.phase !== 'open' || !this.#clock.runs) return;
    const { state } = this.#kept.now.run;
    const nowMs = this.#clock.ms;
    const endedMs = this.#telling.isComing ? Number.POSITIVE_INFINITY : state.ended?.atMs;
    const nextMs = Math.min(
      this.#telling.nextMs(nowMs),
      nextDueMs(state, this.#kept.play) ?? Number.POSITIVE_INFINITY,
      endedMs ?? Number.POSITIVE_INFINITY,
    );
    if (nextMs === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.max(minWaitMs, nextMs - nowMs);
    this.#timer = setTimeout(() => this.#later(() => this.#passTime()), waitMs);
  }
}

/** Who hears the trainee, and what is wrong, for people. */
function hearingOf(
  mode: DrillSummary['mode'],
  engine: string | null,
  problem: string | null,
): Pick<DrillDetail, 'hearing' | 'problem'> {
  if (mode !== 'voice') return { hearing: 'typing', problem };
  if (engine !== null) return { hearing: engine, problem };
  const unheard =
    'No speech engine is set up here: the browser listens where it can, and typing always works. Install a model on the page Speech.';
  return { hearing: 'browser', problem: problem ?? unheard };
}
