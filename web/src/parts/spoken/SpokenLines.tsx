import { memo, type ReactNode } from 'react';
import type { Kind, Role, Turn } from '../../../../src/model/call.ts';
import { formatDuration } from '../../format/time.ts';
import { roleWord } from '../../words.ts';
import { SpeakerLabel } from '../SpeakerLabel.tsx';
import classes from './Spoken.module.css';

interface TurnProps {
  turn: Turn;
  kind: Kind | null;
  pointed: boolean;
}

function Who({ role, kind }: { role: Role; kind: Kind | null }) {
  return <SpeakerLabel speaker={{ name: roleWord(role, kind), tone: role }} />;
}

export const TurnLine = memo(function TurnLine({ turn, kind, pointed }: TurnProps) {
  return (
    <li
      className={classes.turn}
      data-turn={turn.index}
      data-speaker={turn.role}
      data-pointed={pointed || undefined}
    >
      <span className={classes.who}>
        <Who role={turn.role} kind={kind} />
        <span className={classes.time}>{formatDuration(turn.startMs)}</span>
      </span>
      <p className={classes.text}>{turn.text}</p>
    </li>
  );
});

interface PartialProps {
  speaker: Role;
  kind: Kind | null;
  stable: string;
  /** Words that may still change. */
  tail: string;
}

export function PartialLine({ speaker, kind, stable, tail }: PartialProps) {
  return (
    // Read out once it is certain, and not with every word that changes.
    <li className={classes.turn} data-speaker={speaker} data-partial aria-hidden="true">
      <span className={classes.who}>
        <Who role={speaker} kind={kind} />
        <span className={classes.time}>still being heard</span>
      </span>
      <p className={classes.text}>
        {stable} <span className={classes.tail}>{tail}</span>
      </p>
    </li>
  );
}

interface NoteProps {
  atMs: number;
  /** Somebody said it, rather than the line having done it. */
  said?: boolean;
  children: ReactNode;
}

/** Something that happened beside the words. */
export function NoteLine({ atMs, said = false, children }: NoteProps) {
  return (
    <li className={classes.note} data-said={said || undefined}>
      <span>{formatDuration(atMs)}</span>
      <span>{children}</span>
    </li>
  );
}
