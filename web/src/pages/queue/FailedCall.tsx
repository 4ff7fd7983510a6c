import { Button } from '@mantine/core';
import type { CallSummary } from '../../../../src/model/api.ts';
import { useRetryCall } from '../../api/calls.ts';
import { callTitle } from '../../parts/call-title.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import { stageWords } from '../../words.ts';
import { Age } from './Age.tsx';
import classes from './Queue.module.css';
import { QueuedCallTitle } from './QueuedCallTitle.tsx';

export function FailedCall({ call }: { call: CallSummary }) {
  const retry = useRetryCall();
  return (
    <li className={classes.item} data-wide>
      <QueuedCallTitle call={call} />
      <Age at={call.receivedAt} was="received" />
      <Button
        variant="default"
        loading={retry.isPending}
        onClick={() => retry.mutate(call.id)}
        aria-label={`Try again: ${callTitle(call)}`}
      >
        Try again
      </Button>
      <div className={classes.problem}>
        {call.stage && <strong>{stageWords[call.stage]}: </strong>}
        {call.problem ? <ProblemText problem={call.problem} /> : 'No reason was recorded.'}
        {retry.isError && (
          <p role="alert">
            <ProblemText problem={toProblem(retry.error)} />
          </p>
        )}
      </div>
    </li>
  );
}
