import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCircleCheckFilled from '@tabler/icons-react/dist/esm/icons/IconCircleCheckFilled.mjs';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import type { WatchedClock } from '../../../../../src/model/drill-watch.ts';
import { formatDuration } from '../../../format/time.ts';
import { RunningClock } from '../../../parts/RunningClock.tsx';
import classes from './Watch.module.css';

interface Props {
  clocks: readonly WatchedClock[];
  /** When the drill's clock was at zero; null while it does not run. */
  beganAtMs: number | null;
}

/** The moments with a goal: reached in time, late, or still open. */
export function WatchClocks({ clocks, beganAtMs }: Props) {
  if (clocks.length === 0) return null;
  return (
    <section aria-labelledby="clocks-title">
      <h2 id="clocks-title">Clocks</h2>
      <ul className={classes.list}>
        {clocks.map(({ id, title, goalS, atMs }) => {
          const isLate = atMs !== null && atMs > goalS * 1000;
          const Icon = atMs === null ? IconClock : isLate ? IconAlertTriangle : IconCircleCheckFilled;
          return (
            <li key={id} className={classes.event}>
              <Icon
                size={16}
                aria-hidden
                className={classes.icon}
                data-tone={atMs === null ? undefined : isLate ? 'poor' : 'good'}
              />
              <div>
                <p className={classes.title}>
                  <span className={classes.first}>{title}</span>
                </p>
                <p className={classes.value}>
                  {atMs === null ? 'open' : isLate ? 'late' : 'in time'}, wanted within {goalS} s
                </p>
              </div>
              <span className={classes.when}>
                {atMs !== null
                  ? formatDuration(atMs)
                  : beganAtMs !== null && <RunningClock sinceMs={beganAtMs} />}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
