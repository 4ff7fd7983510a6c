import { Link } from '@tanstack/react-router';
import type { CallSummary } from '../../../../src/model/api.ts';
import { StateOfCall } from '../../parts/StateOfCall.tsx';
import { Age } from './Age.tsx';
import classes from './Queue.module.css';
import { QueuedCallTitle } from './QueuedCallTitle.tsx';

export function WaitingCall({ call }: { call: CallSummary }) {
  return (
    <li className={classes.item}>
      <QueuedCallTitle call={call} />
      <div className={classes.standing}>
        {call.state === 'queued' ? (
          <span className={classes.facts}>Waits its turn</span>
        ) : (
          <>
            <StateOfCall call={call} />
            <Link to="/speech" className={classes.facts}>
              Set one up
            </Link>
          </>
        )}
      </div>
      <Age at={call.receivedAt} was="received" />
    </li>
  );
}
