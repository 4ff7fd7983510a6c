import type { Span } from '../model/call.ts';

/**
 * Sets of time. Every function takes and gives spans in order of time that neither touch nor overlap, unless it
 * says otherwise.
 */

/** Any spans at all, put in order, cut to 0…`durationMs`, and joined where they meet. */
export function tidy(spans: readonly Span[], durationMs = Number.POSITIVE_INFINITY): Span[] {
  const cut = spans
    .map(({ startMs, endMs }) => ({ startMs: Math.max(0, startMs), endMs: Math.min(durationMs, endMs) }))
    .filter(({ startMs, endMs }) => endMs > startMs)
    .sort((a, b) => a.startMs - b.startMs);
  return closeGaps(cut, 0);
}

/** Joins spans with less than `gapMs` between them (and those that meet). Takes spans that overlap. */
export function closeGaps(spans: readonly Span[], gapMs: number): Span[] {
  const out: Span[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    const gap = last ? span.startMs - last.endMs : 0;
    if (last && (gap <= 0 || gap < gapMs)) last.endMs = Math.max(last.endMs, span.endMs);
    else out.push({ ...span });
  }
  return out;
}

export function dropShort(spans: readonly Span[], shortestMs: number): Span[] {
  return spans.filter(({ startMs, endMs }) => endMs - startMs >= shortestMs);
}

/** Time that is in either. */
export function union(a: readonly Span[], b: readonly Span[]): Span[] {
  return tidy([...a, ...b]);
}

/** Time that is in both. */
export function intersect(a: readonly Span[], b: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const startMs = Math.max(a[i]!.startMs, b[j]!.startMs);
    const endMs = Math.min(a[i]!.endMs, b[j]!.endMs);
    if (endMs > startMs) out.push({ startMs, endMs });
    if (a[i]!.endMs < b[j]!.endMs) i++;
    else j++;
  }
  return out;
}

/** Time of 0…`durationMs` that is not in `spans`. */
export function complement(spans: readonly Span[], durationMs: number): Span[] {
  const out: Span[] = [];
  let at = 0;
  for (const span of spans) {
    if (span.startMs > at) out.push({ startMs: at, endMs: span.startMs });
    at = span.endMs;
  }
  if (durationMs > at) out.push({ startMs: at, endMs: durationMs });
  return out;
}

export function totalMs(spans: readonly Span[]): number {
  return spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

export function longestMs(spans: readonly Span[]): number {
  return spans.reduce((longest, { startMs, endMs }) => Math.max(longest, endMs - startMs), 0);
}
