import { Button } from '@mantine/core';
import type { EvaluationReview } from '../../../../../src/model/review.ts';
import { EvidenceList } from '../marks/EvidenceList.tsx';
import classes from './Review.module.css';
import { useDecision } from './use-decision.ts';

const verdictWords = {
  open: 'not decided: two people have to say the same',
  stands: 'stands',
  overturned: 'overturned, it does not count',
};

/** What fails the call as a whole, with what each reader said; two different people decide. */
export function AutoFails({ review }: { review: EvaluationReview }) {
  const decision = useDecision(review.scorecardId);
  if (review.autoFails.length === 0) return null;
  const isOpen = review.state === 'draft' || review.state === 'disputed';
  return (
    <ul className={classes.waits}>
      {review.autoFails.map((one) => {
        const read = (stands: boolean) => () =>
          decision.send({ kind: 'read', autoFailId: one.id, stands, comment: null });
        return (
          <li key={one.id}>
            <p>
              <strong>
                Auto-fail {one.id}, {one.title}:
              </strong>{' '}
              {verdictWords[one.verdict]}. {one.reason}
              {one.readings.map(({ author, stands }) => (
                <span key={author} className={classes.quiet}>
                  {' '}
                  {author}: {stands ? 'stands' : 'does not stand'}.
                </span>
              ))}
            </p>
            {isOpen && (
              <div className={classes.actions}>
                <Button
                  variant="default"
                  size="compact-xs"
                  disabled={!decision.isSigned}
                  onClick={read(true)}
                >
                  It stands
                </Button>
                <Button
                  variant="default"
                  size="compact-xs"
                  disabled={!decision.isSigned}
                  onClick={read(false)}
                >
                  It does not
                </Button>
              </div>
            )}
            <EvidenceList evidence={one.evidence} title={one.title} reason={one.reason} />
          </li>
        );
      })}
    </ul>
  );
}
