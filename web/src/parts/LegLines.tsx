import { memo } from 'react';
import type { Kind } from '../../../src/model/call.ts';
import type { LiveLeg } from '../../../src/model/live.ts';
import { coursePath, legStateWords } from '../format/live.ts';
import { roleWord } from '../words.ts';
import classes from './LegLines.module.css';

/** The last minute of both sides, the first upwards and the second downwards, with what is wrong with a line in words. */
export const LegLines = memo(function LegLines({ legs, kind }: { legs: LiveLeg[]; kind: Kind | null }) {
  const wrong = legs.flatMap(({ role, state, lostMs }, index) => {
    const words = legStateWords[state];
    const lost = lostMs >= 1_000 ? `${Math.round(lostMs / 1000)} s lost` : null;
    return [words, lost]
      .filter((text) => text !== null)
      .map((text) => ({ key: `${index}${text}`, role, text: `${roleWord(role, kind)}: ${lower(text)}` }));
  });
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
      {wrong.map(({ key, role, text }) => (
        <span key={key} className={classes.state} data-role={role}>
          {text}
        </span>
      ))}
    </div>
  );
});

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
