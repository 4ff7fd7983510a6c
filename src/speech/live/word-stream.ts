import type { Span } from '../../model/call.ts';
import type { HeardTurn } from '../engine.ts';

/** A recogniser that follows one leg while it is spoken, so that little is left to do when somebody pauses. */
export interface WordStream extends AsyncDisposable {
  /** Audio in order and without gaps, from the start of the leg. */
  push(samples: Int16Array): void;
  /**
   * What was said in a span that ended with a pause; at most one turn, by the leg's own times.
   * @throws child_crashed, child_timeout: what was said in it must be heard in another way
   */
  words(span: Span): Promise<HeardTurn[]>;
}
