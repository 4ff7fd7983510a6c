import type { Turn } from '../../../../../src/model/call.ts';
import type { DrillDetail, DrillNote } from '../../../../../src/model/drill-desk.ts';
import type { LiveDetail } from '../../../../../src/model/live.ts';
import { NoteLine, PartialLine, TurnLine } from '../../../parts/spoken/SpokenLines.tsx';
import { SpokenLog } from '../../../parts/spoken/SpokenLog.tsx';
import type { Follow } from '../../../parts/spoken/use-follow-end.ts';

interface Props {
  drill: DrillDetail;
  /** Words that may still change. */
  partials: LiveDetail['partials'];
  follow: Follow;
  pointed: number | null;
}

/** What was said, with what instructors whispered and noted. */
export function WatchTranscript({ drill, partials, follow, pointed }: Props) {
  const { kind } = drill.scenario;
  const lines = linesOf(drill.turns, drill.notes);
  const quiet = drill.phase === 'ringing' ? 'It rings, and is not answered yet.' : 'Nothing was said yet.';
  return (
    <SpokenLog follow={follow} quiet={lines.length === 0 && partials.length === 0 ? quiet : null}>
      {lines.map((line) =>
        'turn' in line ? (
          <TurnLine
            key={`${line.turn.leg}-${line.atMs}`}
            turn={line.turn}
            kind={kind}
            pointed={line.turn.index === pointed}
          />
        ) : (
          <NoteLine key={line.note.id} atMs={line.atMs} said>
            <strong>
              {line.note.kind === 'whisper' ? 'Whispered' : 'Noted'} by {line.note.author}:
            </strong>{' '}
            {line.note.text}
          </NoteLine>
        ),
      )}
      {partials.map(({ leg, role, stable, tail }) => (
        <PartialLine key={leg} speaker={role} kind={kind} stable={stable} tail={tail} />
      ))}
    </SpokenLog>
  );
}

type Line = { atMs: number } & ({ turn: Turn } | { note: DrillNote });

function linesOf(turns: readonly Turn[], notes: readonly DrillNote[]): Line[] {
  const lines: Line[] = [
    ...turns.map((turn) => ({ atMs: turn.startMs, turn })),
    ...notes.map((note) => ({ atMs: note.atMs, note })),
  ];
  return lines.sort((a, b) => a.atMs - b.atMs);
}
