import { differenceOf, shareOf } from '../../lib/wilson.ts';
import type { FloorCall, Watched } from '../../model/training.ts';

/** So many calls are needed before and after the training: with fewer nearly every interval holds no change. */
const leastCalls = 8;

/**
 * How often a criterion was missed before and after it was trained. It is told as changed only when the 95 % interval of
 * the difference leaves out none at all.
 */
export function comparedWithBefore(
  calls: readonly FloorCall[],
  trainedAt: Date | null,
): Pick<Watched, 'before' | 'after' | 'change' | 'verdict' | 'standing' | 'least'> {
  const isAfter = ({ at }: FloorCall) => trainedAt !== null && new Date(at) >= trainedAt;
  const before = missedOf(calls.filter((call) => !isAfter(call)));
  const after = missedOf(calls.filter(isAfter));
  const change = before.share && after.share ? differenceOf(after.share, before.share) : null;
  return {
    before,
    after,
    change,
    verdict: verdictOf(trainedAt, before, after, change),
    least: leastCalls,
    standing: calls.every(({ isFact }) => isFact) ? 'fact' : 'suggestion',
  };
}

function missedOf(calls: readonly FloorCall[]): Watched['before'] {
  const missed = calls.filter((call) => call.missed).length;
  return { missed, share: shareOf(missed, calls.length), calls: [...calls] };
}

function verdictOf(
  trainedAt: Date | null,
  before: Watched['before'],
  after: Watched['after'],
  change: Watched['change'],
): Watched['verdict'] {
  if (trainedAt === null) return 'not trained yet';
  if (!change || Math.min(before.calls.length, after.calls.length) < leastCalls)
    return 'not enough calls yet';
  if (change.high < 0) return 'missed less';
  if (change.low > 0) return 'missed more';
  return 'no clear change';
}
