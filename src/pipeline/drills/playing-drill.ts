import { toEarshotError } from '../../errors.ts';
import type { SourceFrame } from '../../ingest/live-intake.ts';
import type { DrillDetail, FromDesk } from '../../model/drill-desk.ts';
import type { DrillWatch } from '../../model/drill-watch.ts';
import type { DrillSummary } from '../../model/drills.ts';
import type { LiveFeedEvent } from '../../model/live.ts';
import { actAtDesk } from './desk-acts.ts';
import type { Desk } from './desk-seat.ts';
import { foreseeAnswer, traineeHeard, traineeSpeaks } from './hearing.ts';
import { type Instruction, instruct } from './instructing.ts';
import type { KeptDrill } from './kept-drill.ts';
import { OneByOne } from './one-by-one.ts';
import { openLine } from './open-line.ts';
import type { DrillParts } from './parts.ts';
import { PassingTime } from './passing-time.ts';
import { detailNow, type Playing, playingOf, summaryNow } from './playing.ts';
import { watchNow } from './watching.ts';

/**
 * One drill that rings or is open. Everything happens one after the other: time goes by up to now, then what came is
 * kept, and only what is kept is played and told.
 *
 *   desk, ear ─▶ event, kept ─▶ the drill as a value ─▶ what begins, ends, is said ─▶ desk, line
 */
export class PlayingDrill {
  readonly #playing: Playing;
  readonly #time: PassingTime;
  readonly #oneByOne: OneByOne;

  constructor(kept: KeptDrill, parts: DrillParts) {
    this.#oneByOne = new OneByOne(
      () => this.#time.planNext(),
      (thrown) => {
        const err = toEarshotError(thrown);
        parts.log.error({ err, drillId: kept.id }, 'a drill could not go on for a moment');
      },
    );
    this.#playing = playingOf(kept, parts, () => this.#oneByOne.later(() => this.#time.pass()));
    this.#time = new PassingTime(this.#playing, this.#oneByOne);
  }

  get id(): string {
    return this.#playing.kept.id;
  }

  get callId(): string | null {
    return this.#playing.kept.row.call_id;
  }

  summary(): DrillSummary {
    return summaryNow(this.#playing);
  }

  detail(): DrillDetail {
    return detailNow(this.#playing);
  }

  /** As an instructor sees it. */
  watched(): Promise<DrillWatch> {
    return watchNow(this.#playing);
  }

  /** Goes on with what an earlier process left: the call is open again, and the drill stands until a desk comes. */
  async resume(): Promise<void> {
    const { answered } = this.#playing.kept.now;
    if (answered) await openLine(answered, this.#playing, () => this.#time.endLater('stopped'));
  }

  /** The desk has the drill from now on, and is told how it stands. @returns lets go of it */
  attach(desk: Desk): () => void {
    const { kept, clock, seat, telling } = this.#playing;
    const letGo = seat.take(desk);
    this.#oneByOne.later(() => {
      if (!seat.isTakenBy(desk)) return;
      if (kept.now.phase === 'open') clock.run();
      telling.allNow(clock.ms);
      this.#acknowledge(telling.line?.attached(clock.ms) ?? 0);
    });
    return letGo;
  }

  /** @throws drill_*, live_full, database_unavailable: what came is then not part of the drill */
  take(message: FromDesk): Promise<void> {
    return this.#happens(() => actAtDesk(message, this.#playing, this.#time));
  }

  /** What an instructor does. @throws drill_not_answered, drill_over, event_not_injectable */
  instruct(what: Instruction): Promise<void> {
    return this.#happens(() => instruct(what, this.#playing));
  }

  /** A frame of the trainee's microphone; while it rings, and after the end, nobody hears it. */
  frame(frame: SourceFrame): void {
    const { kept, clock, telling } = this.#playing;
    const { phase, held, muted } = kept.now;
    if (phase === 'open' && clock.runs) telling.line?.frame(frame, clock.ms, held || muted);
  }

  /** What the line's ear made of the trainee's words. */
  heard(event: LiveFeedEvent): void {
    if (event.type === 'partial' && event.partial.role === 'agent') {
      const { stable, tail } = event.partial;
      const text = `${stable} ${tail}`.trim();
      this.#playing.seat.send({ type: 'partial', role: 'agent', text });
      this.#oneByOne.later(() => traineeSpeaks(text !== '', this.#playing));
      if (text !== '') this.#oneByOne.later(() => foreseeAnswer(text, this.#playing));
    }
    // A turn that is heard better later on was answered as it was heard first.
    if (event.type === 'turn' && event.turn.role === 'agent' && event.replaces === null)
      this.#oneByOne.later(() => traineeHeard(event.turn, this.#playing, this.#time));
  }

  /** Called every second: the call goes on though nobody says anything, and a desk may be away for too long. */
  watch(): void {
    const { kept, parts, clock, seat, telling } = this.#playing;
    const { line } = telling;
    line?.passed(clock.ms);
    if (line) this.#acknowledge(line.safe());
    const goneMs = seat.emptyForMs;
    if (goneMs === null || kept.now.phase === 'ended') return;
    const { holdWithoutDeskMs, endWithoutDeskMs } = parts.settings;
    if (goneMs >= endWithoutDeskMs) this.#time.endLater('stopped');
    else if (goneMs >= holdWithoutDeskMs) clock.stand();
  }

  /** Takes nothing more; what is kept is taken up again by the next process. */
  async close(): Promise<void> {
    const { audio, seat } = this.#playing;
    this.#time.stop();
    audio.close();
    seat.over();
    await this.#oneByOne.settled();
  }

  /** In its turn, at the time it is then. */
  #happens(what: () => Promise<void>): Promise<void> {
    return this.#oneByOne.inTurn(async () => {
      await this.#time.pass();
      await what();
      await this.#time.pass();
    });
  }

  #acknowledge(received: number): void {
    const { kept, seat } = this.#playing;
    if (kept.row.mode === 'voice') seat.acknowledge(received);
  }
}
