import IconCircleCheckFilled from '@tabler/icons-react/dist/esm/icons/IconCircleCheckFilled.mjs';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import { formatDuration } from '../../format/time.ts';
import { RunningClock } from '../../parts/RunningClock.tsx';
import classes from './Clocks.module.css';
import { answerTone, clocksOf } from './clocks.ts';

/** What has been reached in which time, and what is still open. */
export function Clocks({ drill, beganAtMs }: { drill: DrillDetail; beganAtMs: number }) {
  return (
    <ul className={classes.clocks} aria-label="Clocks">
      {clocksOf(drill).map(({ id, title, tookMs }) => (
        <li key={id} data-tone={tookMs === null ? 'open' : id === 'answer' ? answerTone(tookMs) : 'good'}>
          {tookMs === null ? (
            <IconClock size={15} aria-hidden />
          ) : (
            <IconCircleCheckFilled size={15} aria-hidden />
          )}
          <span>{tookMs === null ? `${title}: not yet` : title}</span>
          {tookMs === null ? (
            drill.phase !== 'ended' && <RunningClock sinceMs={beganAtMs} className={classes.time} />
          ) : (
            <span className={classes.time}>
              {id === 'answer' ? `in ${Math.round(tookMs / 1000)} s` : formatDuration(tookMs)}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
