import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Evaluation } from '../../../../../src/model/judgement.ts';
import type { EvaluationReview, Wait } from '../../../../../src/model/review.ts';
import { useCallReview } from '../../../api/review.ts';
import { ReviewerName } from '../../../parts/ReviewerName.tsx';
import { useReviewer } from '../../../parts/use-reviewer.ts';
import { evaluationStateWords, reviewReasonWords } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';
import { AutoFails } from './AutoFails.tsx';
import { History } from './History.tsx';
import classes from './Review.module.css';
import { type Step, StepForm, stepsFrom } from './StepForm.tsx';
import { useDecision } from './use-decision.ts';

/** Where the review of an evaluation stands, what is in the way of the next step, and that step. */
export function ReviewBar({ evaluation }: { evaluation: Evaluation }) {
  const { call } = useCallDesk();
  const review = useCallReview(call.id).data;
  const own = review?.evaluations.find((one) => one.scorecardId === evaluation.scorecardId);
  if (!review || !own) return null;
  const waits = review.waits.filter(
    (wait) => wait.scorecardId === evaluation.scorecardId || wait.reason === 'critical_flag',
  );
  return <Standing review={own} waits={waits} />;
}

function Standing({ review, waits }: { review: EvaluationReview; waits: Wait[] }) {
  const { call } = useCallDesk();
  const [name] = useReviewer();
  const [isNaming, setNaming] = useState(name.trim() === '');
  const [step, setStep] = useState<Step | null>(null);
  // Auto-fails are listed by themselves, with what was found.
  const listed = waits.filter((wait) => wait.reason !== 'auto_fail');
  const isBlocked = waits.some((wait) => wait.blocksRelease);
  return (
    <section className={classes.bar} aria-label="Review">
      <div className={classes.standing}>
        <span className={classes.state} data-state={review.state}>
          {evaluationStateWords[review.state]}
        </span>
        {stepsFrom[review.state].map((one) => (
          <Button
            key={one.kind}
            variant={one.isMain ? 'filled' : 'default'}
            disabled={call.state !== 'done' || name.trim() === '' || (one.kind === 'release' && isBlocked)}
            onClick={() => setStep(one)}
          >
            {one.label}
          </Button>
        ))}
        {!isNaming && (
          <Button variant="subtle" onClick={() => setNaming(true)} aria-label="Change your name">
            as {name}
          </Button>
        )}
      </div>
      {isNaming && (
        <div className={classes.form}>
          <ReviewerName />
        </div>
      )}
      {step && <StepForm step={step} scorecardId={review.scorecardId} onDone={() => setStep(null)} />}
      <AutoFails review={review} />
      {listed.length > 0 && (
        <ul className={classes.waits}>
          {listed.map((wait) => (
            <WaitRow key={wait.reason} wait={wait} scorecardId={review.scorecardId} />
          ))}
        </ul>
      )}
      <History history={review.history} scorecardId={review.scorecardId} />
    </section>
  );
}

function WaitRow({ wait, scorecardId }: { wait: Wait; scorecardId: string }) {
  const { setMarking } = useCallDesk();
  const decision = useDecision(scorecardId);
  const { reason, criterionIds, flags } = wait;
  const [first] = criterionIds;
  const mayBeLeft = reason === 'unclear' || reason === 'judges_differ';
  return (
    <li>
      <p>
        <strong>{reviewReasonWords[reason]}.</strong> {wait.text}
      </p>
      {first !== undefined && reason !== 'critical_flag' && (
        <Button variant="default" size="compact-xs" onClick={() => setMarking(first)}>
          Answer
        </Button>
      )}
      {mayBeLeft && (
        <Button
          variant="default"
          size="compact-xs"
          disabled={!decision.isSigned}
          loading={decision.isPending}
          onClick={() => decision.send({ kind: 'leave', criterionIds, comment: null })}
        >
          Leave open
        </Button>
      )}
      {reason === 'critical_flag' && (
        <Button
          variant="default"
          size="compact-xs"
          disabled={!decision.isSigned}
          loading={decision.isPending}
          onClick={() => decision.send({ kind: 'see', flags })}
        >
          I have looked
        </Button>
      )}
    </li>
  );
}
