import { Button } from '@mantine/core';
import type { Rejection } from '../../../../src/model/api.ts';
import { useDismissRejection } from '../../api/queue.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { Age } from './Age.tsx';
import classes from './Queue.module.css';

export function RejectedFile({ rejection }: { rejection: Rejection }) {
  const dismiss = useDismissRejection();
  return (
    <li className={classes.item} data-wide>
      <div>
        <span className={classes.title}>{rejection.fileName}</span>
        <div className={classes.facts}>by {rejection.channel}</div>
      </div>
      <Age at={rejection.at} was="offered" />
      <Button
        variant="default"
        onClick={() => dismiss.mutate(rejection.id)}
        aria-label={`Dismiss ${rejection.fileName}`}
      >
        Dismiss
      </Button>
      <div className={classes.problem}>
        <ProblemText problem={rejection.problem} />
      </div>
    </li>
  );
}
