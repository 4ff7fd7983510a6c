import { Button, EmptyState } from '@mantine/core';
import IconClipboardList from '@tabler/icons-react/dist/esm/icons/IconClipboardList.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Assignment, TraineeStanding } from '../../../../src/model/training.ts';
import { useAssignments, useRemind, useWithdraw } from '../../api/training.ts';
import { formatScore } from '../../format/numbers.ts';
import { formatInstant } from '../../format/time.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { useReviewer } from '../../parts/use-reviewer.ts';
import { Asked } from './Asked.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import classes from './Instructor.module.css';
import { seedWords, standingWords } from './words.ts';

/** What was given to do, and who has done what. */
export function Assignments() {
  const assignments = useAssignments();
  const [adding, add] = useState(false);
  return (
    <>
      <div className={classes.bar}>
        <Button size="xs" onClick={() => add(true)}>
          New assignment
        </Button>
      </div>
      <Asked query={assignments} what="The assignments">
        {({ assignments: all }) =>
          all.length === 0 ? (
            <EmptyState
              mt="xl"
              icon={<IconClipboardList size={44} stroke={1.3} aria-hidden />}
              title={<h2>Nothing is assigned</h2>}
              description="Give trainees scenarios, or a course of several; how far they are stands here."
            />
          ) : (
            <ol className={classes.cards}>
              {all.map((one) => (
                <AssignmentCard key={one.id} assignment={one} />
              ))}
            </ol>
          )
        }
      </Asked>
      {adding && (
        <AssignDialog
          start={{ title: '', scenarios: [], trainees: [], watch: null }}
          onClose={() => add(false)}
        />
      )}
    </>
  );
}

function AssignmentCard({ assignment }: { assignment: Assignment }) {
  const { id, title, scenarios, trainees, dueAt, seed, attempts, until, inOrder, by, createdAt } = assignment;
  const withdraw = useWithdraw(id);
  const [name] = useReviewer();
  const done = trainees.filter(({ state }) => state === 'done').length;
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <h2>{title}</h2>
        <span>
          {done} of {trainees.length} done
        </span>
        {name.trim() !== '' && (
          <ConfirmButton
            label="Withdraw"
            what={title}
            question={`Nobody can run “${title}” any more; what was run stays.`}
            loading={withdraw.isPending}
            onConfirm={() => withdraw.mutate(name.trim())}
          />
        )}
      </div>
      <p className={classes.facts}>
        <span>{scenarios.map((one) => one.title).join(inOrder ? ' → ' : ', ')}</span>
        <span>{dueAt === null ? 'no due date' : `due ${formatInstant(dueAt)}`}</span>
        <span>{seedWords[seed.kind]}</span>
        {attempts !== null && <span>{attempts} attempts</span>}
        {until === 'met' && <span>until met</span>}
        <span>
          by {by}, {formatInstant(createdAt)}
        </span>
      </p>
      {withdraw.isError && <Failed what="It could not be withdrawn" error={withdraw.error} />}
      <table className={classes.table} aria-label={`Who has done ${title}`}>
        <thead>
          <tr>
            <th scope="col">Trainee</th>
            <th scope="col">State</th>
            {scenarios.map((one) => (
              <th key={one.id} scope="col">
                {one.title}
              </th>
            ))}
            <th scope="col">Reminded</th>
          </tr>
        </thead>
        <tbody>
          {trainees.map((one) => (
            <TraineeRow key={one.trainee} standing={one} assignmentId={id} />
          ))}
        </tbody>
      </table>
    </li>
  );
}

const stateTone: Partial<Record<TraineeStanding['state'], string>> = {
  done: 'good',
  late: 'poor',
  'used up': 'poor',
};

function TraineeRow({ standing, assignmentId }: { standing: TraineeStanding; assignmentId: string }) {
  const { trainee, state, doneLate, scenarios, reminded } = standing;
  const remind = useRemind(assignmentId);
  const [name] = useReviewer();
  return (
    <tr>
      <th scope="row">
        <Link to="/training/instructor" search={{ tab: 'trainees', who: trainee }}>
          {trainee}
        </Link>
      </th>
      <td>
        <span className={classes.verdict} data-tone={stateTone[state]}>
          {standingWords[state]}
        </span>
        {doneLate && <span className={classes.under}> after it was due</span>}
      </td>
      {scenarios.map(({ scenarioId, state: of, runs }) => (
        <td key={scenarioId}>
          {runs.length === 0 ? (
            <span className={classes.under}>{of === 'waits' ? 'comes later' : 'not run'}</span>
          ) : (
            runs.map((run) => (
              <span key={run.drillId} className={classes.run}>
                {run.total === null ? (
                  <span className={classes.under}>under way or no score</span>
                ) : (
                  <Link to="/training/$drillId/debrief" params={{ drillId: run.drillId }}>
                    {formatScore(run.total)} {run.result}
                  </Link>
                )}
              </span>
            ))
          )}
        </td>
      ))}
      <td>
        {reminded ? (
          <span className={classes.under}>
            {formatInstant(reminded.at)} by {reminded.by}
          </span>
        ) : (
          state !== 'done' && (
            <Button
              size="compact-xs"
              variant="default"
              disabled={name.trim() === ''}
              loading={remind.isPending}
              onClick={() => remind.mutate({ trainee, by: name.trim() })}
            >
              Remind
            </Button>
          )
        )}
        {remind.isError && <span role="alert"> It did not work. Try again.</span>}
      </td>
    </tr>
  );
}
