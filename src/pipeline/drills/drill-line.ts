import { toEarshotError } from '../../errors.ts';
import type { LiveIntake, LiveLine, SourceFrame } from '../../ingest/live-intake.ts';
import type { Turn } from '../../model/call.ts';
import { microphoneRateHz } from '../../model/drill-desk.ts';
import type { KeptRemark, LiveRemark } from '../../model/live.ts';
import type { DrillRow } from '../../storage/db/drills.ts';
import type { Spoken } from '../../voices/voice.ts';
import { LineSound } from './line-sound.ts';
import { MicrophonePlace } from './microphone-place.ts';

/** Open calls, as far as drills need them. */
export interface DrillCalls extends LiveIntake {
  remark(id: string, remark: LiveRemark): KeptRemark | undefined;
}

const [trainee, caller] = [0, 1];
/** Of a line without a microphone. */
const telephoneRateHz = 8_000;

/**
 * The open call a drill is: what is said is told to it, and what sounds is its audio, so that it is watched, listened
 * in on, judged and kept like any other call.
 */
export class DrillLine {
  readonly #line: LiveLine;
  readonly #calls: DrillCalls;
  readonly #author: string;
  readonly #place: MicrophonePlace;
  readonly #callerSound: LineSound;
  /** What it knows of what was said, by leg and start. */
  readonly #known = new Map<string, string>();

  private constructor(line: LiveLine, rateHz: number, calls: DrillCalls, author: string) {
    this.#line = line;
    this.#calls = calls;
    this.#author = author;
    this.#place = new MicrophonePlace(rateHz);
    this.#callerSound = new LineSound(rateHz, (frame) => line.frame(caller, frame));
  }

  /**
   * Opens the call, or goes on with the one of this key. @param isHeard whether the trainee is heard here
   * @throws live_full
   */
  static async open(
    { id, scenario, trainee: agent, mode }: Pick<DrillRow, 'id' | 'scenario' | 'trainee' | 'mode'>,
    { key, isHeard, calls }: { key: string; isHeard: boolean; calls: DrillCalls },
  ): Promise<DrillLine> {
    const sampleRateHz = mode === 'voice' ? microphoneRateHz : telephoneRateHz;
    const line = await calls.open(
      {
        ...{ type: 'start', key, sampleRateHz, encoding: 'pcm_s16le' },
        legs: ['agent', 'customer'],
        call: {
          ...{ title: scenario.title, agent, kind: scenario.kind, direction: 'inbound' },
          extra: { drillId: id, scenario: scenario.id },
        },
      },
      { source: 'simulated', channel: 'drill', toldLegs: isHeard ? [caller] : [trainee, caller] },
    );
    return new DrillLine(line, sampleRateHz, calls, agent);
  }

  get callId(): string {
    return this.#line.callId;
  }

  get positionMs(): number {
    return this.#line.positionMs();
  }

  /** Called when the call ended, whoever ended it. */
  onEnd(told: () => void): void {
    this.#line.onEnd(told);
  }

  /** Tells it the turns that it does not know yet. */
  tell(turns: readonly Turn[]): void {
    for (const turn of turns) {
      if (this.knows(turn)) continue;
      this.heard(turn);
      const { leg, text, startMs, endMs } = turn;
      this.#line.told(leg, { text, startMs, endMs });
    }
  }

  /** Whether it was told a turn, or heard it by itself. */
  knows({ leg, startMs, text }: Pick<Turn, 'leg' | 'startMs' | 'text'>): boolean {
    return this.#known.get(keyOf(leg, startMs)) === text;
  }

  /** It heard a turn by itself. */
  heard({ leg, startMs, text }: Pick<Turn, 'leg' | 'startMs' | 'text'>): void {
    this.#known.set(keyOf(leg, startMs), text);
  }

  /** A desk has come (back): @returns the microphone's count up to where its audio is safe */
  attached(nowMs: number): number {
    this.#place.attached(nowMs);
    return this.safe();
  }

  /** By the desk's count: up to where the microphone's audio is safe. */
  safe(): number {
    return this.#place.inDeskCount(this.#line.received()[trainee] ?? 0);
  }

  /** A frame of the microphone. @param isSilent nobody hears it: muted, or on hold */
  frame({ firstSample, samples, sequence }: SourceFrame, nowMs: number, isSilent: boolean): void {
    const placed = this.#place.place(firstSample, samples.length, nowMs);
    const heard = isSilent ? new Int16Array(samples.length) : samples;
    this.#line.frame(trainee, { firstSample: placed, samples: heard, sequence });
  }

  /** The caller begins to be heard. */
  sounds(startMs: number, spoken: Pick<Spoken, 'samples' | 'sampleRateHz'>): void {
    this.#callerSound.begins(startMs, spoken);
  }

  /** What lies under the caller's side from now on; null when nothing does. */
  lies(loop: Spoken | null, nowMs: number): void {
    this.#callerSound.lies(loop, nowMs);
  }

  get hasUnder(): boolean {
    return this.#callerSound.hasUnder;
  }

  get isSounding(): boolean {
    return this.#callerSound.isSounding;
  }

  /** The caller is not heard any more. */
  hush(): void {
    this.#callerSound.cut();
  }

  passed(atMs: number): void {
    this.#callerSound.passed(atMs);
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
    this.passed(atMs);
    this.#line.end().catch((thrown) => {
      log.error(
        { err: toEarshotError(thrown), callId: this.callId },
        'the call of a drill could not be ended',
      );
    });
  }
}

function keyOf(leg: number, startMs: number): string {
  return `${leg} ${Math.round(startMs)}`;
}
