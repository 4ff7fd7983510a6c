import type { ScorecardOutline } from '../../../src/model/scorecard.ts';
import { bandTitle } from '../api/scorecards.ts';
import { formatScore } from '../format/numbers.ts';
import { bandTone } from './band-tone.ts';
import classes from './Score.module.css';

interface Props {
  score: number;
  band: string | null;
  /** What it was judged by; undefined while that is not known. */
  card: Pick<ScorecardOutline, 'threshold' | 'bands'> | undefined;
  large?: boolean;
}

/** A score as number, word and bar; the tick on the bar is the threshold. */
export function Score({ score, band, card, large }: Props) {
  const threshold = card?.threshold ?? null;
  return (
    <span className={classes.score} data-tone={bandTone(score, threshold)} data-large={large || undefined}>
      <span className={classes.number}>{formatScore(score)}</span>
      {band && <span className={classes.band}>{bandTitle(card, band)}</span>}
      <span className={classes.bar} aria-hidden="true">
        <span className={classes.fill} style={{ inlineSize: `${score}%` }} />
        {threshold !== null && (
          <span className={classes.tick} style={{ insetInlineStart: `${threshold}%` }} />
        )}
      </span>
    </span>
  );
}
