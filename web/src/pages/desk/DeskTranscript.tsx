import type { Turn } from '../../../../src/model/call.ts';
import type { DrillNote } from '../../../../src/model/drill-desk.ts';
import { NoteLine, PartialLine, TurnLine } from '../../parts/spoken/SpokenLines.tsx';
import { SpokenLog } from '../../parts/spoken/SpokenLog.tsx';
import { useFollowEnd } from '../../parts/spoken/use-follow-end.ts';
import type { DeskShown } from './desk-call.ts';
import { PendingLine } from './PendingLine.tsx';
import { SpeakingLine } from './SpeakingLine.tsx';
import { TextSession } from './TextSession.tsx';

/** What was said, with what is being said now. */
export function DeskTranscript({ shown }: { shown: DeskShown }) {
  const follow = useFollowEnd();
  const { drill, partials, pending, speaks } = shown;
  if (!drill) return null;
  const { kind } = drill.scenario;
  const lines = linesOf(drill.turns, drill.notes);
  const isEmpty =
    lines.length === 0 &&
    pending.length === 0 &&
    !partials.agent &&
    !speaks &&
    partials.customer === undefined;
  return (
    <SpokenLog
      follow={follow}
      title={drill.mode === 'text' ? 'Messages' : 'Transcript'}
      quiet={isEmpty ? (drill.phase === 'ended' ? 'Nobody said anything.' : quietWords[drill.mode]) : null}
    >
      {drill.mode === 'text' ? (
        <TextSession drill={drill} pending={pending} writes={partials.customer !== undefined} />
      ) : (
        <>
          {lines.map((line) =>
            'turn' in line ? (
              <TurnLine key={line.turn.index} turn={line.turn} kind={kind} pointed={false} />
            ) : (
              <NoteLine key={line.note.id} atMs={line.note.atMs} said>
                <strong>{line.note.author}:</strong> {line.note.text}
              </NoteLine>
            ),
          )}
          {speaks && <SpeakingLine key={speaks.utterance} speaks={speaks} kind={kind} />}
          {partials.agent && <PartialLine speaker="agent" kind={kind} stable="" tail={partials.agent} />}
          {pending.map((one) => (
            <PendingLine key={one.id} text={one.text} kind={kind} away={shown.link !== 'open'} />
          ))}
        </>
      )}
    </SpokenLog>
  );
}

const quietWords = {
  voice: 'The line is open. Speak first: the caller waits for your greeting.',
  typed: 'The line is open. Say your greeting: type it below.',
  text: 'The session is open. Nobody has written yet.',
};

type Line = { atMs: number } & ({ turn: Turn } | { note: DrillNote });

/** Notes for the debriefing are the instructor's until then. */
function linesOf(turns: Turn[], notes: DrillNote[]): Line[] {
  const whispers = notes.filter(({ kind }) => kind === 'whisper');
  return [
    ...turns.map((turn) => ({ atMs: turn.startMs, turn })),
    ...whispers.map((note) => ({ atMs: note.atMs, note })),
  ].sort((a, b) => a.atMs - b.atMs);
}
