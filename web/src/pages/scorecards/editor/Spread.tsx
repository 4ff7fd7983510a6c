import type { ScoreSpread } from '../../../../../src/model/scorecard-editing.ts';
import classes from '../../../parts/text-editor/Editor.module.css';

/** How scores lie, ten points a column: the version in force behind, the text in front. */
export function Spread({ before, after }: { before: ScoreSpread | null; after: ScoreSpread }) {
  const most = Math.max(1, ...after.tens, ...(before?.tens ?? []));
  const height = (count: number | undefined) => `${((count ?? 0) / most) * 100}%`;
  return (
    <figure className={classes.spread}>
      <div className={classes.tens} aria-hidden>
        {after.tens.map((count, ten) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its ten points
          <div key={ten} className={classes.ten}>
            {before && <span className={classes.was} style={{ blockSize: height(before.tens[ten]) }} />}
            <span className={classes.is} style={{ blockSize: height(count) }} />
          </div>
        ))}
      </div>
      <div className={classes.axis} aria-hidden>
        <span>0</span>
        <span>50</span>
        <span>100</span>
      </div>
      <figcaption>
        {before && (
          <>
            <span className={classes.was} aria-hidden /> in force{' '}
          </>
        )}
        <span className={classes.is} aria-hidden /> this text, calls by score
      </figcaption>
    </figure>
  );
}
