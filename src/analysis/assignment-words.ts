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
    ...(pack.format.scorecard === scorecardId ? [`Calls of ${pack.format.title} that no other is for.`] : []),
  ];
}

function words({ beside, queues, directions, minDurationS, maxDurationS, when }: Assignment): string {
  const limits = [
    directions?.join(' or '),
    queues && `of the queue ${queues.join(' or ')}`,
    minDurationS !== undefined && `of ${minDurationS} s or more`,
    maxDurationS !== undefined && `of ${maxDurationS} s or less`,
    when && `in which holds ${stringify(when, { collectionStyle: 'flow', lineWidth: 0 }).trim()}`,
  ].filter((limit) => typeof limit === 'string');
  const calls = limits.length === 0 ? 'All calls' : `Calls ${limits.join(', ')}`;
  return beside ? `${calls}, beside their main scorecard.` : `${calls}.`;
}
