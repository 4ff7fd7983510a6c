import type { Turn } from '../../model/call.ts';
import { type Heard, type Run, turnsOf } from '../../simulator/run.ts';

/** Which of the caller's utterances have begun, and which have been said to their end, as time goes by. */
export class Airtime {
  readonly #begun = new Set<number>();
  readonly #ended = new Set<number>();

  /** The first utterance that has not begun: none begins before those that come first. */
  next({ heard }: Run): Heard | undefined {
    return heard.find(({ utterance }) => utterance !== null && !this.#begun.has(utterance));
  }

  hasBegun(utterance: number): boolean {
    return this.#begun.has(utterance);
  }

  began({ utterance }: Heard): void {
    if (utterance !== null) this.#begun.add(utterance);
  }

  /** What a process before this one played up to a moment has begun, and does not begin again. */
  catchUp({ heard }: Run, nowMs: number): void {
    for (const one of heard) if (one.startMs <= nowMs) this.began(one);
    this.over({ heard }, nowMs);
  }

  /** Utterances that are over now and were not before. */
  over({ heard }: Pick<Run, 'heard'>, nowMs: number): Heard[] {
    const over = heard.filter((one) => this.#sounds(one) && one.endMs <= nowMs);
    for (const { utterance } of over) this.#ended.add(utterance!);
    return over;
  }

  /** What sounds at this moment. */
  now({ heard }: Pick<Run, 'heard'>): Heard[] {
    return heard.filter((one) => this.#sounds(one));
  }

  /** When what sounds ends next. */
  endsMs(run: Run): number {
    return Math.min(Infinity, ...this.now(run).map(({ endMs }) => endMs));
  }

  /** What has been said to its end, on both sides. */
  said({ heard }: Run): Heard[] {
    return heard.filter(({ utterance }) => utterance === null || this.#ended.has(utterance));
  }

  turns(run: Run): Turn[] {
    return turnsOf(this.said(run));
  }

  #sounds({ utterance }: Heard): boolean {
    return utterance !== null && this.#begun.has(utterance) && !this.#ended.has(utterance);
  }
}
