import { toEarshotError } from '../../errors.ts';
import type { LiveIntake, LiveLine } from '../../ingest/live-intake.ts';
import type { Turn } from '../../model/call.ts';
import { microphoneRateHz } from '../../model/drill-desk.ts';
import type { KeptRemark, LiveRemark } from '../../model/live.ts';
import type { DrillRow } from '../../storage/db/drills.ts';

/** Open calls, as far as drills need them. */
export interface DrillCalls extends LiveIntake {
  remark(id: string, remark: LiveRemark): KeptRemark | undefined;
}

const [trainee, caller] = [0, 1];

/**
 * The open call a drill is: what is said is told to it, and what sounds is its audio, so that it is watched, listened
 * in on, judged and kept like any other call.
 */
export class DrillLine {
  readonly #line: LiveLine;
  readonly #calls: DrillCalls;
  readonly #author: string;
  /** What it has been told, by leg and start. */
  readonly #told = new Map<string, string>();

  private constructor(line: LiveLine, calls: DrillCalls, author: string) {
    this.#line = line;
    this.#calls = calls;
    this.#author = author;
  }

  /**
   * Opens the call, or goes on with the one of this key. @param isHeard whether the trainee is heard here
   * @throws live_full
   */
  static async open(
    { id, scenario, trainee: agent }: Pick<DrillRow, 'id' | 'scenario' | 'trainee'>,
    { key, isHeard, calls }: { key: string; isHeard: boolean; calls: DrillCalls },
  ): Promise<DrillLine> {
    const line = await calls.open(
      {
        ...{ type: 'start', key, sampleRateHz: microphoneRateHz, encoding: 'pcm_s16le' },
        legs: ['agent', 'customer'],
        call: {
          ...{ title: scenario.title, agent, kind: scenario.kind, direction: 'inbound' },
          extra: { drillId: id, scenario: scenario.id },
        },
      },
      { source: 'simulated', channel: 'drill', toldLegs: isHeard ? [caller] : [trainee, caller] },
    );
    return new DrillLine(line, calls, agent);
  }

  get callId(): string {
    return this.#line.callId;
  }

  /** Tells it the turns that it does not know yet. */
  tell(turns: readonly Turn[]): void {
    for (const { leg, text, startMs, endMs } of turns) {
      const key = `${leg} ${startMs}`;
      if (this.#told.get(key) === text) continue;
      this.#told.set(key, text);
      this.#line.told(leg, { text, startMs, endMs });
    }
  }

  passed(atMs: number): void {
    this.#line.passed(atMs);
  }

  hold(on: boolean): void {
    this.#line.hold(on);
  }

  mute(on: boolean): void {
    this.#line.mute(trainee, on);
  }

  note(text: string, atMs: number): void {
    this.#calls.remark(this.callId, { kind: 'note', author: this.#author, text, atMs });
  }

  /** Nobody waits for it: that the call is kept is the call's own matter. */
  end(atMs: number, log: { error(what: object, message: string): void }): void {
    this.#line.passed(atMs);
    this.#line.end().catch((thrown) => {
      log.error(
        { err: toEarshotError(thrown), callId: this.callId },
        'the call of a drill could not be ended',
      );
    });
  }
}
