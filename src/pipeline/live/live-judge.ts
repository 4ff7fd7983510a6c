import { analyse } from '../../analysis/analyse.ts';
import { chooseScorecard } from '../../analysis/choose.ts';
import { judge } from '../../analysis/judge.ts';
import type { JudgedCall } from '../../analysis/judged-call.ts';
import { guideOf } from '../../analysis/live/guide.ts';
import { needsOf, type OpenCall } from '../../analysis/live/needs.ts';
import type { Pack, Scorecard } from '../../analysis/packs/pack.ts';
import type { Kind } from '../../model/call.ts';
import type { Guide } from '../../model/guide.ts';
import type { Evaluation, Finding } from '../../model/judgement.ts';
import type { Need } from '../../model/live.ts';
import type { PipelineParts } from '../parts.ts';
import { ModelRounds, type RoundSettings } from './model-rounds.ts';

/** What is thought of a call so far; the same rules as for recordings, on the turns there are. */
interface Judgement {
  kind: Kind | null;
  findings: Finding[];
  evaluation: Evaluation | null;
  /** What it was judged by; null when no scorecard suits it yet. */
  card: Scorecard | null;
  guide: Guide | null;
}

export interface JudgeParts extends Pick<PipelineParts, 'analysisSettings' | 'models' | 'modelSettings'> {
  clock: { now(): number };
  /** Calls that are open now, and share one thread. */
  count(): number;
  /** Those in force when the call began: it is judged by one rubric from end to end. */
  packs: readonly Pack[];
}

export interface JudgeListener {
  judged(judgement: Readonly<Judgement>): void;
  /** No model answered. */
  failed(thrown: unknown): void;
}

/** A long call costs more to judge, and many cost more than one: all together take half of the thread at most. */
const [restPerCost, restPerCall] = [20, 2];
/** And never seldomer than this: what is new may be a matter of life and death. */
const mostRestMs = 5_000;

/** What needsOf asks that is no judgement. */
export type Standing = Omit<OpenCall, 'kind' | 'findings' | 'evaluation'>;

/** Judges one open call again and again: by rules when turns are new, by models now and then. */
export class LiveJudge {
  readonly #parts: JudgeParts;
  readonly #everyMs: number;
  readonly #listener: JudgeListener;
  readonly #rounds: ModelRounds;
  #judgement: Judgement;
  #needs: Need[] = [];
  #judgedAtMs = Number.NEGATIVE_INFINITY;
  /** What the last two judgings took: one that met a busy moment says nothing of the next. */
  #costsMs: [number, number] = [0, 0];
  #stale = false;

  constructor(
    kind: Kind | null,
    settings: { everyMs: number; models: RoundSettings },
    parts: JudgeParts,
    listener: JudgeListener,
  ) {
    this.#parts = parts;
    this.#everyMs = settings.everyMs;
    this.#listener = listener;
    this.#judgement = { kind, findings: [], evaluation: null, card: null, guide: null };
    this.#rounds = new ModelRounds(settings.models, {
      ...parts,
      // Rules were quicker, and go on with every turn; what a model says of a question stands beside them until then.
      judged: (evaluation) => this.#set({ ...this.#judgement, evaluation }),
      failed: (thrown) => listener.failed(thrown),
    });
  }

  get judgement(): Readonly<Judgement> {
    return this.#judgement;
  }

  get needs(): Need[] {
    return this.#needs;
  }

  /** There is something new. */
  invalidate(): void {
    this.#stale = true;
  }

  /**
   * Judges the call when something is new and it was not judged a moment ago, or that cannot wait.
   * @returns whether it was
   */
  judgeWhenDue(call: () => JudgedCall, isUrgent = false): boolean {
    const times = Math.max(restPerCost, restPerCall * this.#parts.count());
    const byCostMs = Math.min(mostRestMs, Math.min(...this.#costsMs) * times);
    const restMs = Math.max(this.#everyMs, byCostMs);
    const isDue = isUrgent || this.#parts.clock.now() - this.#judgedAtMs >= restMs;
    if (!this.#stale || !isDue) return false;
    this.#judge(call(), true);
    return true;
  }

  /** The last word before the call is kept. */
  end(call: () => JudgedCall): void {
    this.#rounds.stop();
    if (this.#stale) this.#judge(call(), false);
  }

  /** Compares what the call needs with what it needed. @returns whether somebody should be told at once */
  weigh(standing: Standing): boolean {
    const { kind, findings, evaluation } = this.#judgement;
    const before = new Map(this.#needs.map((need) => [need.code, need.weight]));
    this.#needs = needsOf({ ...standing, kind, findings, evaluation }, this.#parts.packs);
    return this.#needs.some((need) => before.get(need.code) !== need.weight);
  }

  #judge(call: JudgedCall, goesOn: boolean): void {
    const { packs, analysisSettings, clock } = this.#parts;
    this.#judgedAtMs = clock.now();
    this.#stale = false;
    const { findings } = analyse(call, packs);
    const { scorecard: card, kind } = chooseScorecard(call, packs, analysisSettings, findings);
    const judged = { ...call, kind };
    const evaluation = card ? judge(judged, card, findings) : null;
    const guide = guideOf(judged, findings, packs);
    this.#costsMs = [this.#costsMs[1], clock.now() - this.#judgedAtMs];
    this.#set({ kind, findings, evaluation, card, guide });
    if (goesOn && card && evaluation) this.#rounds.offer(judged, card, evaluation);
  }

  #set(judgement: Judgement): void {
    this.#judgement = judgement;
    this.#listener.judged(judgement);
  }
}
