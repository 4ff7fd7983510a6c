import type { Turn } from '../../model/call.ts';
import type { DrillDetail } from '../../model/drill-desk.ts';
import { hintsFor } from '../../simulator/hints.ts';
import type { Heard } from '../../simulator/run.ts';
import type { Spoken } from '../../voices/voice.ts';
import { Airtime } from './airtime.ts';
import type { Ambience } from './ambience.ts';
import type { CallerAudio } from './caller-audio.ts';
import type { CallerWords } from './caller-words.ts';
import type { DeskTold } from './desk-told.ts';
import type { DrillLine } from './drill-line.ts';
import type { Happening } from './happening.ts';
import type { KeptDrill } from './kept-drill.ts';

/** How often audio goes out to the line while it sounds. */
const soundEveryMs = 100;
/** The same of what lies under the call alone. */
const underEveryMs = 250;

export interface TellingParts {
  kept: KeptDrill;
  audio: CallerAudio;
  ambience: Ambience;
  /** Null when the lines are said as they are written. */
  words: CallerWords | null;
  desk: DeskTold;
  detail(): DrillDetail;
  keep(happening: Happening): Promise<void>;
}

/** Tells desk and line what of a drill begins and ends, as its time comes. */
export class Telling {
  readonly #parts: TellingParts;
  readonly #airtime = new Airtime();
  #under: Spoken | null = null;
  line: DrillLine | undefined;

  constructor(parts: TellingParts) {
    const { run, atMs } = parts.kept.now;
    this.#parts = parts;
    this.#airtime.catchUp(run, atMs);
  }

  /** What has been said to its end, on both sides. */
  turns(): Turn[] {
    return this.#airtime.turns(this.#parts.kept.now.run);
  }

  all(): void {
    this.#parts.desk.all(this.#parts.detail(), []);
  }

  /** For a desk that has just come: also what is being said. */
  allNow(nowMs: number): void {
    const { desk, detail, kept } = this.#parts;
    desk.all(detail(), this.#airtime.now(kept.now.run));
    desk.lies(this.#under, nowMs);
  }

  /** Tells what began and ended up to a moment. */
  async passed(nowMs: number): Promise<void> {
    const { kept, desk, detail } = this.#parts;
    await this.#prepare();
    for (let one = this.#due(nowMs); one; one = this.#due(nowMs)) await this.#begin(one, nowMs);
    this.#over(nowMs);
    this.#lies(nowMs);
    desk.hints(hintsFor(kept.now.run.state, kept.play), detail);
    this.line?.passed(nowMs);
  }

  /** Words come before the voice; while they are waited for, the voice of the written line is made besides. */
  async #prepare(): Promise<void> {
    const { kept, audio, words, keep } = this.#parts;
    await words?.keepWhatCame(keep);
    const { run } = kept.now;
    words?.prepare(kept.now, this.#airtime.said(run), (utterance) => this.#airtime.hasBegun(utterance));
    const waiting = run.heard.some((one) => words?.isComing(one));
    if (waiting && audio.isHeard) audio.foresee(run, kept.play);
    audio.prepare({ ...run, heard: run.heard.filter((one) => !words?.isComing(one)) }, kept.play);
  }

  /** Nothing is said any more. */
  ended(): void {
    this.line?.hush();
    this.line?.lies(null, this.#parts.kept.now.atMs);
    this.#over(Number.POSITIVE_INFINITY);
  }

  /** The caller is not heard any more, by whatever they were stopped. */
  hush(): void {
    this.#parts.desk.hush();
    this.line?.hush();
  }

  /** Whether what is to be said next is still being made. */
  get isComing(): boolean {
    const next = this.#airtime.next(this.#parts.kept.now.run);
    return next !== undefined && this.#waitsFor(next);
  }

  /** When there is something to tell next. */
  nextMs(nowMs: number): number {
    const { run } = this.#parts.kept.now;
    const next = this.#airtime.next(run);
    return Math.min(
      this.isComing ? Number.POSITIVE_INFINITY : (next?.startMs ?? Number.POSITIVE_INFINITY),
      this.#airtime.endsMs(run),
      this.line?.isSounding ? nowMs + soundEveryMs : Number.POSITIVE_INFINITY,
      this.line?.hasUnder ? nowMs + underEveryMs : Number.POSITIVE_INFINITY,
    );
  }

  /** The next utterance when its time has come and its audio is there, if it has any. */
  #due(nowMs: number): Heard | undefined {
    const next = this.#airtime.next(this.#parts.kept.now.run);
    if (!next || next.startMs > nowMs || this.#waitsFor(next)) return undefined;
    return next;
  }

  #waitsFor(one: Heard): boolean {
    const { audio, words } = this.#parts;
    return audio.of(one) === 'coming' || words?.isComing(one) === true;
  }

  async #begin(planned: Heard, nowMs: number): Promise<void> {
    const { kept, audio, desk, words, keep } = this.#parts;
    const { utterance } = planned;
    const made = audio.of(planned);
    const spoken = made === 'coming' ? null : made;
    // What waited for nothing begins as it was planned.
    if (!spoken && !words) {
      this.#airtime.began(planned);
      if (!kept.now.held) desk.begins(planned);
      return;
    }
    const startMs = Math.round(nowMs);
    const durationMs = spoken
      ? Math.round((spoken.samples.length * 1000) / spoken.sampleRateHz)
      : planned.endMs - planned.startMs;
    await keep({ type: 'spoke', utterance: utterance!, startMs, durationMs });
    audio.done(planned);
    const one = kept.now.run.heard.find((heard) => heard.utterance === utterance) ?? planned;
    this.#airtime.began(one);
    if (!kept.now.held) desk.begins(one, spoken ?? undefined);
    if (spoken) this.line?.sounds(startMs, spoken);
  }

  /** What lies under the call, as the scene has it now. */
  #lies(nowMs: number): void {
    const { ambience, desk } = this.#parts;
    const under = ambience.at(nowMs);
    if (under === this.#under && (under !== null) === (this.line?.hasUnder ?? false)) return;
    this.line?.lies(under, nowMs);
    if (under !== this.#under) desk.lies(under, nowMs);
    this.#under = under;
  }

  #over(nowMs: number): void {
    const { kept, desk, detail } = this.#parts;
    this.#airtime.over(kept.now.run, nowMs);
    const turns = this.turns();
    desk.turns(turns, detail);
    this.line?.tell(turns);
  }
}
