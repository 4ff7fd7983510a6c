import { stringify } from 'yaml';
import { z } from 'zod';
import { assignmentsOf } from './choose.ts';
import type { Pack } from './packs/pack.ts';
import type { Assignment } from './packs/pack-format.ts';
import type { Condition } from './rules/condition.ts';
import type { AnalysisSettings } from './settings.ts';

/** Which calls a scorecard is for, each a sentence; none when it judges no call by itself. */
export function assignmentWords(
  pack: Pack,
  scorecardId: string,
  settings: Pick<AnalysisSettings, 'queues'>,
): string[] {
  const queues = Object.entries(settings.queues).filter(([, card]) => card === scorecardId);
  const own = assignmentsOf(pack).filter(({ format }) => format.scorecard === scorecardId);
  return [
    ...queues.map(([queue]) => `All calls of the queue ${queue}, by a setting.`),
    ...own.map(({ format }) => words(format)),
    ...(pack.format.scorecard === scorecardId ? ['Calls of the pack that no other is for.'] : []),
  ];
}

function words({ beside, queues, directions, minDurationS, maxDurationS, when }: Assignment): string {
  const limits = [
    directions?.join(' or '),
    queues && `of the queue ${queues.join(' or ')}`,
    minDurationS !== undefined && `of ${minDurationS} s or more`,
    maxDurationS !== undefined && `of ${maxDurationS} s or less`,
    when && `with ${conditionText(when)}`,
  ].filter((limit) => typeof limit === 'string');
  const calls = limits.length === 0 ? 'All calls' : `Calls ${limits.join(', ')}`;
  return beside ? `${calls}, beside their main scorecard.` : `${calls}.`;
}

const Found = z.object({
  found: z.string(),
  type: z.array(z.string()).optional(),
  value: z.array(z.string()).optional(),
});

/** A condition in words; a verb that has none as it is written in a pack, without what is so anyway. */
function conditionText(condition: Condition): string {
  if (typeof condition === 'string') return plain(condition);
  const joined = (key: 'all' | 'any', by: string) => (condition[key] as Condition[]).map(inner).join(by);
  if ('all' in condition) return joined('all', ' and ');
  if ('any' in condition) return joined('any', ' or ');
  if ('not' in condition) return `not ${inner(condition.not as Condition)}`;
  const found = Found.safeParse(condition);
  if (found.success) {
    const { found: what, type = [], value = [] } = found.data;
    return `${plain(what)} ${[...type, ...value].map(plain).join(' or ')}`.trim();
  }
  const written = (key: unknown, value: unknown) => (key === 'atLeast' && value === 1 ? undefined : value);
  return stringify(condition, written, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

function inner(condition: Condition): string {
  const isJoined = typeof condition !== 'string' && ('all' in condition || 'any' in condition);
  return isJoined ? `(${conditionText(condition)})` : conditionText(condition);
}

function plain(id: string): string {
  return id.replaceAll('_', ' ');
}
