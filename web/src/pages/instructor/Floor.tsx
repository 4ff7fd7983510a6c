import { Button, EmptyState, Loader } from '@mantine/core';
import IconTargetArrow from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs';
import { useState } from 'react';
import type { FloorOverview, Weakness } from '../../../../src/model/training.ts';
import { useFloor } from '../../api/training.ts';
import { Asked } from './Asked.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { CallsOf } from './CallsOf.tsx';
import classes from './Instructor.module.css';
import { WatchedRow } from './WatchedRow.tsx';
import { becauseWords } from './words.ts';

/** What is missed on real calls, what trains it, and whether training helped. */
export function Floor() {
  const floor = useFloor();
  return (
    <Asked query={floor} what="What real calls say">
      {(data) => <Overview floor={data} />}
    </Asked>
  );
}

function Overview({ floor }: { floor: FloorOverview }) {
  const { weaknesses, watched, least, of, days, scenariosPending } = floor;
  const [assigning, assign] = useState<Weakness | null>(null);
  return (
    <>
      <section aria-labelledby="missed-title">
        <h2 id="missed-title">Missed again and again</h2>
        <p className={classes.under}>
          Questions missed in at least {least} of the last {of} real calls in which they counted, over {days}{' '}
          days.
        </p>
        {scenariosPending && (
          <p className={classes.under} role="status">
            <Loader size={12} mr={6} aria-hidden /> Still looking through what each scenario trains.
          </p>
        )}
        {weaknesses.length === 0 ? (
          <EmptyState
            mt="xl"
            icon={<IconTargetArrow size={44} stroke={1.3} aria-hidden />}
            title={<h3>Nobody misses anything again and again</h3>}
            description="Calls need the name of their call taker to be counted. When somebody misses the same thing three times, it stands here with the scenarios that train it."
          />
        ) : (
          <ol className={classes.list}>
            {weaknesses.map((one) => (
              <WeaknessRow
                key={`${one.agent} ${one.scorecardId} ${one.criterionId}`}
                weakness={one}
                onAssign={() => assign(one)}
              />
            ))}
          </ol>
        )}
      </section>
      {watched.length > 0 && (
        <section aria-labelledby="watched-title" className={classes.next}>
          <h2 id="watched-title">Whether it helped</h2>
          <p className={classes.under}>
            Real calls before the first run and since. What was picked because it went badly gets better by
            itself to a degree: compare with colleagues who did not train it.
          </p>
          <ol className={classes.list}>
            {watched.map((one) => (
              <WatchedRow key={one.assignmentId} watched={one} />
            ))}
          </ol>
        </section>
      )}
      {assigning && (
        <AssignDialog
          onClose={() => assign(null)}
          start={{
            title: `${assigning.title}, for ${assigning.agent}`,
            scenarios: assigning.scenarios.slice(0, 2).map(({ scenario }) => scenario.id),
            trainees: [assigning.agent],
            watch: {
              agent: assigning.agent,
              scorecardId: assigning.scorecardId,
              criterionId: assigning.criterionId,
            },
          }}
        />
      )}
    </>
  );
}

function WeaknessRow({ weakness, onAssign }: { weakness: Weakness; onAssign(): void }) {
  const { agent, title, question, scorecardTitle, missed, calls, standing, reason, scenarios } = weakness;
  return (
    <li className={classes.row}>
      <div>
        <p className={classes.strong}>
          {agent}: {title}
        </p>
        <p className={classes.under}>
          {question} <span>({scorecardTitle})</span>
        </p>
        <p>
          <span className={classes.chip} data-state={standing}>
            {standing === 'fact' ? 'Fact' : 'Suggestion'}
          </span>{' '}
          missed in <strong>{missed}</strong> of the last {calls.length}
          {reason !== null && <span className={classes.under}> {reason}</span>}
        </p>
        <CallsOf calls={calls} of={weakness} says={`The ${calls.length} calls`} />
      </div>
      <div>
        {scenarios.length === 0 ? (
          <p className={classes.under}>No scenario is known that trains it.</p>
        ) : (
          <ul className={classes.plain}>
            {scenarios.slice(0, 3).map(({ scenario, because }) => (
              <li key={scenario.id}>
                {scenario.title} <span className={classes.under}>level {scenario.level}</span>
                <p className={classes.under}>{because.map(becauseWords).join('; ')}</p>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={classes.end}>
        {weakness.assignmentId !== null ? (
          <span className={classes.under}>Assigned, and under way</span>
        ) : (
          scenarios.length > 0 && (
            <Button size="xs" onClick={onAssign}>
              Assign
            </Button>
          )
        )}
      </div>
    </li>
  );
}
