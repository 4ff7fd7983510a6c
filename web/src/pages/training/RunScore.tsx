import { Link } from '@tanstack/react-router';
import type { DrillSummary } from '../../../../src/model/drills.ts';
import { formatScore } from '../../format/numbers.ts';
import { formatAgo } from '../../format/time.ts';
import { useNow } from '../../parts/use-now.ts';
import classes from './Training.module.css';

/** The score of one run, leading to its debriefing. */
export function RunScore({ run, name }: { run: DrillSummary; name: string }) {
  const now = useNow();
  const met = run.result === 'met';
  return (
    <span className={classes.run}>
      <span className={classes.runName}>{name}</span>
      <Link
        to="/training/$drillId/debrief"
        params={{ drillId: run.id }}
        className={classes.score}
        data-tone={met ? 'good' : 'poor'}
      >
        <strong>{formatScore(run.total ?? 0)}</strong> {met ? 'met' : 'not met'}
      </Link>
      <span className={classes.ago}>{formatAgo(run.endedAt ?? run.createdAt, now)}</span>
    </span>
  );
}
