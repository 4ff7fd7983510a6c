import type { ScoreItem, ScorePart } from '../../../../src/model/drill.ts';
import { formatScore, formatShare } from '../../format/numbers.ts';
import { Moments } from './Moments.tsx';
import classes from './Parts.module.css';

/** The parts of the score, each with what it looked at. */
export function Parts({ parts }: { parts: ScorePart[] }) {
  return (
    <section aria-labelledby="parts-title">
      <h2 id="parts-title">Score</h2>
      <ul className={classes.parts}>
        {parts.map((part) => (
          <PartRow key={part.id} part={part} />
        ))}
      </ul>
    </section>
  );
}

function PartRow({ part: { title, weight, points, reason, items } }: { part: ScorePart }) {
  return (
    <li className={classes.part}>
      <details open={points !== null && points < 1 && items.length <= mostOpen}>
        <summary className={classes.summary}>
          <span className={classes.title}>{title}</span>
          <span className={classes.points}>
            {points === null ? (
              'not counted'
            ) : (
              <>
                <strong>{formatScore(points * weight)}</strong> of {formatScore(weight)}
              </>
            )}
          </span>
          <span className={classes.bar} aria-hidden>
            {points !== null && <span style={{ inlineSize: `${points * 100}%` }} />}
          </span>
          <span className={classes.reason}>{reason}</span>
        </summary>
        {items.length > 0 && (
          <ul className={classes.items}>
            {items.map((item) => (
              <ItemRow key={item.id} item={item} />
            ))}
          </ul>
        )}
      </details>
    </li>
  );
}

/** Longer lists are opened by whoever wants to read them. */
const mostOpen = 8;

function ItemRow({ item: { title, state, points, reason, evidence } }: { item: ScoreItem }) {
  const tone = points === null ? 'none' : points >= 1 ? 'good' : points > 0 ? 'fair' : 'poor';
  return (
    <li className={classes.item}>
      <span className={classes.state} data-tone={tone}>
        {state}
      </span>
      <span className={classes.text}>
        <span className={classes.itemTitle}>{title}</span> <span className={classes.why}>{reason}</span>{' '}
        <Moments evidence={evidence} of={title} />
      </span>
      <span className={classes.share}>{points === null ? '' : formatShare(points)}</span>
    </li>
  );
}
