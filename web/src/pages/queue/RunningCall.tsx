import type { CallSummary } from '../../../../src/model/api.ts';
import { StateOfCall } from '../../parts/StateOfCall.tsx';
import { Age } from './Age.tsx';
import classes from './Queue.module.css';
import { QueuedCallTitle } from './QueuedCallTitle.tsx';

export function RunningCall({ call }: { call: CallSummary }) {
  return (
    <li className={classes.item}>
      <QueuedCallTitle call={call} />
      <StateOfCall call={call} />
      <Age at={call.receivedAt} was="received" />
    </li>
  );
}
