import { EmptyState } from '@mantine/core';
import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs';
import { Link } from '@tanstack/react-router';
import { useOpenDrills } from '../../api/training.ts';
import { formatDuration } from '../../format/time.ts';
import { Asked } from './Asked.tsx';
import classes from './Instructor.module.css';
import { WordToTrainee } from './WordToTrainee.tsx';
import { phaseWords } from './words.ts';

/** Drills that go on now; each is watched on a page of its own, or followed as the open call it is. */
export function OpenDrills() {
  const open = useOpenDrills();
  return (
    <Asked query={open} what="The open drills">
      {(drills) =>
        drills.length === 0 ? (
          <EmptyState
            mt="xl"
            icon={<IconHeadset size={44} stroke={1.3} aria-hidden />}
            title={<h2>No drill is open</h2>}
            description="Drills that ring or go on stand here, and can be watched and listened to."
          />
        ) : (
          <ul className={classes.list}>
            {drills.map(({ id, trainee, scenario, phase, durationMs, callId, seed }) => (
              <li key={id} className={classes.row}>
                <div>
                  <p className={classes.strong}>{trainee}</p>
                  <p className={classes.under}>
                    {scenario.title}, level {scenario.level}, seed {seed}
                  </p>
                </div>
                <p>
                  {phaseWords[phase]}
                  <span className={classes.under}> {formatDuration(durationMs)}</span>
                </p>
                <div className={classes.end}>
                  <Link
                    to="/training/instructor/$drillId"
                    params={{ drillId: id }}
                    aria-label={`Watch ${trainee}: ${scenario.title}`}
                  >
                    Watch
                  </Link>
                  {callId === null ? (
                    <span className={classes.under}>not answered yet</span>
                  ) : (
                    <Link
                      to="/live/$callId"
                      params={{ callId }}
                      aria-label={`Follow as a call ${trainee}: ${scenario.title}`}
                    >
                      Follow as a call
                    </Link>
                  )}
                </div>
                {callId !== null && <WordToTrainee drillId={id} trainee={trainee} />}
              </li>
            ))}
          </ul>
        )
      }
    </Asked>
  );
}
