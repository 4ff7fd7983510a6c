import { Link } from '@tanstack/react-router';
import type { FloorCall, Watch } from '../../../../src/model/training.ts';
import { formatInstant } from '../../format/time.ts';
import { answerWord } from '../../words.ts';
import classes from './Instructor.module.css';

interface Props {
  calls: readonly FloorCall[];
  of: Pick<Watch, 'scorecardId' | 'criterionId'>;
  says: string;
}

/** The calls a number rests on, each leading to its mark. */
export function CallsOf({ calls, of, says }: Props) {
  if (calls.length === 0) return null;
  return (
    <details className={classes.calls}>
      <summary>{says}</summary>
      <ul className={classes.plain}>
        {calls.map(({ callId, at, title, answer, missed, source, isFact }) => (
          <li key={callId}>
            <Link
              to="/calls/$callId"
              params={{ callId }}
              search={{ card: of.scorecardId, mark: of.criterionId }}
            >
              {title ?? formatInstant(at)}
            </Link>{' '}
            <span className={classes.verdict} data-tone={missed ? 'poor' : 'good'}>
              {answerWord(answer)}
            </span>{' '}
            <span className={classes.under}>
              {source === 'person' ? 'a person' : isFact ? 'fact' : 'suggestion'}
              {title !== null && `, ${formatInstant(at)}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
