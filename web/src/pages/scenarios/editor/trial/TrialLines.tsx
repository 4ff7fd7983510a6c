import { UnstyledButton } from '@mantine/core';
import type { TriedScenario } from '../../../../../../src/model/scenario-editing.ts';
import { formatDuration } from '../../../../format/time.ts';
import { endWords } from '../../../training/words.ts';
import classes from './Trial.module.css';
import { linesOf } from './trial.ts';

interface Props {
  tried: TriedScenario;
  /** How many turns were said. */
  count: number;
  /** Goes on from a turn: those after it are taken back. */
  onFrom(kept: number): void;
}

export function TrialLines({ tried, count, onFrom }: Props) {
  const { distress, trust } = tried.start.mood;
  return (
    <>
      <p className={classes.moved}>
        {formatDuration(tried.start.atMs)} · distress {distress}, trust {trust} · {tried.start.speaker} has
        the phone
      </p>
      <ol className={classes.lines}>
        {linesOf(tried).map(({ role, text, atMs, after }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the talk
          <li key={place} data-role={role}>
            <p className={classes.line}>
              <span className={classes.who}>{role === 'agent' ? 'You' : 'Caller'}</span>
              <span className={classes.at}>{formatDuration(atMs)}</span>
              {text}
            </p>
            {after && (
              <p className={classes.moved}>
                {after.acts.map(({ title, fault }) => (
                  <span key={title} data-fault={fault || undefined}>
                    {fault && 'fault: '}
                    {title}
                  </span>
                ))}
                <span>{after.mood}</span>
                {after.facts.length > 0 && <span className={classes.out}>out: {after.facts.join(', ')}</span>}
                {after.turn < count - 1 && (
                  <UnstyledButton className={classes.from} onClick={() => onFrom(after.turn + 1)}>
                    Go on from here
                  </UnstyledButton>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
      {tried.ended && (
        <p role="status" className={classes.ended}>
          {endWords[tried.ended.reason]} Take back a turn, or start again.
        </p>
      )}
    </>
  );
}
