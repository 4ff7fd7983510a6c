import { listScenarios, type OwnScenarios, runDrill } from '../app/drills.ts';
import type { PlayedDrill, ScorePart } from '../model/drill.ts';
import { place } from './calls.ts';
import { clockTime, type Output, table } from './print.ts';

/** Lists what the simulator can play. */
export async function showScenarios(own: OwnScenarios, output: Output): Promise<void> {
  const scenarios = await listScenarios(own);
  output.answer({ scenarios }, () =>
    table([
      ['level', 'id', 'trade', 'from', 'title'],
      ...scenarios.map(({ level, id, kind, origin, title }) => [
        String(level),
        id,
        kind,
        origin === 'shipped' ? 'ships' : 'own',
        title,
      ]),
    ]),
  );
}

export interface DrillFlags {
  turns: string;
  seed?: number;
  cad?: string;
}

/** Plays what a trainee says against a scenario and scores it. */
export async function playFile(
  scenario: string,
  { turns, seed, cad }: DrillFlags,
  own: OwnScenarios,
  output: Output,
): Promise<void> {
  const result = await runDrill({ scenario, turns, seed, cad }, own);
  output.answer(result, () =>
    [
      `${result.scenario.title} (level ${result.scenario.level}, seed ${result.seed})`,
      '',
      ...transcriptLines(result),
      '',
      ended[result.ended.reason],
      ...(result.unheardTurns > 0 ? [`${result.unheardTurns} turns came after the end.`] : []),
      '',
      `Score ${result.score.total.toFixed(2)}, ${result.score.result}`,
      ...result.score.critical.map(({ title, reason }) => `  ! ${title}: ${reason}`),
      ...result.score.parts.flatMap(partLines),
    ].join('\n'),
  );
}

const ended: Record<PlayedDrill['ended']['reason'], string> = {
  ran_its_course: 'The call ran its course.',
  caller_hung_up: 'The caller hung up.',
  trainee_ended: 'The trainee ended the call.',
  stopped: 'The trainee said no more.',
};

const who: Record<string, string> = { agent: 'trainee', customer: 'caller' };

function transcriptLines({ transcript, states }: PlayedDrill): string[] {
  return transcript.map((turn) => {
    const after = states.find((one) => one.turn === turn.index);
    const line = `${clockTime(turn.startMs).padStart(5)}  ${(who[turn.role] ?? turn.role).padEnd(7)}  ${turn.text}`;
    if (!after) return line;
    const { distress, trust, compliance } = after.mood;
    const acts = after.acts.map(({ id }) => id.replaceAll('_', ' ')).join(', ');
    return `${line}\n${' '.repeat(16)}[distress ${distress}, trust ${trust}, compliance ${compliance}${acts ? `; ${acts}` : ''}]`;
  });
}

function partLines({ title, weight, points, reason, items }: ScorePart): string[] {
  const earned = points === null ? 'does not count' : `${Math.round(points * 100)} %`;
  const rows = items.map((item) => [
    `  ${item.state}`,
    item.title,
    `${item.reason}  [${item.evidence.map(place).join('; ')}]`,
  ]);
  return ['', `${title}: ${earned}, weight ${weight}. ${reason}`, ...(rows.length > 0 ? [table(rows)] : [])];
}
