import { z } from 'zod';
import type { Span } from '../../../model/call.ts';
import type { HeardTurn } from '../../text/hear.ts';
import { countedHits, type Hit, wholeTurn } from '../observed.ts';
import { saidIn } from '../phrases.ts';
import { searchedFor, verb } from '../verb.ts';
import { isBy, lookIn, Speaker, Window } from '../window.ts';

const Interrupts = z.strictObject({
  interrupts: Speaker,
  by: Speaker.optional(),
  in: z.union([z.string(), Window]).optional(),
  leastMs: z.number().positive().default(300),
  atLeast: z.int().positive().default(1),
  seeks: z.string().optional(),
});

const listening =
  /^(okay|yes|right|sure|all right|got it|i see|no|thank you|good|great|oh|sorry)( (okay|yes|sure|sir|maam|right))?$/;

/** One side begins to speak while the other still does. Sounds of listening ("okay", "right") do not count. */
export const interrupts = verb<z.infer<typeof Interrupts>>({
  schema: Interrupts,
  compile(spec, compiler) {
    const speaker = compiler.speaker(spec.by);
    const window = compiler.window(spec.in);
    const soughtFor = compiler.sought(spec.seeks ?? 'interruptions');
    return (hearing) => {
      const looked = lookIn(hearing, speaker, window);
      const hits = looked.turns.flatMap((turn) => {
        const before = hearing.call.turns.findLast(
          (other) => other.startMs < turn.startMs && isBy(other, spec.interrupts),
        );
        const overlaps = before && before.endMs - turn.startMs >= spec.leastMs && turn.endMs > before.endMs;
        return overlaps && !listening.test(turn.said) ? [wholeTurn(turn)] : [];
      });
      return countedHits(hits, spec.atLeast, searchedFor(looked, soughtFor));
    };
  },
});

const Pause = z.strictObject({
  pauseOverS: z.number().positive(),
  unlessAnnounced: z.array(z.string().min(1)).default([]).describe('phrases with which a wait is announced'),
  after: Speaker.default('anyone').describe('whose turn ends the wait'),
  in: z.union([z.string(), Window]).optional(),
  atLeast: z.int().positive().default(1),
  seeks: z.string().optional(),
});

/** Nobody speaks for longer than so many seconds, and neither the agent's last words nor anybody's just before it announced a wait. */
export const pause = verb<z.infer<typeof Pause>>({
  schema: Pause,
  compile(spec, compiler) {
    const announced = compiler.phrases(spec.unlessAnnounced);
    const window = compiler.window(spec.in);
    const soughtFor = compiler.sought(spec.seeks ?? `waits over ${spec.pauseOverS} s without notice`);
    return (hearing) => {
      const looked = lookIn(hearing, 'anyone', window);
      const hits: Hit[] = [];
      for (const turn of looked.turns) {
        if (!isBy(turn, spec.after) || gapBefore(turn, hearing.call.spoken) <= spec.pauseOverS * 1000)
          continue;
        const at = turn.place;
        const lastWords = hearing.call.turns
          .slice(Math.max(0, at - 3), at)
          .filter((one) => one.role === 'agent' || one.place === at - 1);
        if (!lastWords.some((one) => saidIn(announced, one, hearing.call))) hits.push(wholeTurn(turn));
      }
      return countedHits(hits, spec.atLeast, searchedFor(looked, soughtFor));
    };
  },
});

/** Milliseconds between the end of all speech before a turn and its start. */
function gapBefore(turn: HeardTurn, spoken: readonly Span[]): number {
  const ended = spoken.reduce(
    (end, one) => (one.startMs < turn.startMs ? Math.max(end, one.endMs) : end),
    -1,
  );
  return ended < 0 ? 0 : turn.startMs - ended;
}
