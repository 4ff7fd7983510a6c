import type { Need } from '../../../src/model/live.ts';
import classes from './NeedList.module.css';
import { NeedIcon } from './NeedWeight.tsx';
import { RunningClock } from './RunningClock.tsx';

interface Props {
  needs: Need[];
  /** When the call began, by the clock of this browser. */
  beganAtMs: number;
  /** More than so many are counted in one line more. */
  most: number;
}

/** What a call needs somebody for, each with its own clock. */
export function NeedList({ needs, beganAtMs, most }: Props) {
  if (needs.length === 0) return null;
  // A line that counts one is no shorter than the one.
  const shown = needs.length === most + 1 ? needs : needs.slice(0, most);
  const more = needs.length - shown.length;
  return (
    <ul className={classes.needs} aria-label="Needs">
      {shown.map((need) => (
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
