import type { Estimate } from '../../../../src/model/agreement.ts';
import classes from './Agreement.module.css';
import { placeOf, withInterval } from './figures.ts';

/** A kappa on a scale from 0 to 1 with its interval, and the least that is needed. */
export function KappaScale({ kappa, least }: { kappa: Estimate; least: number }) {
  const { value, low, high } = kappa;
  return (
    <>
      <span>{withInterval(kappa)}</span>
      {value !== null && (
        <span className={classes.scale} aria-hidden>
          {low !== null && high !== null && (
            <span
              className={classes.interval}
              style={{ insetInlineStart: `${placeOf(low)}%`, inlineSize: `${placeOf(high) - placeOf(low)}%` }}
            />
          )}
          <span className={classes.least} style={{ insetInlineStart: `${placeOf(least)}%` }} />
          <span
            className={classes.point}
            data-low={value < least || undefined}
            style={{ insetInlineStart: `${placeOf(value)}%` }}
          />
        </span>
      )}
    </>
  );
}
