import type { Watched } from '../../../../src/model/training.ts';
import { formatShare } from '../../format/numbers.ts';
import { formatInstant } from '../../format/time.ts';
import { CallsOf } from './CallsOf.tsx';
import classes from './Instructor.module.css';

const verdictTone: Partial<Record<Watched['verdict'], string>> = {
  'missed less': 'good',
  'missed more': 'poor',
};

/** How often one thing was missed on real calls before it was trained, and since. */
export function WatchedRow({ watched }: { watched: Watched }) {
  const { agent, title, assignmentTitle, trainedAt, verdict, least, before, after, standing } = watched;
  return (
    <li className={classes.row}>
      <div>
        <p className={classes.strong}>
          {agent}: {title}
        </p>
        <p className={classes.under}>
          {assignmentTitle}
          {trainedAt !== null && `, first run ${formatInstant(trainedAt)}`}
        </p>
        <p>
          <span className={classes.verdict} data-tone={verdictTone[verdict]}>
            {verdict[0]!.toUpperCase() + verdict.slice(1)}
          </span>
          {verdict === 'not enough calls yet' && (
            <span className={classes.under}> At least {least} calls are needed before and after.</span>
          )}
          {standing === 'suggestion' && (
            <span className={classes.under}> Some of these answers are suggestions, not facts.</span>
          )}
        </p>
      </div>
      <Side name="Before" side={before} of={watched} />
      <Side name="Since" side={after} of={watched} />
    </li>
  );
}

function Side({ name, side, of }: { name: string; side: Watched['before']; of: Watched }) {
  const { share, missed, calls } = side;
  return (
    <div>
      <p>
        {name}: missed in <strong>{missed}</strong> of {calls.length}
        {share && (
          <span className={classes.under}>
            {' '}
            {formatShare(share.value)}, between {formatShare(share.low)} and {formatShare(share.high)} in 95
            of 100
          </span>
        )}
      </p>
      <CallsOf calls={calls} of={of} says="The calls" />
    </div>
  );
}
