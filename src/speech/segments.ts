import type { Span } from '../model/call.ts';
import type { LegToHear } from './engine.ts';

/** A stretch of one leg to be recognised at once. */
export interface Segment extends Span {
  leg: number;
  channel: number;
  /** How much of it is speech, gaps aside. */
  speechMs: number;
  /** How much real audio may be taken before and after without another's words or the next segment's. */
  roomBeforeMs: number;
  roomAfterMs: number;
}

/**
 * Segments stay under 20 s: memory of an encoder grows with length and is never given back (31 s took 3 GB,
 * 60 s took 7.9 GB), and recognition loses words in long ones. Merging near spans gives the model context.
 */
const longestMs = 15_000;
const cutSearchMs = 5_000;
const mergeGapMs = 500;
/** Another leg's speech in a gap keeps two spans apart, so that turns stay in order; shorter is a breath. */
const otherInGapMs = 200;
const mostRoomMs = 1_000;

/** Where a span may be cut best: given a channel and where to look, the instant on the call's clock. */
export type Quietest = (channel: number, search: Span) => Promise<number>;

/** Cuts the speech of all legs into segments, in order of start. */
export async function planSegments(
  legs: LegToHear[],
  durationMs: number,
  quietest: Quietest,
): Promise<Segment[]> {
  const tidied = legs.map((leg) => ({ ...leg, speech: tidy(leg.speech, durationMs) }));
  const planned: Segment[] = [];
  for (const leg of tidied) {
    const others = tidied.filter((other) => other.leg !== leg.leg);
    const parts: (Span & { speechMs: number })[] = [];
    for (const span of mergeNear(leg, others)) {
      parts.push(...(await cutLong(span, leg.channel, quietest)));
    }
    const shared = others.filter((other) => other.channel === leg.channel).flatMap((other) => other.speech);
    for (const [index, part] of parts.entries()) {
      planned.push({
        ...part,
        leg: leg.leg,
        channel: leg.channel,
        roomBeforeMs: roomBefore(part, parts[index - 1], shared),
        roomAfterMs: roomAfter(part, parts[index + 1], shared, durationMs),
      });
    }
  }
  return planned.sort((a, b) => a.startMs - b.startMs || a.leg - b.leg);
}

/** In order, inside the recording, without overlaps and empty spans. */
function tidy(spans: Span[], durationMs: number): Span[] {
  const tidied: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.startMs - b.startMs)) {
    const startMs = Math.max(0, span.startMs);
    const endMs = Math.min(durationMs, span.endMs);
    const last = tidied.at(-1);
    if (endMs <= startMs) continue;
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else tidied.push({ startMs, endMs });
  }
  return tidied;
}

function mergeNear(leg: LegToHear, others: LegToHear[]): (Span & { speechMs: number })[] {
  const merged: (Span & { speechMs: number })[] = [];
  for (const span of leg.speech) {
    const last = merged.at(-1);
    const lengthMs = span.endMs - span.startMs;
    if (last && mayMerge(last, span, leg, others)) {
      last.endMs = span.endMs;
      last.speechMs += lengthMs;
    } else {
      merged.push({ ...span, speechMs: lengthMs });
    }
  }
  return merged;
}

function mayMerge(before: Span, after: Span, leg: LegToHear, others: LegToHear[]): boolean {
  const gap = { startMs: before.endMs, endMs: after.startMs };
  if (gap.endMs - gap.startMs > mergeGapMs || after.endMs - before.startMs > longestMs) return false;
  return others.every((other) => {
    const sharesChannel = other.channel === leg.channel;
    return other.speech.every((span) => overlapMs(span, gap) < (sharesChannel ? 1 : otherInGapMs));
  });
}

async function cutLong(
  span: Span & { speechMs: number },
  channel: number,
  quietest: Quietest,
): Promise<(Span & { speechMs: number })[]> {
  const parts: (Span & { speechMs: number })[] = [];
  const share = span.speechMs / (span.endMs - span.startMs);
  let startMs = span.startMs;
  while (span.endMs - startMs > longestMs) {
    const search = whereToCut(startMs, span.endMs);
    const found = await quietest(channel, search);
    const cutMs = Math.max(search.startMs, Math.min(search.endMs, found));
    parts.push({ startMs, endMs: cutMs, speechMs: (cutMs - startMs) * share });
    startMs = cutMs;
  }
  parts.push({ startMs, endMs: span.endMs, speechMs: (span.endMs - startMs) * share });
  return parts;
}

/** As late as may be; the last cut near the middle, so that no sliver is left. */
function whereToCut(startMs: number, endMs: number): Span {
  if (endMs - startMs > 2 * longestMs) {
    return { startMs: startMs + longestMs - cutSearchMs, endMs: startMs + longestMs };
  }
  const middle = (startMs + endMs) / 2;
  return {
    startMs: Math.max(middle - cutSearchMs / 2, endMs - longestMs),
    endMs: Math.min(middle + cutSearchMs / 2, startMs + longestMs),
  };
}

/** Half of the gap to the segment before belongs to it; a cut through speech leaves no room at all. */
function roomBefore(part: Span, before: Span | undefined, shared: Span[]): number {
  const ownMs = before ? (part.startMs - before.endMs) / 2 : part.startMs;
  const others = shared.filter((span) => span.startMs < part.startMs);
  const otherMs = others.map((span) => Math.max(0, part.startMs - span.endMs));
  return Math.min(mostRoomMs, ownMs, ...otherMs);
}

function roomAfter(part: Span, after: Span | undefined, shared: Span[], durationMs: number): number {
  const ownMs = after ? (after.startMs - part.endMs) / 2 : durationMs - part.endMs;
  const others = shared.filter((span) => span.endMs > part.endMs);
  const otherMs = others.map((span) => Math.max(0, span.startMs - part.endMs));
  return Math.max(0, Math.min(mostRoomMs, ownMs, ...otherMs));
}

export function overlapMs(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs));
}
