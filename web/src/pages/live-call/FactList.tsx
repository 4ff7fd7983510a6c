import type { LiveDetail } from '../../../../src/model/live.ts';
import { TurnButton } from '../../parts/spoken/TurnButton.tsx';
import classes from './Facts.module.css';
import { factsOf } from './facts.ts';

/** What must be known first, large enough to be read at a glance. */
export function FactList({ call, onGo }: { call: LiveDetail; onGo(turn: number): void }) {
  return (
    <dl className={classes.facts} aria-label="Facts">
      {factsOf(call).map(({ id, title, value, turn, note }) => (
        <div key={id} className={classes.fact} data-known={value !== null || undefined}>
          <dt>{title}</dt>
          <dd>
            <span className={classes.value}>{value ?? 'Not known yet'}</span>
            <span className={classes.about}>
              {note && <span data-tone={note.tone}>{note.text}</span>}
              {turn !== null && <TurnButton turn={turn} onGo={onGo} />}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
