import type { Evidence } from '../../../../src/model/judgement.ts';
import { formatDuration } from '../../format/time.ts';
import { PlaceChip } from '../../parts/PlaceChip.tsx';
import { useDebriefPlace } from './debrief-context.ts';
import classes from './Moments.module.css';
import { type Moment, momentOfTurn, momentsOf, turnAt } from './moments.ts';

/** Everything that something rests on, each one click away. */
export function Moments({ evidence, of }: { evidence: Evidence[]; of: string }) {
  const { turns } = useDebriefPlace();
  const moments = momentsOf(evidence, turns);
  if (moments.length === 0) return null;
  return (
    <span className={classes.moments}>
      {moments.map((moment) => (
        <MomentButton key={`${moment.label} ${moment.span.startMs}`} moment={moment} of={of} />
      ))}
    </span>
  );
}

/** The moment at a time of the drill. */
export function TimeButton({ atMs, of }: { atMs: number; of: string }) {
  const { turns } = useDebriefPlace();
  const turn = turnAt(turns, atMs);
  if (!turn) return <span>{formatDuration(atMs)}</span>;
  return <MomentButton moment={momentOfTurn(turn)} of={of} text={formatDuration(atMs)} />;
}

interface Props {
  moment: Moment;
  /** What it is a moment of, so that such buttons can be told apart. */
  of: string;
  text?: string;
}

function MomentButton({ moment, of, text }: Props) {
  const { shown, go } = useDebriefPlace();
  const { turn, span, label } = moment;
  const here = shown?.label === label && shown.span.startMs === span.startMs;
  const sought = label.startsWith('not found');
  const words = sought
    ? `searched ${formatDuration(span.startMs)}–${formatDuration(span.endMs)}`
    : `${label} · ${formatDuration(span.startMs)}`;
  return (
    <PlaceChip
      className={classes.moment}
      data-sought={sought || undefined}
      aria-pressed={here}
      aria-label={`${of}: ${text ?? words}${turn === null ? '' : ', show it'}`}
      title={sought ? label : undefined}
      onClick={() => go(moment)}
    >
      {text ?? words}
    </PlaceChip>
  );
}
