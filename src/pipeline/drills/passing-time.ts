import type { EndReason } from '../../model/drill.ts';
import { nextDueMs } from '../../simulator/timeline.ts';
import type { OneByOne } from './one-by-one.ts';
import { detailNow, keepNow, type Playing } from './playing.ts';
import { reportOn } from './report.ts';

/** When something fails again and again, it is not tried without a pause. */
const minWaitMs = 10;

/** The time of a drill: as it goes by, what is due is kept and told, until the drill is over. */
export class PassingTime {
  readonly #playing: Playing;
  readonly #oneByOne: OneByOne;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(playing: Playing, oneByOne: OneByOne) {
    this.#playing = playing;
    this.#oneByOne = oneByOne;
  }

  /** Lets time go by up to now: what the caller does by themselves is kept, and what begins or ends is told. */
  async pass(): Promise<void> {
    const { kept, clock, telling } = this.#playing;
    if (kept.now.phase !== 'open' || !clock.runs) return;
    const nowMs = clock.ms;
    const dueMs = nextDueMs(kept.now.run.state, kept.play);
    if (dueMs !== undefined && dueMs <= nowMs) await keepNow({ type: 'time' }, this.#playing);
    await telling.passed(nowMs);
    const { ended } = kept.now.run.state;
    if (ended && ended.atMs <= nowMs && !telling.isComing) await this.end(ended.reason);
  }

  async end(reason: EndReason): Promise<void> {
    const { kept, parts, clock, telling, seat, audio } = this.#playing;
    if (kept.now.phase === 'ended') return;
    const wasAnswered = kept.now.phase === 'open';
    const packs = await parts.packs();
    const durationMs = clock.ms;
    await kept.end(reason, durationMs, {
      report: () => (wasAnswered ? reportOn(kept.now, kept.play, packs) : null),
      detail: () => {
        telling.ended();
        return detailNow(this.#playing);
      },
    });
    clock.stand();
    telling.line?.end(durationMs, parts.log);
    telling.all();
    seat.over();
    audio.close();
    this.stop();
    parts.over(kept.id);
  }

  /** Ends it in its turn, when it is not over by then. */
  endLater(reason: EndReason): void {
    if (!this.#isStopped) this.#oneByOne.later(() => this.end(reason));
  }

  /** Looks again when the next thing is due. */
  planNext(): void {
    clearTimeout(this.#timer);
    const { kept, clock, telling } = this.#playing;
    if (this.#isStopped || kept.now.phase !== 'open' || !clock.runs) return;
    const { state } = kept.now.run;
    const nowMs = clock.ms;
    const endedMs = telling.isComing ? Number.POSITIVE_INFINITY : state.ended?.atMs;
    const nextMs = Math.min(
      telling.nextMs(nowMs),
      nextDueMs(state, kept.play) ?? Number.POSITIVE_INFINITY,
      endedMs ?? Number.POSITIVE_INFINITY,
    );
    if (nextMs === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.max(minWaitMs, nextMs - nowMs);
    this.#timer = setTimeout(() => this.#oneByOne.later(() => this.pass()), waitMs);
  }

  /** Nothing becomes due any more. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#playing.words?.close();
  }
}
