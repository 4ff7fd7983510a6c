import IconCircle from '@tabler/icons-react/dist/esm/icons/IconCircle.mjs';
import IconCircleCheckFilled from '@tabler/icons-react/dist/esm/icons/IconCircleCheckFilled.mjs';
import IconCircleMinus from '@tabler/icons-react/dist/esm/icons/IconCircleMinus.mjs';
import { memo } from 'react';
import type { Turn } from '../../../../src/model/call.ts';
import type { Evaluation } from '../../../../src/model/judgement.ts';
import { cardOf, useScorecards } from '../../api/scorecards.ts';
import { formatDuration } from '../../format/time.ts';
import { RunningClock } from '../../parts/RunningClock.tsx';
import { TurnButton } from '../../parts/spoken/TurnButton.tsx';
import classes from './Checklist.module.css';
import { checklistOf, countSteps, type Step, type StepState } from './checklist.ts';

interface Props {
  evaluation: Evaluation | null;
  turns: Turn[];
  beganAtMs: number;
  ended: boolean;
  onGo(turn: number): void;
}

const stateWords: Record<StepState, string> = { done: 'Done', open: 'Open', skipped: 'Does not apply' };
const icons = { done: IconCircleCheckFilled, open: IconCircle, skipped: IconCircleMinus };

/** The form the call will be judged by, as what is done and what is still open. */
export const Checklist = memo(function Checklist({ evaluation, ...rest }: Props) {
  const card = cardOf(useScorecards().data, evaluation ?? undefined);
  if (!evaluation) {
    return <p className={classes.quiet}>The checklist comes with the first words.</p>;
  }
  const sections = checklistOf(evaluation, card);
  const { done, of } = countSteps(sections);
  return (
    <>
      <p className={classes.count}>
        {evaluation.scorecardTitle}: <strong>{done}</strong> of {of} done
      </p>
      {sections.map(({ id, title, steps }) => (
        <section key={id} aria-labelledby={`steps-${id}`}>
          <h3 id={`steps-${id}`} className={classes.section}>
            {title}
          </h3>
          <ul className={classes.steps}>
            {steps.map((step) => (
              <StepRow key={step.id} step={step} {...rest} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
});

function StepRow({ step, turns, beganAtMs, ended, onGo }: { step: Step } & Omit<Props, 'evaluation'>) {
  const Icon = icons[step.state];
  const doneAt = step.turn === null ? undefined : turns[step.turn]?.startMs;
  return (
    <li className={classes.step} data-state={step.state}>
      <Icon size={18} aria-label={stateWords[step.state]} role="img" className={classes.icon} />
      <span className={classes.title}>
        {step.title}
        {step.missing.length > 0 && <span className={classes.missing}>{step.missing.join(' · ')}</span>}
      </span>
      <span className={classes.when}>
        {step.state === 'skipped' && 'does not apply'}
        {step.state === 'done' && doneAt !== undefined && formatDuration(doneAt)}
        {step.sinceMs !== null && <>open {!ended && <RunningClock sinceMs={beganAtMs + step.sinceMs} />}</>}
        {step.state === 'done' && step.turn !== null && <TurnButton turn={step.turn} onGo={onGo} />}
      </span>
    </li>
  );
}
