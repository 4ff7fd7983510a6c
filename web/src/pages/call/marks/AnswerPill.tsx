import type { Answer } from '../../../../../src/model/judgement.ts';
import { answerWord } from '../../../words.ts';
import classes from './AnswerPill.module.css';

interface Props {
  answer: Answer;
  points: number | null;
}

function toneOf(points: number | null): 'good' | 'fair' | 'poor' | 'none' {
  if (points === null) return 'none';
  if (points >= 0.8) return 'good';
  return points >= 0.5 ? 'fair' : 'poor';
}

export function AnswerPill({ answer, points }: Props) {
  return (
    <span className={classes.pill} data-tone={toneOf(points)}>
      {answerWord(answer)}
    </span>
  );
}
