import type { JudgedCall } from '../../analysis/judged-call.ts';
import { judgeByModel } from '../../analysis/llm/judge-by-model.ts';
import type { LanguageModels } from '../../analysis/llm/models.ts';
import type { ModelSettings } from '../../analysis/llm/settings.ts';
import type { Scorecard } from '../../analysis/packs/pack.ts';
import type { Evaluation } from '../../model/judgement.ts';

export interface RoundSettings {
  /** The least time between two rounds. */
  everyMs: number;
  /** The least turns that must be new. */
  turns: number;
}

export interface RoundDeps {
  models: LanguageModels;
  modelSettings: ModelSettings;
  clock: { now(): number };
  /** What the models made of a call, beside the rules' answers then. */
  judged(evaluation: Evaluation): void;
  failed(thrown: unknown): void;
}

/**
 * Language models asked about a call that goes on: not oftener than every so many seconds and turns, one round at a
 * time. What was asked of a call that has ended since is called off.
 */
export class ModelRounds {
  readonly #settings: RoundSettings;
  readonly #deps: RoundDeps;
  readonly #over = new AbortController();
  #underWay = false;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #askedTurns = 0;

  constructor(settings: RoundSettings, deps: RoundDeps) {
    this.#settings = settings;
    this.#deps = deps;
  }

  /** Begins a round when it is time for one. */
  offer(call: JudgedCall, card: Scorecard, byRules: Evaluation): void {
    const { models, clock } = this.#deps;
    if (models.names.length === 0 || this.#underWay || this.#over.signal.aborted) return;
    const nowMs = clock.now();
    if (nowMs - this.#askedAtMs < this.#settings.everyMs) return;
    if (call.turns.length - this.#askedTurns < this.#settings.turns) return;
    this.#askedAtMs = nowMs;
    this.#askedTurns = call.turns.length;
    this.#underWay = true;
    void this.#ask(call, card, byRules);
  }

  /** The call is over: it will be judged as a whole. */
  stop(): void {
    this.#over.abort();
  }

  async #ask(call: JudgedCall, card: Scorecard, byRules: Evaluation): Promise<void> {
    const { models, modelSettings, judged, failed } = this.#deps;
    const { signal } = this.#over;
    try {
      const { evaluation } = await judgeByModel(call, card, byRules, modelSettings, { models, signal });
      if (!signal.aborted) judged(evaluation);
    } catch (thrown) {
      if (!signal.aborted) failed(thrown);
    } finally {
      this.#underWay = false;
    }
  }
}
