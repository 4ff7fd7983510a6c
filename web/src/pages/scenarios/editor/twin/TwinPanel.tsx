import { Button, Skeleton } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TwinReview } from '../../../../../../src/model/scenario-editing.ts';
import { useApproveTwin, useTwinReview } from '../../../../api/scenario-editing.ts';
import { formatInstant } from '../../../../format/time.ts';
import { Notice } from '../../../../parts/Notice.tsx';
import { ProblemText } from '../../../../parts/Problem.tsx';
import { ReviewerName } from '../../../../parts/ReviewerName.tsx';
import { toProblem } from '../../../../parts/to-problem.ts';
import { useReviewer } from '../../../../parts/use-reviewer.ts';
import type { ScenarioDraft } from '../use-scenario-draft.ts';
import { LookList } from './LookList.tsx';
import { TurnLink } from './TurnLink.tsx';
import classes from './Twin.module.css';

interface Props {
  draft: ScenarioDraft;
  /** Shows a line of the draft. */
  onShow(line: number): void;
}

/** What of the real call must not be told, each to be looked at by somebody who then answers for the text. */
export function TwinPanel({ draft, onShow }: Props) {
  const review = useTwinReview(draft.version);
  if (review.isPending) return <Skeleton height={240} aria-label="Comparing with the call" />;
  if (review.isError) return <ProblemText problem={toProblem(review.error)} />;
  const { callId } = review.data;
  if (callId === null) {
    return (
      <Notice tone="fair" title="The call is gone">
        Nothing is left to compare this draft with, so it cannot be approved. Discard it, and make another of
        a call that is here.
      </Notice>
    );
  }
  return (
    <Looking key={draft.version.digest} review={review.data} callId={callId} draft={draft} onShow={onShow} />
  );
}

interface LookingProps extends Props {
  review: TwinReview;
  callId: string;
}

function Looking({ review, callId, draft, onShow }: LookingProps) {
  const { items, leftOut, approval } = review;
  const [looked, setLooked] = useState<ReadonlySet<string>>(new Set());
  const [name] = useReviewer();
  const approve = useApproveTwin(draft.version);
  const leaks = items.filter(({ found }) => found !== null);
  const left = items.filter(({ id }) => !looked.has(id)).length;
  const look = (ids: readonly string[], isLooked: boolean) => {
    const next = new Set(looked);
    for (const id of ids) {
      if (isLooked) next.add(id);
      else next.delete(id);
    }
    setLooked(next);
  };
  const isReady = leaks.length === 0 && left === 0 && name.trim() !== '' && !draft.isDirty;
  return (
    <div className={classes.twin}>
      <p className={classes.quiet}>
        Made of{' '}
        <Link to="/calls/$callId" params={{ callId }} search={{}}>
          {review.callTitle ?? 'this call'}
        </Link>
        . Nothing below may be told in the draft, in these words or others. Look at each, and whether the
        story itself still gives somebody away.
      </p>
      {draft.isDirty && (
        <p className={classes.quiet}>This is how the saved text compares; save to compare again.</p>
      )}
      {leaks.length > 0 && (
        <Notice tone="poor" role="alert" icon={IconAlertTriangle} title={leakWords(leaks.length)}>
          Change the words that are marked below, and save.
        </Notice>
      )}
      <LookList items={items} looked={looked} callId={callId} onLook={look} onShow={onShow} />
      {leftOut.length > 0 && (
        <p className={classes.quiet}>
          Left out of {leftOut.length === 1 ? 'one turn' : `${leftOut.length} turns`} of the caller, because
          it may say who somebody is:{' '}
          {leftOut.map((turn, at) => (
            <span key={turn}>
              {at > 0 && ', '}
              <TurnLink callId={callId} turn={turn} />
            </span>
          ))}
          . What matters in them can be written anew.
        </p>
      )}
      {approval ? (
        <Notice tone="info" icon={IconCheck} title={`Approved by ${approval.by}`}>
          {formatInstant(approval.at)}, {approval.looked} things looked at. The text can be published as it
          is; a change wants another look.
        </Notice>
      ) : (
        <div className={classes.approve}>
          <ReviewerName />
          <Button
            disabled={!isReady}
            loading={approve.isPending}
            onClick={() =>
              approve.mutate({ digest: draft.version.digest, by: name.trim(), looked: [...looked] })
            }
          >
            Approve this text
          </Button>
          <span role="status" className={classes.quiet}>
            {left > 0 ? `${left} still to be looked at` : 'All looked at'}
          </span>
        </div>
      )}
      {approve.error && (
        <div role="alert" className={classes.problem}>
          <ProblemText problem={toProblem(approve.error)} />
        </div>
      )}
    </div>
  );
}

function leakWords(count: number): string {
  return count === 1 ? 'The draft still tells one of these' : `The draft still tells ${count} of these`;
}
