import type { Evaluation } from '../../../../../src/model/judgement.ts';
import type { ScorecardOutline } from '../../../../../src/model/scorecard.ts';
import { formatShare } from '../../../format/numbers.ts';
import { Score } from '../../../parts/Score.tsx';
import { wordsOfCode } from '../../../words.ts';
import classes from './Marks.module.css';

interface Props {
  evaluation: Evaluation;
  card: ScorecardOutline | undefined;
}

export function EvaluationHead({ evaluation, card }: Props) {
  const facts = [
    `Version ${evaluation.scorecardVersion}`,
    card ? `threshold ${card.threshold}` : null,
    `${formatShare(evaluation.coverage)} of the form judged`,
    wordsOfCode(evaluation.state).toLowerCase(),
  ].filter((fact) => fact !== null);
  return (
    <div className={classes.head}>
      <h2>{evaluation.scorecardTitle}</h2>
      <p className={classes.facts}>{facts.join(' · ')}</p>
      {evaluation.score === null ? (
        <p>No criterion could be judged, so there is no score.</p>
      ) : (
        <Score score={evaluation.score} band={evaluation.band} card={card} />
      )}
    </div>
  );
}
