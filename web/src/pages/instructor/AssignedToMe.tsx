import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Assignment } from '../../../../src/model/training.ts';
import { useStartDrill } from '../../api/drills.ts';
import { useAssignments } from '../../api/training.ts';
import { formatInstant } from '../../format/time.ts';
import { Failed } from '../../parts/Problem.tsx';
import { useStartChoice } from '../training/start-choice.ts';
import classes from './Instructor.module.css';
import { standingWords } from './words.ts';

/** What one trainee still has to do; nothing at all when there is nothing. */
export function AssignedToMe({ trainee }: { trainee: string }) {
  const assignments = useAssignments(trainee);
  if (assignments.isError)
    return (
      <Failed
        what="What is assigned to you could not be loaded"
        error={assignments.error}
        onRetry={() => void assignments.refetch()}
      />
    );
  const open = (assignments.data?.assignments ?? []).flatMap((assignment) => {
    const own = assignment.trainees.find(
      (one) => one.trainee.toLowerCase() === trainee.toLowerCase() && one.state !== 'done',
    );
    return own ? [{ assignment, own }] : [];
  });
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="assigned-title" className={classes.mine}>
      <h2 id="assigned-title">Assigned to you</h2>
      <ul className={classes.list}>
        {open.map((one) => (
          <AssignedRow key={one.assignment.id} {...one} trainee={trainee} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  assignment: Assignment;
  own: Assignment['trainees'][number];
  trainee: string;
}

function AssignedRow({ assignment, own, trainee }: RowProps) {
  const navigate = useNavigate();
  const start = useStartDrill();
  const [choice] = useStartChoice();
  const { id, title, by, dueAt, attempts } = assignment;
  const begin = (scenarioId: string) =>
    start.mutate(
      {
        scenarioId,
        trainee,
        mode: choice.mode,
        assignmentId: id,
        ...(choice.voice === null ? {} : { voice: choice.voice }),
      },
      { onSuccess: (drill) => void navigate({ to: '/training/$drillId', params: { drillId: drill.id } }) },
    );
  return (
    <li className={classes.row}>
      <div>
        <p className={classes.strong}>{title}</p>
        <p className={classes.under}>
          by {by}
          {dueAt !== null && `, due ${formatInstant(dueAt)}`}
          {own.reminded && `, reminded ${formatInstant(own.reminded.at)} by ${own.reminded.by}`}
        </p>
        {start.isError && <Failed what="The drill could not be started" error={start.error} />}
      </div>
      <ul className={classes.plain}>
        {own.scenarios.map(({ scenarioId, state, runs }) => {
          const name = assignment.scenarios.find((one) => one.id === scenarioId)?.title ?? scenarioId;
          return (
            <li key={scenarioId}>
              {name}{' '}
              {state === 'open' ? (
                <Button
                  size="compact-xs"
                  loading={start.isPending && start.variables.scenarioId === scenarioId}
                  onClick={() => begin(scenarioId)}
                  aria-label={`Run ${name}`}
                >
                  Run
                </Button>
              ) : (
                <span className={classes.under}>
                  {state === 'done' ? 'done' : state === 'waits' ? 'comes later' : 'no attempt left'}
                </span>
              )}
              {attempts !== null && (
                <span className={classes.under}>
                  {' '}
                  {runs.length} of {attempts} attempts
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <div className={classes.end}>
        <span className={classes.verdict} data-tone={own.state === 'open' ? undefined : 'poor'}>
          {standingWords[own.state]}
        </span>
      </div>
    </li>
  );
}
