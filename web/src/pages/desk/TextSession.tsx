import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import { formatDuration } from '../../format/time.ts';
import { roleWord } from '../../words.ts';
import type { Pending } from './desk-view.ts';
import classes from './TextSession.module.css';

interface Props {
  drill: DrillDetail;
  pending: Pending[];
  /** The other side is writing. */
  writes: boolean;
}

/** A text session looks like one: who wrote stands left or right, and is said in words for those who do not see it. */
export function TextSession({ drill, pending, writes }: Props) {
  const name = (role: 'agent' | 'customer') => roleWord(role, drill.scenario.kind);
  return (
    <>
      {drill.turns.map(({ index, role, text, startMs }) => (
        <li key={index} className={classes.message} data-speaker={role} data-turn={index}>
          <p className={classes.text}>{text}</p>
          <span className={classes.about}>
            {role === 'other' ? 'Other' : name(role)}, {formatDuration(startMs)}
          </span>
        </li>
      ))}
      {pending.map(({ id, text }) => (
        <li key={id} className={classes.message} data-speaker="agent" data-pending>
          <p className={classes.text}>{text}</p>
          <span className={classes.about}>{name('agent')}, being sent</span>
        </li>
      ))}
      {writes && (
        <li className={classes.message} data-speaker="customer" aria-hidden="true">
          <p className={classes.text}>
            <span className={classes.dots}>
              <span />
              <span />
              <span />
            </span>
          </p>
          <span className={classes.about}>{name('customer')} is writing</span>
        </li>
      )}
    </>
  );
}
