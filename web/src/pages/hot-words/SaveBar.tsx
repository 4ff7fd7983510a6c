import { Button } from '@mantine/core';
import { ProblemText } from '../../parts/Problem.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import classes from './HotWords.module.css';

interface Props {
  changed: boolean;
  saving: boolean;
  /** Since the page was opened. */
  wasSaved: boolean;
  /** Why it cannot be saved as it is. */
  problem: string | null;
  error: Error | null;
  onSave(): void;
  onDiscard(): void;
}

/** Whether what is on the page is in force, and what can be done about it; always in sight. */
export function SaveBar({ changed, saving, wasSaved, problem, error, onSave, onDiscard }: Props) {
  const state = saving
    ? 'Saving …'
    : changed
      ? (problem ?? 'Not saved yet')
      : wasSaved
        ? 'Saved: in force for calls that begin from now on'
        : 'Nothing is changed';
  return (
    <div className={classes.bar} data-changed={changed || undefined}>
      <div className={classes.state}>
        <p role="status">{state}</p>
        {changed && error && (
          <div role="alert" className={classes.problem}>
            <ProblemText problem={toProblem(error)} />
          </div>
        )}
      </div>
      <Button variant="default" size="sm" disabled={!changed || saving} onClick={onDiscard}>
        Discard changes
      </Button>
      <Button size="sm" disabled={!changed || problem !== null} loading={saving} onClick={onSave}>
        Save
      </Button>
    </div>
  );
}
