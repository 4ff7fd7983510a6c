import { Link } from '@tanstack/react-router';
import type { CallSummary } from '../../../../src/model/api.ts';
import { formatDuration } from '../../format/time.ts';
import { callTitle } from '../../parts/call-title.ts';
import classes from './Queue.module.css';

export function QueuedCallTitle({ call }: { call: CallSummary }) {
  const length = call.durationMs === null ? null : formatDuration(call.durationMs);
  const facts = [call.agent, call.queue, length].filter((fact) => fact !== null);
  return (
    <div>
      <Link to="/calls/$callId" params={{ callId: call.id }} className={classes.title}>
        {callTitle(call)}
      </Link>
      <div className={classes.facts}>{facts.join(' · ')}</div>
    </div>
  );
}
