import type { EndReason } from '../../model/drill.ts';
import type { DrillDetail } from '../../model/drill-desk.ts';
import type { Playable } from '../../simulator/playable.ts';
import { addDrillEvent } from '../../storage/db/drill-events.ts';
import { type DrillRow, drillAnswered, drillEnded } from '../../storage/db/drills.ts';
import type { Db } from '../../storage/db/tables.ts';
import { type Drill, nextDrill } from './drill.ts';
import type { Happening } from './happening.ts';
import type { DrillReport } from './report.ts';

/** A drill and what is kept of it: nothing happens in it that is not kept first. */
export class KeptDrill {
  readonly play: Playable;
  readonly #deps: { db: Db; clock: { now(): number } };
  #row: DrillRow;
  #drill: Drill;
  #seq: number;

  /** @param from `seq`: the number of the next event */
  constructor(
    from: { row: DrillRow; play: Playable; drill: Drill; seq: number },
    deps: { db: Db; clock: { now(): number } },
  ) {
    this.play = from.play;
    this.#row = from.row;
    this.#drill = from.drill;
    this.#seq = from.seq;
    this.#deps = deps;
  }

  get id(): string {
    return this.#row.id;
  }

  get row(): DrillRow {
    return this.#row;
  }

  /** As it stands. */
  get now(): Drill {
    return this.#drill;
  }

  /** @throws database_unavailable: then it has not happened */
  async keep(happening: Happening, atMs: number, db: Db = this.#deps.db): Promise<void> {
    await addDrillEvent(this.id, { seq: this.#seq, atMs, event: happening }, this.#at(), db);
    this.#seq++;
    this.#drill = nextDrill(this.#drill, happening, atMs, this.play);
  }

  /** The drill is the call of this id from now on; the first time it is thereby answered. */
  async isCall(callId: string, answered: Happening & { type: 'answered' }): Promise<void> {
    await this.#together(async (tx) => {
      const answeredAt = this.#row.answered_at ?? this.#at();
      if (this.#row.answered_at === null) await this.keep(answered, 0, tx);
      await drillAnswered(this.id, callId, answeredAt, tx);
      this.#row = { ...this.#row, phase: 'open', call_id: callId, answered_at: answeredAt };
    });
  }

  /**
   * Ends it. @param report what it came to, of the drill as it is then; null when nobody answered
   * @param detail how the desk shows it then
   */
  async end(
    reason: EndReason,
    durationMs: number,
    { report, detail }: { report(): Omit<DrillReport, 'detail'> | null; detail(): DrillDetail },
  ): Promise<void> {
    await this.#together(async (tx) => {
      await this.keep({ type: 'ended', reason }, durationMs, tx);
      const endedAt = this.#at();
      const ended = this.#drill.run.state.ended?.reason ?? reason;
      const found = report();
      const { total = null, result = null } = found?.score ?? {};
      const over = { phase: 'ended' as const, ended, ended_at: endedAt, duration_ms: durationMs };
      this.#row = { ...this.#row, ...over, total, result };
      const scored = found && { ...found.score, report: { ...found, detail: detail() } };
      await drillEnded(this.id, { ended, endedAt, durationMs, scored }, tx);
    });
  }

  /** All of it is kept, or nothing of it has happened. */
  async #together(work: (tx: Db) => Promise<void>): Promise<void> {
    const [drill, seq, row] = [this.#drill, this.#seq, this.#row];
    try {
      await this.#deps.db.transaction().execute(work);
    } catch (thrown) {
      [this.#drill, this.#seq, this.#row] = [drill, seq, row];
      throw thrown;
    }
  }

  #at(): Date {
    return new Date(this.#deps.clock.now());
  }
}
