import type { Need } from '../../../src/model/live.ts';
import classes from './NeedList.module.css';
import { NeedIcon } from './NeedWeight.tsx';
import { RunningClock } from './RunningClock.tsx';

interface Props {
  needs: Need[];
  /** When the call began, by the clock of this browser. */
  beganAtMs: number;
  /** More than so many are counted instead of shown. */
  most: number;
}

/** What a call needs somebody for, each with its own clock. */
export function NeedList({ needs, beganAtMs, most }: Props) {
  if (needs.length === 0) return null;
  const more = needs.length - most;
  return (
    <ul className={classes.needs} aria-label="Needs">
      {needs.slice(0, most).map((need) => (
        <li key={need.code} className={classes.need} data-provisional={need.provisional}>
          <NeedIcon weight={need.weight} />
          <span className={classes.text} title={need.text}>
            {need.text}
            {need.provisional && <span className={classes.provisional}> · being said</span>}
          </span>
          <RunningClock sinceMs={beganAtMs + need.sinceMs} className={classes.clock} />
        </li>
      ))}
      {more > 0 && <li className={classes.more}>and {more} more</li>}
    </ul>
  );
}
