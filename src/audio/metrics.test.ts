import { describe, expect, test } from 'vitest';
import type { Leg, Span, Turn } from '../model/call.ts';
import { CallMetrics } from '../model/metrics.ts';
import { measureCall } from './metrics.ts';
import { seededRandom } from './testing/random.ts';

function leg(index: number, speech: Span[], mixed = false): Leg {
  const role = index === 0 ? 'agent' : 'customer';
  return {
    index,
    channel: mixed ? 0 : index,
    mixed,
    role,
    roleSource: 'given',
    roleConfidence: 1,
    certainty: 1,
    speech,
  };
}

function turn(index: number, ofLeg: number, startMs: number, endMs: number, text: string): Turn {
  return { index, leg: ofLeg, role: 'agent', startMs, endMs, text, words: [], confidence: null };
}

function span(startMs: number, endMs: number): Span {
  return { startMs, endMs };
}

describe('a call one can count by hand', () => {
  const legs = [
    leg(0, [span(1000, 4000), span(9000, 12_000)]),
    leg(1, [span(3000, 5000), span(11_800, 13_000)]),
  ];
  const metrics = measureCall({ durationMs: 20_000, legs, turns: null });

  test('talk and silence', () => {
    expect(metrics.legs.map(({ talkMs }) => talkMs)).toEqual([6000, 3200]);
    expect(metrics.legs[0]!.talkRatio).toBeCloseTo(6000 / 9200);
    expect(metrics.silenceMs).toBe(1000 + 4000 + 7000);
    expect(metrics.silenceRatio).toBeCloseTo(0.6);
  });

  test('dead air is silence of more than three seconds', () => {
    expect(metrics.deadAir).toEqual({
      count: 2,
      totalMs: 11_000,
      longestMs: 7000,
      spans: [span(5000, 9000), span(13_000, 20_000)],
    });
  });

  test('talk-over is half a second or more of both, begun by who came later', () => {
    expect(metrics.talkOver).toEqual({
      count: 1,
      totalMs: 1000,
      spans: [{ ...span(3000, 4000), startedBy: 1 }],
    });
  });

  test('nothing is said of words before there is a transcript', () => {
    expect(metrics.legs[0]).toMatchObject({ words: null, wordsPerMinute: null });
  });
});

describe('words', () => {
  test('words over talk time, and none of it with under five seconds of talk', () => {
    const legs = [leg(0, [span(0, 30_000)]), leg(1, [span(31_000, 33_000)])];
    const turns = [turn(0, 0, 0, 30_000, 'one two  three four five'), turn(1, 1, 31_000, 33_000, 'yes')];
    const { legs: measured } = measureCall({ durationMs: 40_000, legs, turns });
    expect(measured[0]).toMatchObject({ words: 5, wordsPerMinute: 10 });
    expect(measured[1]).toMatchObject({ words: 1, wordsPerMinute: null });
  });

  test('a call without audio is measured by its turns', () => {
    const turns = [turn(0, 0, 0, 4000, 'hello'), turn(1, 1, 4500, 9000, 'hi')];
    const metrics = measureCall({ durationMs: 10_000, legs: [leg(0, []), leg(1, [])], turns });
    expect(metrics.legs.map(({ talkMs }) => talkMs)).toEqual([4000, 4500]);
  });

  test('a leg that was silent in a call with audio stays silent, whatever a transcript says', () => {
    const turns = [turn(0, 1, 0, 4000, 'ghost')];
    const metrics = measureCall({ durationMs: 10_000, legs: [leg(0, [span(0, 5000)]), leg(1, [])], turns });
    expect(metrics.legs[1]!.talkMs).toBe(0);
  });
});

describe('monologues', () => {
  test('pauses in which nobody speaks belong to them, up to dead air', () => {
    const speech = [span(0, 2000), span(4500, 6000), span(9500, 10_000)];
    const metrics = measureCall({ durationMs: 12_000, legs: [leg(0, speech), leg(1, [])], turns: null });
    expect(metrics.legs[0]!.longestTalkMs).toBe(6000);
  });

  test('a word of the other leg in a pause ends them', () => {
    const legs = [leg(0, [span(0, 2000), span(4000, 5000)]), leg(1, [span(2500, 2800)])];
    expect(measureCall({ durationMs: 6000, legs, turns: null }).legs[0]!.longestTalkMs).toBe(2000);
  });
});

describe('odd calls', () => {
  test('speakers told apart on one channel cannot be heard at once', () => {
    const legs = [leg(0, [span(0, 1000)], true), leg(1, [span(1000, 2000)], true)];
    expect(measureCall({ durationMs: 2000, legs, turns: null }).talkOver).toBeNull();
  });

  test('a call in which nobody speaks is silence and dead air', () => {
    const metrics = measureCall({ durationMs: 8000, legs: [leg(0, []), leg(1, [])], turns: null });
    expect(metrics).toMatchObject({ silenceMs: 8000, silenceRatio: 1, deadAir: { count: 1, totalMs: 8000 } });
    expect(metrics.legs[0]).toMatchObject({ talkMs: 0, talkRatio: 0 });
  });

  test('spans beyond the end, reversed or overlapping do no harm', () => {
    const speech = [span(5000, 20_000), span(3000, 2000), span(100, 900), span(500, 1500)];
    const metrics = measureCall({ durationMs: 6000, legs: [leg(0, speech)], turns: null });
    expect(metrics.legs[0]!.talkMs).toBe(1400 + 1000);
  });
});

describe('against counting every millisecond', () => {
  test('200 random calls give the same numbers', () => {
    const random = seededRandom(5);
    for (let round = 0; round < 200; round++) {
      const durationMs = 2000 + Math.floor(random() * 20_000);
      const legs = [0, 1].map((index) => leg(index, randomSpeech(random, durationMs)));
      const metrics = CallMetrics.parse(measureCall({ durationMs, legs, turns: null }));
      expect(countedOf(metrics), `round ${round}`).toEqual(count(legs, durationMs));
    }
  });
});

function countedOf(metrics: CallMetrics) {
  return {
    talkMs: metrics.legs.map(({ talkMs }) => talkMs),
    silenceMs: metrics.silenceMs,
    deadAir: metrics.deadAir.spans.map(({ startMs, endMs }) => [startMs, endMs]),
    talkOver: metrics.talkOver!.spans.map(({ startMs, endMs, startedBy }) => [startMs, endMs, startedBy]),
  };
}

function count(legs: Leg[], durationMs: number): ReturnType<typeof countedOf> {
  const active = legs.map((each) => {
    const line = new Uint8Array(durationMs + 1);
    for (const { startMs, endMs } of each.speech) line.fill(1, startMs, Math.min(endMs, durationMs));
    return line;
  });
  const talkMs = active.map((line) => line.reduce((sum, each) => sum + each, 0));
  const deadAir: number[][] = [];
  const talkOver: number[][] = [];
  let silenceMs = 0;
  let silentSince: number | null = null;
  let bothSince: number | null = null;
  for (let ms = 0; ms <= durationMs; ms++) {
    const [a, b] = [active[0]![ms] === 1, active[1]![ms] === 1];
    const isSilent = !a && !b && ms < durationMs;
    if (isSilent) silenceMs++;
    if (isSilent) silentSince ??= ms;
    else if (silentSince !== null) {
      if (ms - silentSince > 3000) deadAir.push([silentSince, ms]);
      silentSince = null;
    }
    if (a && b) bothSince ??= ms;
    else if (bothSince !== null) {
      const later = bothSince > 0 && active[1]![bothSince - 1] === 1 ? 0 : 1;
      if (ms - bothSince >= 500) talkOver.push([bothSince, ms, later]);
      bothSince = null;
    }
  }
  return { talkMs, silenceMs, deadAir, talkOver };
}

function randomSpeech(random: () => number, durationMs: number): Span[] {
  const out: Span[] = [];
  for (let at = Math.floor(random() * 4000); at < durationMs; ) {
    const endMs = at + 1 + Math.floor(random() * 2500);
    out.push(span(at, Math.min(durationMs, endMs)));
    at = endMs + 1 + Math.floor(random() * random() * 6000);
  }
  return out;
}
