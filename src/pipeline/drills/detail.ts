import { Priority } from '../../analysis/packs/incident-format.ts';
import type { Turn } from '../../model/call.ts';
import type { DrillDetail } from '../../model/drill-desk.ts';
import type { DrillSummary } from '../../model/drills.ts';
import { hintsFor } from '../../simulator/hints.ts';
import type { Playable } from '../../simulator/playable.ts';
import { type Drill, recordOf } from './drill.ts';
import { phrasingShown } from './phrasing.ts';

/** Of a drill, what is not in its events. */
export interface Standing {
  summary: DrillSummary;
  rangMs: number;
  hearing: string | null;
  voice: string;
  problem: string | null;
  turns: Turn[];
}

/** A drill as the desk shows it. */
export function detailOf({ summary, ...standing }: Standing, drill: Drill, play: Playable): DrillDetail {
  const { pack } = play;
  const isOpen = summary.phase === 'open' || summary.phase === 'held';
  return {
    ...summary,
    ...standing,
    muted: drill.muted,
    phrasing: summary.words === 'model' ? phrasingShown(drill.phrasing) : null,
    cad: recordOf(drill.cad),
    cadEntries: [...drill.cad],
    cadChoices: {
      incidents:
        pack.incidents?.rules.map(({ code, title }) => ({ code, title })) ??
        pack.notes?.intents.map(({ id, title }) => ({ code: id, title })) ??
        [],
      priorities: pack.incidents ? Priority.options : [],
    },
    hints: isOpen ? hintsFor(drill.run.state, play) : null,
    notes: [...drill.notes],
  };
}
