import type { Turn } from '../model/call.ts';
import type { CadComparison, FactOutcome, MoodMoment } from '../model/debrief.ts';
import type { CadRecord, DrillScore, ScoreItem } from '../model/drill.ts';
import type { CadEntry } from '../model/drill-desk.ts';
import { factOf, type Playable } from './playable.ts';
import type { Run } from './run.ts';

/** What a debriefing shows besides the score, from the run and the score it got. */

export function factOutcomes({ state }: Run, score: DrillScore, play: Playable): FactOutcome[] {
  const items = itemsOf('facts', score);
  return play.facts.map(({ id, format: { title, critical, value, ask } }) => {
    const told = state.told.find((one) => one.fact === id);
    const counts = items.find((item) => item.id === id)?.points !== null;
    return {
      ...{ fact: id, title, critical, value, ask: ask ?? null, atMs: told?.atMs ?? null },
      state: told?.how ?? (counts ? 'missed' : 'not reachable'),
    };
  });
}

/** How the mood went, each moment with the turn that moved it. */
export function moodCourse({ moments }: Pick<Run, 'moments'>, turns: readonly Turn[]): MoodMoment[] {
  return moments.map(({ turnStartMs, ...moment }) => {
    const at = turns.findIndex(
      ({ role, startMs }) => role === 'agent' && turnStartMs !== null && startMs === Math.round(turnStartMs),
    );
    return { ...moment, turn: at < 0 ? null : at };
  });
}

export function itemsOf(part: DrillScore['parts'][number]['id'], score: DrillScore): ScoreItem[] {
  return score.parts.find(({ id }) => id === part)?.items ?? [];
}

const titles: Record<keyof CadRecord, string> = {
  location: 'Location',
  callback: 'Number to call back',
  incident: 'Type',
  priority: 'Priority',
  units: 'Units',
  narrative: 'Narrative',
};
const fields = Object.keys(titles) as (keyof CadRecord)[];

/** The trainee's record field by field beside that of the scenario. */
export function cadComparison(
  given: CadRecord,
  entries: readonly CadEntry[],
  items: readonly ScoreItem[],
  play: Playable,
): CadComparison[] {
  const expected = expectedRecord(play);
  return fields.map((field) => {
    const item = items.find(({ id }) => id === field);
    const atMs = entries.findLast((entry) => entry.field === field)?.atMs ?? null;
    return {
      ...{ field, title: titles[field], given: given[field], atMs },
      expected: expected[field] === '' ? null : expected[field],
      points: item?.points ?? null,
      reason: item?.reason ?? 'It does not count by itself.',
    };
  });
}

/** What a perfect record would hold; empty where the scenario says nothing of a field. */
export function expectedRecord(play: Playable): CadRecord {
  const { cad, expected, location } = play.format;
  const valueIn = (id: string) => factOf(id, play).format.value;
  return {
    location: location.truth,
    callback: cad.callback ? valueIn(cad.callback) : '',
    incident: expected.incident,
    priority: expected.priority ?? '',
    units: cad.units.join(', '),
    narrative: cad.narrative.map(valueIn).join('; '),
  };
}
