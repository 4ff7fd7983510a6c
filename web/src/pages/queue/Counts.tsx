import { Link } from '@tanstack/react-router';
import type { QueueOverview } from '../../../../src/model/api.ts';
import type { CallState } from '../../../../src/model/call.ts';
import { formatCount } from '../../format/numbers.ts';
import { stateWords } from '../../words.ts';
import classes from './Queue.module.css';

const shown: CallState[] = ['processing', 'queued', 'waiting for a speech engine', 'failed', 'done'];

/** How many calls stand where; each leads to those calls. */
export function Counts({ counts }: { counts: QueueOverview['counts'] }) {
  return (
    <dl className={classes.counts}>
      {shown.map((state) => (
        <div
          key={state}
          className={classes.count}
          data-tone={state === 'failed' && counts.failed > 0 ? 'poor' : undefined}
        >
          <dt>{stateWords[state]}</dt>
          <dd>
            <Link to="/calls" search={{ state }}>
              {formatCount(counts[state])}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  );
}
