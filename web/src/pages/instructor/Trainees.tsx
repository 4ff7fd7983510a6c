import { EmptyState } from '@mantine/core';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import { useTrainees } from '../../api/training.ts';
import { formatScore } from '../../format/numbers.ts';
import { formatInstant } from '../../format/time.ts';
import { Asked } from './Asked.tsx';
import classes from './Instructor.module.css';
import { TraineePanel } from './TraineePanel.tsx';

/** Everybody who trains, and one of them in full. */
export function Trainees({ who, onChoose }: { who: string | undefined; onChoose(who: string): void }) {
  const trainees = useTrainees();
  return (
    <Asked query={trainees} what="The trainees">
      {({ trainees: all }) =>
        all.length === 0 && who === undefined ? (
          <EmptyState
            mt="xl"
            icon={<IconUsers size={44} stroke={1.3} aria-hidden />}
            title={<h2>Nobody has trained yet</h2>}
            description="Whoever finishes a drill stands here with skills and level."
          />
        ) : (
          <div className={classes.split}>
            <ul className={classes.list}>
              {all.map(({ trainee, level, runs, recentMean, lastAt, proposal }) => (
                <li key={trainee}>
                  <button
                    type="button"
                    className={classes.person}
                    aria-pressed={trainee.toLowerCase() === who?.toLowerCase()}
                    onClick={() => onChoose(trainee)}
                  >
                    <span className={classes.strong}>{trainee}</span>
                    <span className={classes.under}>
                      level {level} · {runs} {runs === 1 ? 'run' : 'runs'}
                      {recentMean !== null && ` · ${formatScore(recentMean)} lately`}
                    </span>
                    {proposal && (
                      <span
                        className={classes.verdict}
                        data-tone={proposal.to > proposal.from ? 'good' : 'poor'}
                      >
                        proposed: level {proposal.to}
                      </span>
                    )}
                    {lastAt !== null && <span className={classes.under}>{formatInstant(lastAt)}</span>}
                  </button>
                </li>
              ))}
            </ul>
            {who === undefined ? (
              <p className={classes.under}>Choose somebody to see their skills.</p>
            ) : (
              <TraineePanel key={who} name={who} />
            )}
          </div>
        )
      }
    </Asked>
  );
}
