import type { LiveOpening } from '../../ingest/live-intake.ts';
import { microphoneRateHz } from '../../model/drill-desk.ts';
import type { LiveStart } from '../../model/live.ts';
import type { HeardTurn } from '../../speech/engine.ts';
import { parseTranscript } from '../../speech/given/parse.ts';
import type { Ear, EarListener } from '../../speech/live/ear.ts';
import { openGivenEar } from '../../speech/live/given-ear.ts';
import { openLaterEar } from '../../speech/live/later-ear.ts';
import { openTurnEar } from '../../speech/live/turn-ear.ts';
import type { LiveParts } from './parts.ts';

/** How an open call will be heard. */
export interface EarChoice {
  /** `fromMs`: by leg, where on the call the first sample stands that the ear will be given. */
  open(listener: EarListener, fromMs: readonly number[]): Ear | undefined;
  /** Why it will not be, for people; null when it will. */
  problem: string | null;
}

/**
 * A transcript that came with the start is told by its times; else a streaming model hears words while they are
 * spoken; else the engine that would hear a recording hears each turn. Where all legs are told nothing is to be heard. @throws transcript_malformed
 */
export function chooseEar(
  start: LiveStart,
  { toldLegs, source }: Pick<LiveOpening, 'toldLegs' | 'source'>,
  parts: Pick<LiveParts, 'speech' | 'liveSpeech' | 'voice'>,
): EarChoice {
  const { sampleRateHz, legs, transcript, call } = start;
  if (transcript) {
    const turns = placed(parseTranscript(transcript.text, transcript.fileName), start);
    return {
      open: (listener, fromMs) => openGivenEar(turns, sampleRateHz, listener, fromMs),
      problem: null,
    };
  }
  if (legs.every((_, leg) => toldLegs.includes(leg)))
    return { open: (listener) => openGivenEar([], sampleRateHz, listener), problem: null };
  const language = call.language ?? null;
  const { live, desk } = parts.speech;
  const atDesk = source === 'simulated';
  const { current, hear } = atDesk ? desk : parts.speech;
  const hotwords = parts.speech.hotWords.of(call.queue ?? null);
  if (live.current(language)) {
    const hearing = { legs: legs.length, sampleRateHz, language, hotwords };
    return {
      open: (listener, fromMs) =>
        openLaterEar(fromMs, listener, (listener) => live.open({ ...hearing, listener })),
      problem: null,
    };
  }
  const engine = current(language);
  if (!engine) {
    return {
      open: () => undefined,
      problem:
        'No speech engine is set up: audio is recorded and not heard. Install a model on the page Speech.',
    };
  }
  const { endSilenceMs, longestTurnMs: longestMs, partialEveryMs } = parts.liveSpeech;
  if (atDesk) desk.prepare(language);
  const settings = {
    ...parts.voice,
    endSilenceMs,
    longestMs,
    // It does one thing at a time: words of a turn that lasts would hold up those of one that ended.
    partialEveryMs: engine.name === 'pocketsphinx' ? Number.POSITIVE_INFINITY : partialEveryMs,
    headStartMs: atDesk ? endSilenceMs / 2 : null,
    quickEndMs: endSilenceMs * 0.75,
    preRollMs: 200,
    shortestMs: 120,
  };
  return {
    open: (listener, fromMs) =>
      openLaterEar(fromMs, listener, (listener) =>
        openTurnEar(legs.length, sampleRateHz, settings, {
          engine: `${engine.name} ${engine.model}`,
          language,
          hotwords,
          hear,
          listener,
          ...(atDesk && sampleRateHz === microphoneRateHz ? { follow: () => desk.listen(language) } : {}),
        }),
      ),
    problem: null,
  };
}

/** Each turn on the leg of its channel, else of its role, else of the first that was named. */
function placed(given: ReturnType<typeof parseTranscript>, { legs }: LiveStart): HeardTurn[] {
  return given.turns.map(({ channel, role, startMs, endMs, text, words, confidence }) => {
    const leg = channel ?? legs.indexOf(role ?? 'other');
    return { leg: Math.max(0, Math.min(legs.length - 1, leg)), startMs, endMs, text, words, confidence };
  });
}
