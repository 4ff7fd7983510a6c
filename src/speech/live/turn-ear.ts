import { RecentAudio } from '../../audio/live/recent-audio.ts';
import { TurnCutter, type TurnCutterSettings } from '../../audio/live/turn-cutter.ts';
import { publicError } from '../../errors.ts';
import { bufferSource } from '../../lib/bytes.ts';
import { wordsInCommon } from '../../lib/words-in-common.ts';
import type { Span } from '../../model/call.ts';
import type { Heard, HeardTurn, Hearing } from '../engine.ts';
import type { Ear, EarListener } from './ear.ts';
import { hangs } from './hangs.ts';
import type { WordStream } from './word-stream.ts';

export interface TurnEarSettings extends TurnCutterSettings {
  /** Words of a turn that lasts are asked for so often. */
  partialEveryMs: number;
  /**
   * After so much silence a turn is recognised as if it had ended: when it has, its words are there the sooner. It
   * costs a recognition for every pause in a turn, so it is for those who wait for an answer; null to do without.
   */
  headStartMs: number | null;
  /** With a head start: a turn whose words so far can stand alone ends after so much silence. */
  quickEndMs: number;
}

export interface TurnEarDeps {
  engine: string;
  language: string | null;
  hotwords: string[];
  /** The batch recogniser. */
  hear(hearing: Hearing): Promise<Heard>;
  listener: EarListener;
  /** What follows a leg while it is spoken, where there is such a thing: its words are then there the sooner. */
  follow?(): WordStream | null;
}

interface Leg {
  /** From the first sample on: a leg that nobody speaks on needs none. */
  stream: WordStream | null | undefined;
  recent: RecentAudio;
  cutter: TurnCutter;
  partialAtMs: number;
  said: string;
}

interface Job extends Span {
  leg: number;
  tries: number;
}

/** Words of a turn that may have ended. */
interface Guess extends Span {
  leg: number;
  turns: Promise<HeardTurn[]>;
  /** Once they are known. */
  text?: string;
}

/** One try more than once: a process that crashed is up again by then. */
const tries = 2;
const partialsBelowQueue = 2;

/**
 * Hears with a recogniser that takes whole recordings: each leg is cut into turns where its speaker pauses, and each
 * turn is recognised when it is over. While it lasts it is recognised again every second, unless turns wait.
 */
export function openTurnEar(
  legCount: number,
  sampleRateHz: number,
  settings: TurnEarSettings,
  deps: TurnEarDeps,
): Ear {
  const legs: Leg[] = Array.from({ length: legCount }, () => ({
    stream: undefined,
    recent: new RecentAudio(sampleRateHz, settings.longestMs * 3),
    cutter: new TurnCutter(sampleRateHz, settings),
    partialAtMs: 0,
    said: '',
  }));
  const waiting: Job[] = [];
  let working: Promise<void> | undefined;
  let hearingPartial = false;
  let guess: Guess | undefined;
  const positionMs = (leg: Leg) => (leg.recent.end * 1000) / sampleRateHz;

  async function hearSpan(leg: number, span: Span): Promise<HeardTurn[]> {
    const { samples, startMs } = legs[leg]!.recent.slice(span);
    const durationMs = (samples.length * 1000) / sampleRateHz;
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    const { turns } = await deps.hear({
      audio: { pcm: bufferSource(bytes), sampleRateHz, channels: 1, durationMs },
      legs: [{ leg: 0, channel: 0, speech: [{ startMs: 0, endMs: durationMs }] }],
      language: deps.language,
      hotwords: deps.hotwords,
    });
    return turns.map((turn) => shifted(turn, leg, startMs));
  }

  /** The words of a span that ended with a pause, by what followed it while it was spoken, if anything did. */
  async function hearPaused(leg: number, span: Span): Promise<HeardTurn[]> {
    const { stream } = legs[leg]!;
    if (!stream) return hearSpan(leg, span);
    return (await stream.words(span)).map((turn) => ({ ...turn, leg }));
  }

  async function work(): Promise<void> {
    for (let job = waiting[0]; job; job = waiting[0]) {
      try {
        const turns = await firstOr(job);
        waiting.shift();
        legs[job.leg]!.said = '';
        if (turns.length === 0) deps.listener.partial({ ...job, stable: '', tail: '' });
        for (const turn of turns) deps.listener.turn(turn, `${turn.leg} ${turn.startMs}`);
      } catch (thrown) {
        if (++job.tries < tries) continue;
        waiting.shift();
        deps.listener.missed({ ...job, reason: publicError(thrown).message });
      }
    }
    working = undefined;
  }

  /** What was followed is taken as it is; when that failed the span is heard as a whole. */
  function firstOr(job: Job): Promise<HeardTurn[]> {
    if (job.tries > 0) return hearSpan(job.leg, job);
    return isOf(guess, job) ? guess.turns : hearPaused(job.leg, job);
  }

  function queue(leg: number, spans: Span[]): void {
    for (const span of spans) waiting.push({ ...span, leg, tries: 0 });
    if (waiting.length > 0) working ??= work();
  }

  function guessEnd(index: number, { cutter }: Leg): void {
    const { pause } = cutter;
    const { headStartMs } = settings;
    if (!pause || headStartMs === null || pause.lastsMs < Math.max(headStartMs, settings.preRollMs)) return;
    const one = { leg: index, startMs: pause.startMs, endMs: pause.endMs };
    if (waiting.length > 0 || isOf(guess, one)) return;
    const turns = hearPaused(index, one);
    const made: Guess = { ...one, turns };
    guess = made;
    turns.then(
      (heard) => {
        made.text = textOf(heard);
        if (guess === made) tellSoFar(index, one.startMs, made.text);
      },
      // Whoever needs it is told of a failure; when the speaker goes on nobody does.
      () => {},
    );
  }

  /** Who has said something whole, and is silent, need not be waited for as long as who broke off. */
  function endQuickly(index: number, { cutter }: Leg): void {
    const { pause } = cutter;
    if (!pause || pause.lastsMs < settings.quickEndMs) return;
    const { startMs, endMs } = pause;
    if (!isOf(guess, { leg: index, startMs, endMs }) || guess.text === undefined || hangs(guess.text)) return;
    queue(index, cutter.endAtPause());
  }

  /** Words of a turn that lasts, or seems to. When it has ended meanwhile, its own words are on their way, and better. */
  function tellSoFar(index: number, startMs: number, text: string): void {
    const leg = legs[index]!;
    if (leg.cutter.speakingSinceMs !== startMs) return;
    const stable = wordsInCommon(leg.said, text);
    leg.said = text;
    deps.listener.partial({ leg: index, startMs, stable, tail: text.slice(stable.length).trim() });
  }

  async function hearPartial(index: number, leg: Leg, startMs: number): Promise<void> {
    hearingPartial = true;
    try {
      tellSoFar(index, startMs, textOf(await hearSpan(index, { startMs, endMs: positionMs(leg) })));
    } catch {
      // Words that may still change are not worth a second try: the whole turn is heard when it ends.
    } finally {
      hearingPartial = false;
    }
  }

  return {
    engine: deps.engine,
    push(index, samples) {
      const leg = legs[index]!;
      leg.recent.push(samples);
      if (leg.stream === undefined) leg.stream = deps.follow?.() ?? null;
      leg.stream?.push(samples);
      queue(index, leg.cutter.push(samples));
      guessEnd(index, leg);
      endQuickly(index, leg);
      const since = leg.cutter.speakingSinceMs;
      const nowMs = positionMs(leg);
      if (since === null || hearingPartial || waiting.length >= partialsBelowQueue) return;
      if (nowMs - Math.max(since, leg.partialAtMs) < settings.partialEveryMs) return;
      leg.partialAtMs = nowMs;
      void hearPartial(index, leg, since);
    },
    async end() {
      for (const [index, leg] of legs.entries()) queue(index, leg.cutter.flush());
      await working;
      await Promise.all(legs.map(({ stream }) => stream?.[Symbol.asyncDispose]()));
    },
    lagMs() {
      const [oldest] = waiting;
      return oldest ? Math.max(0, Math.max(...legs.map(positionMs)) - oldest.endMs) : 0;
    },
  };
}

function isOf(guess: Guess | undefined, { leg, startMs, endMs }: Span & { leg: number }): guess is Guess {
  return guess?.leg === leg && guess.startMs === startMs && guess.endMs === endMs;
}

function textOf(turns: readonly HeardTurn[]): string {
  return turns.map((turn) => turn.text).join(' ');
}

function shifted(turn: HeardTurn, leg: number, byMs: number): HeardTurn {
  const words = turn.words.map((word) => ({
    ...word,
    startMs: word.startMs + byMs,
    endMs: word.endMs + byMs,
  }));
  return { ...turn, leg, startMs: turn.startMs + byMs, endMs: turn.endMs + byMs, words };
}
