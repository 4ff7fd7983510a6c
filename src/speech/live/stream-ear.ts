import { RecentAudio } from '../../audio/live/recent-audio.ts';
import { bufferSource } from '../../lib/bytes.ts';
import { wordsInCommon } from '../../lib/words-in-common.ts';
import type { Span } from '../../model/call.ts';
import type { Heard, HeardTurn, Hearing } from '../engine.ts';
import type { HubLeg, LiveHub } from '../sherpa/live/hub.ts';
import { confidenceOfAll, toSmallLetters, wordsOf } from '../words.ts';
import type { Ear, EarListener } from './ear.ts';
import type { LiveHeard } from './live-protocol.ts';

export interface StreamEarDeps {
  engine: string;
  hub: LiveHub;
  /** How long a token lasts. */
  tokenMs: number;
  capitalsOnly: boolean;
  /** Reads each turn that ended once more, with a better and slower recogniser; null where there is none. */
  again: {
    engine: string;
    language: string | null;
    hotwords: string[];
    hear(hearing: Hearing): Promise<Heard>;
  } | null;
  listener: EarListener;
}

/** Real audio around a turn that is read again: an onset is quieter than what follows. */
const aroundMs = 200;
const keptMs = 60_000;
/** Behind by so many turns, turns stand as they were first heard. */
const mostAgain = 4;

/**
 * Hears with a streaming recogniser, words while they are spoken, and reads each turn that ended once more where a
 * better recogniser is there: what that says takes its place.
 */
export function openStreamEar(legCount: number, sampleRateHz: number, deps: StreamEarDeps): Ear {
  const { hub, listener, again } = deps;
  const recent = Array.from({ length: legCount }, () => new RecentAudio(sampleRateHz, keptMs));
  const said = Array.from({ length: legCount }, () => '');
  const reading: Promise<void>[] = [];
  let under = 0;
  let last: Promise<void> = Promise.resolve();

  const legs: HubLeg[] = recent.map((_, leg) =>
    hub.open(sampleRateHz, {
      heard: (heard) => take(leg, heard),
      restarted: () => {
        // The open turn is heard again from its beginning: nothing was told of it that could not change.
        said[leg] = '';
      },
    }),
  );

  function take(leg: number, { finals, partial }: LiveHeard): void {
    for (const final of finals) {
      const spelt = deps.capitalsOnly ? toSmallLetters(final) : final;
      const [startMs, endMs] = [final.startS * 1000, final.endS * 1000];
      const words = wordsOf(spelt, { startMs: 0, endMs, tokenMs: deps.tokenMs });
      said[leg] = '';
      const turn = { leg, startMs, endMs, text: spelt.text, words, confidence: confidenceOfAll(spelt) };
      const segment = `${leg} ${Math.round(startMs)}`;
      listener.turn(turn, segment);
      readAgain(turn, segment);
    }
    if (!partial) return;
    const text = deps.capitalsOnly ? partial.text.toLowerCase() : partial.text;
    const stable = wordsInCommon(said[leg]!, text);
    said[leg] = text;
    listener.partial({ leg, startMs: partial.startS * 1000, stable, tail: text.slice(stable.length).trim() });
  }

  function readAgain(turn: HeardTurn, segment: string): void {
    if (!again || under >= mostAgain) return;
    under++;
    last = last
      .then(async () => {
        const better = await heardAgain(turn, again);
        if (better) listener.turn({ ...better, leg: turn.leg }, segment);
      })
      // It stands as it was first heard: that is said by the engine of the call, and is no loss.
      .catch(() => {})
      .finally(() => {
        under--;
      });
    reading.push(last);
  }

  async function heardAgain(
    turn: HeardTurn,
    { hear, language, hotwords }: NonNullable<StreamEarDeps['again']>,
  ): Promise<HeardTurn | undefined> {
    const span: Span = { startMs: Math.max(0, turn.startMs - aroundMs), endMs: turn.endMs + aroundMs };
    const { samples, startMs } = recent[turn.leg]!.slice(span);
    const durationMs = (samples.length * 1000) / sampleRateHz;
    if (startMs > turn.startMs || durationMs === 0) return undefined;
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    const { turns } = await hear({
      audio: { pcm: bufferSource(bytes), sampleRateHz, channels: 1, durationMs },
      legs: [{ leg: 0, channel: 0, speech: [{ startMs: 0, endMs: durationMs }] }],
      language,
      hotwords,
    });
    if (turns.length === 0) return undefined;
    const words = turns.flatMap((one) =>
      one.words.map((word) => ({ ...word, startMs: word.startMs + startMs, endMs: word.endMs + startMs })),
    );
    return { ...turn, text: turns.map((one) => one.text).join(' '), words, confidence: turns[0]!.confidence };
  }

  return {
    engine: again ? `${deps.engine}, then ${again.engine}` : deps.engine,
    push(leg, samples) {
      recent[leg]!.push(samples);
      legs[leg]!.push(samples);
    },
    async end() {
      await Promise.all(legs.map((leg) => leg.end()));
      await Promise.all(reading);
    },
    lagMs: () => Math.max(0, ...legs.map((leg) => leg.lagMs())),
  };
}
