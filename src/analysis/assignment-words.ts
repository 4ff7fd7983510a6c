import { stringify } from 'yaml';
import { assignmentsOf } from './choose.ts';
import type { Pack } from './packs/pack.ts';
import type { Assignment } from './packs/pack-format.ts';
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
    when && `in which holds ${conditionText(when)}`,
  ].filter((limit) => typeof limit === 'string');
  const calls = limits.length === 0 ? 'All calls' : `Calls ${limits.join(', ')}`;
  return beside ? `${calls}, beside their main scorecard.` : `${calls}.`;
}

/** As it is written in a pack, without what is so anyway. */
function conditionText(condition: unknown): string {
  const isDefault = (key: unknown, value: unknown) => key === 'atLeast' && value === 1;
  const written = (key: unknown, value: unknown) => (isDefault(key, value) ? undefined : value);
  return stringify(condition, written, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}
