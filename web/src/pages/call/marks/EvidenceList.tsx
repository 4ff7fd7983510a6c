import type { Evidence } from '../../../../../src/model/judgement.ts';
import { formatDuration } from '../../../format/time.ts';
import { useCallDesk } from '../call-desk.ts';
import { placeOfTurn, placeOfWindow, turnLabel, turnsOf } from '../places.ts';
import { EvidenceChip } from './EvidenceChip.tsx';
import classes from './Marks.module.css';

interface Props {
  evidence: Evidence[];
  /** Of the criterion, so that what is pointed at has a name. */
  title: string;
  /** The mark's reason: evidence that only repeats it says nothing more. */
  reason: string;
}

export function EvidenceList({ evidence, title, reason }: Props) {
  return (
    <ul className={classes.evidence}>
      {evidence.map((one) => (
        <li key={JSON.stringify(one)}>
          {one.kind === 'turns' ? (
            <Found evidence={one} title={title} reason={reason} />
          ) : (
            <NotFound evidence={one} title={title} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface FoundProps {
  evidence: Extract<Evidence, { kind: 'turns' }>;
  title: string;
  reason: string;
}

function Found({ evidence, title, reason }: FoundProps) {
  const { call } = useCallDesk();
  const turns = turnsOf(evidence, call.transcript?.turns ?? []);
  return (
    <>
      {turns.map((turn) => (
        <EvidenceChip
          key={turn.index}
          place={{ ...placeOfTurn(turn), label: `${title}: ${turnLabel(turn.index)}` }}
        >
          {turnLabel(turn.index)} · {formatDuration(turn.startMs)}
        </EvidenceChip>
      ))}
      {evidence.shows !== reason && <span className={classes.shows}>{evidence.shows}</span>}
    </>
  );
}

function NotFound({ evidence, title }: { evidence: Extract<Evidence, { kind: 'window' }>; title: string }) {
  const { call } = useCallDesk();
  const { startMs, endMs, soughtFor, nearestTurn } = evidence;
  const nearest = nearestTurn === null ? undefined : call.transcript?.turns[nearestTurn];
  return (
    <>
      <EvidenceChip place={{ ...placeOfWindow(evidence), label: `${title}: searched stretch` }} kind="window">
        Searched {formatDuration(startMs)}–{formatDuration(endMs)}
      </EvidenceChip>
      <span className={classes.shows}>not found: {soughtFor}</span>
      {nearest && (
        <span className={classes.nearest}>
          nearest{' '}
          <EvidenceChip
            place={{ ...placeOfTurn(nearest), label: `${title}: nearest, ${turnLabel(nearest.index)}` }}
          >
            {turnLabel(nearest.index)} · {formatDuration(nearest.startMs)}
          </EvidenceChip>
        </span>
      )}
    </>
  );
}
