import { z } from 'zod';
import type { CallMetrics } from '../../../model/metrics.ts';
import type { Hearing, Observed } from '../observed.ts';
import { searchedFor, verb } from '../verb.ts';
import { lookIn, Speaker } from '../window.ts';

const measures = {
  'deadAir.count': (metrics: CallMetrics) => metrics.deadAir.count,
  'deadAir.totalMs': (metrics: CallMetrics) => metrics.deadAir.totalMs,
  'deadAir.longestMs': (metrics: CallMetrics) => metrics.deadAir.longestMs,
  'talkOver.count': (metrics: CallMetrics) => metrics.talkOver?.count ?? null,
  'talkOver.totalMs': (metrics: CallMetrics) => metrics.talkOver?.totalMs ?? null,
  silenceRatio: (metrics: CallMetrics) => metrics.silenceRatio,
  'agent.talkRatio': (metrics: CallMetrics) => ofAgent(metrics)?.talkRatio ?? null,
  'agent.wordsPerMinute': (metrics: CallMetrics) => ofAgent(metrics)?.wordsPerMinute ?? null,
} as const;
type Measure = keyof typeof measures;

function ofAgent(metrics: CallMetrics) {
  return metrics.legs.find((leg) => leg.role === 'agent');
}

const Metric = z.strictObject({
  metric: z.enum(Object.keys(measures) as [Measure, ...Measure[]]),
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
  seeks: z.string().optional(),
});

/** Something measured on the audio lies within bounds. Not measured, it cannot be told. */
export const metric = verb<z.infer<typeof Metric>>({
  schema: Metric,
  compile(spec, compiler) {
    const soughtFor = compiler.sought(spec.seeks ?? spec.metric);
    return (hearing) => {
      const value = hearing.call.metrics ? measures[spec.metric](hearing.call.metrics) : null;
      return within(value, spec, soughtFor, hearing);
    };
  },
});

const TurnLength = z.strictObject({
  wordsPerTurn: z.strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() }),
  by: Speaker.optional(),
  seeks: z.string().optional(),
});

/** How many words a side says at a time, on average: a sign of whole sentences, or of bare fragments. */
export const wordsPerTurn = verb<z.infer<typeof TurnLength>>({
  schema: TurnLength,
  compile(spec, compiler) {
    const speaker = compiler.speaker(spec.by);
    const soughtFor = compiler.sought(spec.seeks ?? 'words per turn');
    return (hearing) => {
      const { turns } = lookIn(hearing, speaker, undefined);
      const words = turns.reduce((sum, turn) => sum + turn.tokens.length, 0);
      return within(turns.length < 3 ? null : words / turns.length, spec.wordsPerTurn, soughtFor, hearing);
    };
  },
});

const Speaks = z.strictObject({
  speaks: Speaker,
  atLeast: z.int().positive().default(1),
  seeks: z.string().optional(),
});

/** A side says anything at all, in at least so many turns. */
export const speaks = verb<z.infer<typeof Speaks>>({
  schema: Speaks,
  compile(spec, compiler) {
    const soughtFor = compiler.sought(spec.seeks ?? `words of the ${spec.speaks}`);
    return (hearing) => {
      const looked = lookIn(hearing, spec.speaks, undefined);
      const count = looked.turns.length;
      return {
        holds: count >= spec.atLeast,
        hits: [],
        along: [],
        count,
        searched: [searchedFor(looked, soughtFor)],
      };
    };
  },
});

function within(
  value: number | null,
  bounds: { atLeast?: number | undefined; atMost?: number | undefined },
  soughtFor: string,
  hearing: Hearing,
): Observed {
  const searched = [searchedFor(lookIn(hearing, 'anyone', undefined), soughtFor)];
  if (value === null) return { holds: null, hits: [], along: [], count: 0, searched };
  const holds =
    (bounds.atLeast === undefined || value >= bounds.atLeast) &&
    (bounds.atMost === undefined || value <= bounds.atMost);
  return { holds, hits: [], along: [], count: holds ? 1 : 0, searched };
}
