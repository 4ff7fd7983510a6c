import type { Span, Word } from '../../model/call.ts';
import type { HeardTurn } from '../engine.ts';
import type { TimedWord } from './log.ts';

/** Words longer ago are of no turn that is still open. */
const keptMs = 60_000;
/** A word may begin a little before the turn that it opens. */
const slackMs = 150;

/**
 * The words a program found in what it was given, by the times of the leg. Its clock counts everything it was given
 * since it started: also silence that nobody heard, which only made it come to an end.
 */
export class PlacedWords {
  #words: Word[] = [];
  #positionMs = 0;
  #beganMs = 0;
  #fedMs = 0;
  /** Where silence was put in, on the program's clock. */
  #silences: { fedMs: number; durationMs: number }[] = [];
  #silentAtMs = Number.NEGATIVE_INFINITY;
  #heardUpToMs = Number.NEGATIVE_INFINITY;

  /** Where on the leg the program began. */
  get beganMs(): number {
    return this.#beganMs;
  }

  /** How far what was said is known. */
  get heardUpToMs(): number {
    return this.#heardUpToMs;
  }

  /** A new program, which knows nothing of what came before. */
  restart(): void {
    this.#beganMs = this.#positionMs;
    this.#fedMs = 0;
    this.#silences = [];
  }

  /** So much of the leg was given to it. */
  passed(ms: number): void {
    this.#positionMs += ms;
    this.#fedMs += ms;
  }

  /** Silence is to be put in. @returns false where it has just been */
  silence(durationMs: number): boolean {
    if (this.#silentAtMs === this.#positionMs) return false;
    this.#silentAtMs = this.#positionMs;
    this.#silences.push({ fedMs: this.#fedMs, durationMs });
    this.#fedMs += durationMs;
    return true;
  }

  /**
   * A word was found, or a pause. Not every utterance is printed with an end of its own: where a speaker was hard to
   * understand it ends with its last word.
   */
  take({ word, startS, endS, confidence }: TimedWord): void {
    const [startMs, endMs] = [this.#onLeg(startS * 1000), this.#onLeg(endS * 1000)];
    this.#heardUpToMs = Math.max(this.#heardUpToMs, endMs);
    if (word === null) return;
    this.#words = this.#words.filter((one) => one.endMs > endMs - keptMs);
    this.#words.push({ text: word, startMs, endMs, confidence });
  }

  /** All words of a span, as one turn; none when there are none. */
  turnIn({ startMs, endMs }: Span): HeardTurn[] {
    const words = this.#words.filter((one) => one.startMs >= startMs - slackMs && one.startMs < endMs);
    const [first, last] = [words[0], words.at(-1)];
    if (!first || !last) return [];
    const confidence = words.reduce((sum, one) => sum + (one.confidence ?? 0), 0) / words.length;
    const text = words.map((word) => word.text).join(' ');
    return [{ leg: 0, startMs: first.startMs, endMs: last.endMs, text, words, confidence }];
  }

  #onLeg(fedMs: number): number {
    let ms = fedMs;
    for (const silence of this.#silences)
      if (silence.fedMs < fedMs) ms -= Math.min(silence.durationMs, fedMs - silence.fedMs);
    return this.#beganMs + ms;
  }
}
