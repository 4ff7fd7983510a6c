import { formatScore } from '../format/numbers.ts';
import { wordsOfCode } from '../words.ts';
import { bandTone } from './band-tone.ts';
import classes from './Score.module.css';

interface Props {
  score: number;
  band: string | null;
  /** The scorecard's threshold; null while it is not known. */
  threshold: number | null;
  large?: boolean;
}

/** A score as number, word and bar; the tick on the bar is the threshold. */
export function Score({ score, band, threshold, large }: Props) {
  return (
    <span className={classes.score} data-tone={bandTone(score, threshold)} data-large={large || undefined}>
      <span className={classes.number}>{formatScore(score)}</span>
      {band && <span className={classes.band}>{wordsOfCode(band)}</span>}
      <span className={classes.bar} aria-hidden="true">
        <span className={classes.fill} style={{ inlineSize: `${score}%` }} />
        {threshold !== null && (
          <span className={classes.tick} style={{ insetInlineStart: `${threshold}%` }} />
        )}
      </span>
    </span>
  );
}
