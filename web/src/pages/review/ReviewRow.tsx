import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReviewItem } from '../../../../src/model/review.ts';
import { useScorecard } from '../../api/scorecards.ts';
import { formatAgo } from '../../format/time.ts';
import { callTitle } from '../../parts/call-title.ts';
import { Score } from '../../parts/Score.tsx';
import { useNow } from '../../parts/use-now.ts';
import { kindWords, reviewReasonWords } from '../../words.ts';
import classes from './Review.module.css';

/** One thing that waits; it leads to the call, at the mark it is about. */
export function ReviewRow({ item }: { item: ReviewItem }) {
  const { call, reason, text, since } = item;
  const card = useScorecard(call.scorecardId);
  const now = useNow();
  const facts = [
    call.source === 'simulated' && 'Drill',
    call.agent,
    call.queue ?? (call.kind && kindWords[call.kind]),
  ].filter(Boolean);
  return (
    <li className={classes.row} data-reason={reason}>
      <span className={classes.reason} data-reason={reason}>
        {reviewReasonWords[reason]}
      </span>
      <div className={classes.what}>
        <Link
          to="/calls/$callId"
          params={{ callId: call.id }}
          search={{ card: item.scorecardId ?? undefined, mark: item.criterionIds[0] }}
          state={{ fromReview: true }}
          className={classes.title}
          data-row-link
        >
          {callTitle({ ...call, customerNumber: null })}
        </Link>
        <span className={classes.facts}>{facts.join(' · ')}</span>
        <p className={classes.text}>{text}</p>
      </div>
      <div className={classes.score}>
        {call.score !== null && <Score score={call.score} band={call.band} card={card} />}
      </div>
      <span className={classes.since}>
        <VisuallyHidden>waits since </VisuallyHidden>
        {formatAgo(since, now)}
      </span>
    </li>
  );
}
