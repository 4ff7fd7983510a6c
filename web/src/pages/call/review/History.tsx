import type { ReviewEntry } from '../../../../../src/model/review.ts';
import { findCriterion, useScorecard } from '../../../api/scorecards.ts';
import { formatScore } from '../../../format/numbers.ts';
import { formatInstant } from '../../../format/time.ts';
import { wordsOfCode } from '../../../words.ts';
import { commentOf, historyWords } from './history-words.ts';
import classes from './Review.module.css';

/** Who changed what and when, and the score after it. */
export function History({ history, scorecardId }: { history: ReviewEntry[]; scorecardId: string }) {
  const card = useScorecard(scorecardId);
  if (history.length === 0) return null;
  const titleOf = (id: string) => findCriterion(card, id)?.title ?? wordsOfCode(id);
  return (
    <details className={classes.history}>
      <summary>History, {history.length === 1 ? '1 entry' : `${history.length} entries`}</summary>
      <ol>
        {history.map((entry) => (
          <li key={JSON.stringify(entry)}>
            <strong>{entry.author ?? 'The call'}</strong> {historyWords(entry.event, titleOf)}{' '}
            <span className={classes.quiet}>
              {formatInstant(entry.at)}
              {entry.score !== null && `, score ${formatScore(entry.score)}`}
            </span>
            {commentOf(entry.event) && <q>{commentOf(entry.event)}</q>}
          </li>
        ))}
      </ol>
    </details>
  );
}
