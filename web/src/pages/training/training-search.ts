import { z } from 'zod';
import { Kind } from '../../../../src/model/call.ts';
import { Level } from '../../../../src/model/drill.ts';
import type { ScenarioCard } from '../../../../src/model/scenario-card.ts';

/** What the address of the Training page says. Whatever is not understood is left out rather than refused. */
export const TrainingSearch = z.object({
  tab: z.enum(['scenarios', 'runs']).default('scenarios').catch('scenarios'),
  q: z.string().trim().min(1).max(200).optional().catch(undefined),
  kind: Kind.optional().catch(undefined),
  level: z.coerce.number().pipe(Level).optional().catch(undefined),
  /** The scenario that is about to be started. */
  start: z.string().optional().catch(undefined),
});
export type TrainingSearch = z.infer<typeof TrainingSearch>;

/** Those that fit, by level and title. Every word that is sought must stand somewhere in what is shown of it. */
export function shownScenarios(
  all: readonly ScenarioCard[],
  { q, kind, level }: Pick<TrainingSearch, 'q' | 'kind' | 'level'>,
): ScenarioCard[] {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return all
    .filter((one) => {
      const text = [one.title, one.summary, one.id, ...one.trains].join(' ').toLowerCase();
      return (
        (kind === undefined || one.kind === kind) &&
        (level === undefined || one.level === level) &&
        words.every((word) => text.includes(word))
      );
    })
    .sort((a, b) => a.level - b.level || a.title.localeCompare(b.title));
}
