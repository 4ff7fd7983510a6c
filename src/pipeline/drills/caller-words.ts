import type { LanguageModels } from '../../analysis/llm/models.ts';
import { toEarshotError } from '../../errors.ts';
import { untilAborted } from '../../lib/until-aborted.ts';
import type { Log } from '../../log.ts';
import type { Utterance } from '../../model/drill.ts';
import { type Phrased, phraseLines } from '../../simulator/phrasing/phrase-lines.ts';
import type { Playable } from '../../simulator/playable.ts';
import type { Heard } from '../../simulator/run.ts';
import type { Drill } from './drill.ts';
import type { Happening } from './happening.ts';

export interface CallerWordsParts {
  play: Playable;
  models: Pick<LanguageModels, 'ask' | 'warmUp'>;
  /** How long an answer waits for its words. */
  withinMs: number;
  drillId: string;
  log: Log;
  /** Called whenever words came that were waited for, or will not come. */
  ready(): void;
}

/**
 * The caller's words by a language model: asked as soon as it is decided what is said, and waited for only a moment.
 * What comes is kept before it is said; without it the lines are said as they are written, and why is kept too.
 */
export class CallerWords {
  readonly #parts: CallerWordsParts;
  readonly #asked = new Set<number>();
  readonly #coming = new Set<number>();
  readonly #came: Happening[] = [];
  readonly #closing = new AbortController();

  constructor(parts: CallerWordsParts) {
    this.#parts = parts;
  }

  /** While it rings. */
  warmUp(): void {
    this.#parts.models.warmUp().catch((thrown) => this.#tellLog(thrown));
  }

  /** Asks for words for all that is to be said and has not begun. @param over what was said to its end */
  prepare(drill: Drill, over: readonly Heard[], hasBegun: (utterance: number) => boolean): void {
    const { state } = drill.run;
    const lines = state.speaking.filter(
      ({ number, kind, startMs }) =>
        kind === 'speech' &&
        // While somebody listens, each word counts.
        startMs >= state.quietUntilMs &&
        !hasBegun(number) &&
        !this.#asked.has(number) &&
        !drill.phrasing.settled.has(number),
    );
    for (const { number } of lines) {
      this.#asked.add(number);
      this.#coming.add(number);
    }
    // Who has the phone may change within an answer; a question is about one of them.
    for (const own of bySpeaker(lines)) void this.#ask(own, drill, over);
  }

  isComing({ utterance }: Heard): boolean {
    return utterance !== null && this.#coming.has(utterance);
  }

  /** Has all that came kept, one after the other. */
  async keepWhatCame(keep: (happening: Happening) => Promise<void>): Promise<void> {
    for (let one = this.#came[0]; one; one = this.#came[0]) {
      await keep(one);
      this.#came.shift();
      if (one.type === 'phrased' || one.type === 'as_written') this.#coming.delete(one.utterance);
    }
  }

  close(): void {
    this.#closing.abort();
  }

  async #ask(lines: readonly Utterance[], { run }: Drill, over: readonly Heard[]): Promise<void> {
    const { play, models, withinMs, ready } = this.#parts;
    const late = AbortSignal.timeout(withinMs);
    const signal = AbortSignal.any([this.#closing.signal, late]);
    try {
      const asking = phraseLines(lines, { state: run.state, heard: over, play }, { models, signal });
      this.#came.push(...(await untilAborted(asking, signal)).map(asHappening));
    } catch (thrown) {
      if (this.#closing.signal.aborted) return;
      if (!late.aborted) this.#tellLog(thrown);
      const because = late.aborted ? 'late' : 'no_answer';
      this.#came.push(...lines.map(({ number }) => asHappening({ utterance: number, by: null, because })));
    }
    ready();
  }

  #tellLog(thrown: unknown): void {
    const { log, drillId } = this.#parts;
    log.error({ err: toEarshotError(thrown), drillId }, 'a model could not be asked for words of a caller');
  }
}

function asHappening(phrased: Phrased): Happening {
  return 'text' in phrased ? { type: 'phrased', ...phrased } : { type: 'as_written', ...phrased };
}

function bySpeaker(lines: readonly Utterance[]): Utterance[][] {
  return [...Map.groupBy(lines, ({ speaker }) => speaker).values()];
}
