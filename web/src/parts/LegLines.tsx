import { memo } from 'react';
import type { Kind } from '../../../src/model/call.ts';
import type { LiveLeg } from '../../../src/model/live.ts';
import { coursePath, lineTroubles } from '../format/live.ts';
import classes from './LegLines.module.css';

/** The last minute of both sides, the first upwards and the second downwards, with what is wrong with a line in words. */
export const LegLines = memo(function LegLines({ legs, kind }: { legs: LiveLeg[]; kind: Kind | null }) {
  const wrong = lineTroubles(legs, kind);
  return (
    <div className={classes.legs}>
      <svg
        className={classes.course}
        viewBox="0 0 60 24"
        preserveAspectRatio="none"
        role="img"
        aria-label="Levels of the last minute"
      >
        {legs.map(({ role, course }, index) => (
          // A leg has no identity but its place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <path key={index} data-role={role} d={coursePath(course, index === 1)} />
        ))}
      </svg>
      {wrong.map((text) => (
        <span key={text} className={classes.state}>
          {text}
        </span>
      ))}
    </div>
  );
});
