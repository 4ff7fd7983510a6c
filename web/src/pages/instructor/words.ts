import type { DrillPhase } from '../../../../src/model/drills.ts';
import type { SeedPolicy, TrainedBecause, TraineeStanding } from '../../../../src/model/training.ts';

const hows: Record<TrainedBecause['how'], string> = {
  critical: 'critical',
  must: 'must',
  forbidden: 'must not',
  should: 'should',
  caller: 'the caller needs it',
  questions: 'asks',
  fact: 'to learn',
  judged: 'counts',
};

/** `must: says the address back`. */
export function becauseWords({ how, title }: TrainedBecause): string {
  return `${hows[how]}: ${title}`;
}

export const standingWords: Record<TraineeStanding['state'], string> = {
  open: 'Open',
  done: 'Done',
  late: 'Late',
  'used up': 'Attempts used up',
};

export const seedWords: Record<SeedPolicy['kind'], string> = {
  scenario: 'The scenario’s own caller',
  one: 'One caller for all runs',
  each: 'Another caller each run',
};

export const phaseWords: Record<DrillPhase, string> = {
  ringing: 'Rings',
  open: 'Goes on',
  held: 'Stands still',
  ended: 'Is over',
};
