import type { JudgedCall } from '../../analysis/judged-call.ts';
import { risksJustSaid } from '../../analysis/live/being-said.ts';
import { publicError, toEarshotError } from '../../errors.ts';
import type { LoopTurns } from '../../lib/loop-turns.ts';
import type { Log } from '../../log.ts';
import type { Kind, Leg, Turn } from '../../model/call.ts';
import type { Finding } from '../../model/judgement.ts';
import type { LiveFeedEvent, LiveNote, Need, Partial } from '../../model/live.ts';
import type { LiveWatch } from '../alerts/watch-live.ts';
import { BeingSaid } from './being-said.ts';
import { type JudgeParts, LiveJudge, type Standing } from './live-judge.ts';
import type { OpenedCall } from './opened-call.ts';
import type { Prompts } from './prompts.ts';
import type { LiveSettings } from './settings.ts';

export interface CallJudgingParts extends JudgeParts {
  settings: LiveSettings;
  publish(event: LiveFeedEvent): void;
  watch: Pick<LiveWatch, 'look'>;
  prompts: Pick<Prompts, 'look'>;
  /** Calls are judged one after the other. */
  judging: LoopTurns;
  log: Log;
}

/** The call as it stands, for who judges it. */
export interface CallStanding {
  turns(): Turn[];
  /** Where it has come to, and whether somebody is there. */
  line(): Pick<Standing, 'durationMs' | 'held' | 'stalled'> & { lastSpeechMs: number; ended: boolean };
  note(note: LiveNote): void;
  /** It needs more than before. */
  tell(): void;
}

/** What is thought of an open call while it goes on: risks as they are said, its judgement, and what it needs. */
export class CallJudging {
  readonly #call: OpenedCall;
  readonly #standing: CallStanding;
  readonly #parts: CallJudgingParts;
  readonly #beingSaid: BeingSaid;
  readonly #judge: LiveJudge;
  #isToBeJudged = false;
  #saidNewRisk = false;

  constructor(call: OpenedCall, standing: CallStanding, parts: CallJudgingParts) {
    this.#call = call;
    this.#standing = standing;
    this.#parts = parts;
    this.#beingSaid = new BeingSaid(parts.packs);
    const { judgeEveryMs: everyMs, modelsEveryMs, modelsEveryTurns: turns } = parts.settings;
    const rounds = { everyMs, models: { everyMs: modelsEveryMs, turns } };
    this.#judge = new LiveJudge(call.start.call.kind ?? null, rounds, parts, {
      judged: ({ findings, evaluation, guide }) =>
        parts.publish({ type: 'judged', callId: call.id, findings, evaluation, guide }),
      failed: (thrown) => {
        const { durationMs: startMs } = standing.line();
        const text = `No language model answered: ${publicError(thrown).message}`;
        standing.note({ kind: 'engine', leg: null, startMs, endMs: startMs, text });
      },
    });
  }

  get judgement(): LiveJudge['judgement'] {
    return this.#judge.judgement;
  }

  get needs(): Need[] {
    return this.#judge.needs;
  }

  get partials(): Partial[] {
    return this.#beingSaid.partials;
  }

  /** There is something to judge that was not told here. */
  invalidate(): void {
    this.#judge.invalidate();
  }

  /** Words that may still change. */
  heardSoFar(partial: Partial): void {
    this.#safely(() => {
      if (this.#beingSaid.take(partial, this.#soFar(), this.#standing.line().durationMs)) this.#weigh();
    });
  }

  /**
   * A turn that is over, or is heard better now. It is judged once all that was said has been told: whoever waits for
   * an answer should not wait for that.
   */
  heard(turn: Turn, isBetter: boolean): void {
    if (!isBetter) this.#beingSaid.over(turn.leg);
    this.#judge.invalidate();
    this.#safely(() => {
      this.#saidNewRisk ||= this.#saysNewRisk(turn);
    });
    if (this.#isToBeJudged) return;
    this.#isToBeJudged = true;
    this.#parts.judging.later(() => this.#judgeSaid());
  }

  /** Judges what is new when it is time to, and looks at what the call needs. */
  tick(): void {
    this.#judge.judgeWhenDue(() => this.#judged());
    this.#weigh();
  }

  /** Nothing is being said any more. */
  stop(): void {
    this.#beingSaid.clear();
  }

  /** The last word before the call is kept. */
  end(): void {
    this.#judge.end(() => this.#judged());
  }

  #judgeSaid(): void {
    const isUrgent = this.#saidNewRisk;
    this.#saidNewRisk = false;
    this.#isToBeJudged = false;
    if (this.#standing.line().ended) return;
    this.#safely(() => {
      if (this.#judge.judgeWhenDue(() => this.#judged(), isUrgent)) this.#weigh();
    });
  }

  /** Nobody who is told something by a call fails because it cannot be judged; the next tick tries again. */
  #safely(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      const err = toEarshotError(thrown);
      this.#parts.log.error({ err, callId: this.#call.id }, 'an open call could not be judged');
    }
  }

  #soFar(): { kind: Kind | null; turns: Turn[] } {
    return { kind: this.#judge.judgement.kind, turns: this.#standing.turns() };
  }

  /** Whether a turn speaks of a risk that nobody on this call spoke of in this way before: that cannot wait. */
  #saysNewRisk(turn: Turn): boolean {
    // Whoever takes the call asserts nothing.
    if (turn.role === 'agent') return false;
    const { findings } = this.#judge.judgement;
    const isKnown = ({ kind, type, status }: Finding) =>
      findings.some((one) => one.kind === kind && one.type === type && one.status === status);
    return risksJustSaid(turn, this.#soFar(), this.#parts.packs).some((risk) => !isKnown(risk));
  }

  /** Looks at what the call needs, and tells at once when that is more than before. */
  #weigh(): void {
    const { durationMs, held, stalled, lastSpeechMs } = this.#standing.line();
    const { id, opening, start } = this.#call;
    const quietSinceMs = this.#beingSaid.partials.length > 0 ? null : lastSpeechMs;
    const known = { durationMs, turns: this.#standing.turns() };
    const beingSaid = this.#beingSaid.risks;
    if (this.#judge.weigh({ ...known, beingSaid, quietSinceMs, held, stalled })) this.#standing.tell();
    const { kind, findings, evaluation, guide } = this.#judge.judgement;
    const { needs } = this.#judge;
    this.#parts.prompts.look({ id, durationMs, needs, guide });
    this.#parts.watch.look(
      {
        ...{ ...known, id, source: opening.source, title: start.call.title ?? null },
        ...{ kind, findings, evaluation, needs, quietSinceMs: held ? null : quietSinceMs },
      },
      this.#parts.packs,
    );
  }

  #judged(): JudgedCall {
    const { call, legs } = this.#call.start;
    return {
      kind: call.kind ?? null,
      queue: call.queue ?? null,
      direction: call.direction ?? null,
      durationMs: this.#standing.line().durationMs,
      legs: legs.map(
        (role, index): Leg => ({
          ...{ index, channel: index, mixed: false, role, speech: [] },
          ...{ roleSource: 'given', roleConfidence: 1, certainty: 1 },
        }),
      ),
      turns: this.#standing.turns(),
      metrics: null,
    };
  }
}
