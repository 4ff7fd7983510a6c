import type { Leg, Span, Turn } from '../model/call.ts';
import type { CallMetrics, LegMetrics } from '../model/metrics.ts';
import { complement, dropShort, intersect, longestMs, tidy, totalMs, union } from './spans.ts';

/** No leg speaks for longer than this: dead air. */
const deadAirMs = 3000;
/** Two legs speak at once for at least this: talk-over. Shorter is a back-channel ("mm", "okay"). */
const talkOverMs = 500;
/** With less talk than this, words per minute say nothing. */
const fewestTalkMs = 5000;

export interface MeasuredCall {
  durationMs: number;
  legs: Leg[];
  /** Null before there is a transcript. */
  turns: Turn[] | null;
}

/**
 * What can be counted in a call. Speech is what the voice activity detector heard on each leg; a call without
 * audio is measured by the times of its turns.
 */
export function measureCall({ durationMs, legs, turns }: MeasuredCall): CallMetrics {
  const heard = legs.some((leg) => leg.speech.length > 0);
  const speech = legs.map((leg) =>
    tidy(heard ? leg.speech : (turns ?? []).filter((turn) => turn.leg === leg.index), durationMs),
  );
  const anybody = speech.reduce(union, []);
  const silence = complement(anybody, durationMs);
  const deadAir = silence.filter(({ startMs, endMs }) => endMs - startMs > deadAirMs);
  const silenceMs = totalMs(silence);
  const allTalkMs = speech.reduce((sum, spans) => sum + totalMs(spans), 0);
  return {
    durationMs,
    legs: legs.map((leg, i) => measureLeg(leg, speech, i, allTalkMs, turns)),
    silenceMs,
    silenceRatio: durationMs > 0 ? silenceMs / durationMs : 0,
    deadAir: {
      count: deadAir.length,
      totalMs: totalMs(deadAir),
      longestMs: longestMs(deadAir),
      spans: deadAir,
    },
    talkOver: legs.length > 1 && !legs.some((leg) => leg.mixed) ? measureTalkOver(legs, speech) : null,
  };
}

function measureLeg(
  leg: Leg,
  speech: Span[][],
  i: number,
  allTalkMs: number,
  turns: Turn[] | null,
): LegMetrics {
  const own = speech[i]!;
  const others = speech.filter((_, other) => other !== i).reduce(union, []);
  const talkMs = totalMs(own);
  const words = turns && countWords(turns.filter((turn) => turn.leg === leg.index));
  return {
    leg: leg.index,
    role: leg.role,
    talkMs,
    talkRatio: allTalkMs > 0 ? talkMs / allTalkMs : 0,
    longestTalkMs: longestMs(monologues(own, others)),
    words,
    wordsPerMinute: words === null || talkMs < fewestTalkMs ? null : words / (talkMs / 60_000),
  };
}

/** Speech joined over pauses in which nobody else speaks and that are no dead air. */
function monologues(own: Span[], others: Span[]): Span[] {
  const out: Span[] = [];
  let next = 0;
  for (const span of own) {
    const last = out.at(-1);
    while (next < others.length && last && others[next]!.endMs <= last.endMs) next++;
    const interrupted = next < others.length && others[next]!.startMs < span.startMs;
    if (last && !interrupted && span.startMs - last.endMs <= deadAirMs) last.endMs = span.endMs;
    else out.push({ ...span });
  }
  return out;
}

function measureTalkOver(legs: Leg[], speech: Span[][]): CallMetrics['talkOver'] {
  const spans: (Span & { startedBy: number })[] = [];
  for (let a = 0; a < legs.length; a++) {
    for (let b = a + 1; b < legs.length; b++) {
      for (const span of dropShort(intersect(speech[a]!, speech[b]!), talkOverMs)) {
        // Both begin at once only where the detector's steps hide who was first: the later leg it is then.
        const later = speech[b]!.some(({ startMs }) => startMs === span.startMs) ? b : a;
        spans.push({ ...span, startedBy: legs[later]!.index });
      }
    }
  }
  spans.sort((x, y) => x.startMs - y.startMs);
  return { count: spans.length, totalMs: totalMs(spans), spans };
}

function countWords(turns: Turn[]): number {
  return turns.reduce(
    (sum, turn) => sum + (turn.words.length || turn.text.split(/\s+/).filter(Boolean).length),
    0,
  );
}
