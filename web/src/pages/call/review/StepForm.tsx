import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { EvaluationState } from '../../../../../src/model/judgement.ts';
import classes from './Review.module.css';
import { useDecision } from './use-decision.ts';

export interface Step {
  kind: 'release' | 'acknowledge' | 'dispute' | 'resolve' | 'reopen';
  label: string;
  isMain: boolean;
}

const reopen: Step = { kind: 'reopen', label: 'Open again…', isMain: false };
const dispute: Step = { kind: 'dispute', label: 'Dispute…', isMain: false };

/** What can be done with an evaluation in each state. */
export const stepsFrom: Record<EvaluationState, Step[]> = {
  draft: [{ kind: 'release', label: 'Release', isMain: true }],
  released: [{ kind: 'acknowledge', label: 'Acknowledge', isMain: true }, dispute, reopen],
  acknowledged: [dispute, reopen],
  disputed: [{ kind: 'resolve', label: 'Resolve…', isMain: true }],
  resolved: [reopen],
};

interface Props {
  step: Step;
  scorecardId: string;
  onDone(): void;
}

/** The comment that goes with a step; some steps need one. */
export function StepForm({ step, scorecardId, onDone }: Props) {
  const decision = useDecision(scorecardId);
  const [written, setWritten] = useState('');
  const { kind } = step;
  const comment = written.trim();
  const needsComment = kind === 'dispute' || kind === 'resolve' || kind === 'reopen';
  const send = () => {
    if (kind === 'release' || kind === 'acknowledge')
      decision.send({ kind, comment: comment || null }, onDone);
    else decision.send({ kind, comment }, onDone);
  };
  return (
    <div className={classes.form}>
      <Textarea
        data-autofocus
        size="xs"
        autosize
        minRows={2}
        label={needsComment ? 'Why' : 'Comment (may be left out)'}
        value={written}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button
          disabled={!decision.isSigned || (needsComment && comment === '')}
          loading={decision.isPending}
          onClick={send}
        >
          {step.label.replace('…', '')} now
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
