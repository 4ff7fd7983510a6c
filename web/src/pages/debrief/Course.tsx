import IconTrendingDown from '@tabler/icons-react/dist/esm/icons/IconTrendingDown.mjs';
import IconTrendingUp from '@tabler/icons-react/dist/esm/icons/IconTrendingUp.mjs';
import type { Debrief } from '../../../../src/model/debrief.ts';
import { formatDuration } from '../../format/time.ts';
import { CourseDrawing } from '../../parts/course/CourseDrawing.tsx';
import { movesOf } from '../../parts/course/curve.ts';
import { formatDistress, movedWords, whatMoved } from '../../parts/course/move-words.ts';
import { roleWord } from '../../words.ts';
import classes from './Debrief.module.css';
import { TimeButton } from './Moments.tsx';

/** How the caller's distress went, and what moved it: a drawing for the eye, a table with the same for everybody. */
export function Course({ debrief }: { debrief: Debrief }) {
  const { course, drill, exemplary } = debrief;
  const moves = movesOf(course);
  const caller = roleWord('customer', drill.scenario.kind).toLowerCase();
  if (course.length === 0) return null;
  return (
    <section aria-labelledby="course-title">
      <h2 id="course-title">Distress of the {caller}</h2>
      <div className={classes.course}>
        <CourseDrawing
          course={course}
          moves={moves}
          exemplary={exemplary?.course ?? []}
          durationMs={drill.durationMs}
        />
        {moves.length === 0 ? (
          <p className={classes.quiet}>
            Nothing moved it: it stayed at {formatDistress(course[0]?.mood.distress ?? 0)}.
          </p>
        ) : (
          <table className={classes.table} aria-labelledby="course-title">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">What moved it</th>
                <th scope="col">Distress</th>
              </tr>
            </thead>
            <tbody>
              {moves.map(({ moment, by }) => (
                <tr key={`${moment.atMs} ${moment.turn}`}>
                  <td>
                    <TimeButton atMs={moment.atMs} of="Distress" />
                  </td>
                  <td>{whatMoved(moment)}</td>
                  <td>
                    <span className={classes.how} data-tone={by > 0 ? 'poor' : 'good'}>
                      {by > 0 ? (
                        <IconTrendingUp size={15} aria-label="worse" role="img" />
                      ) : (
                        <IconTrendingDown size={15} aria-label="calmer" role="img" />
                      )}
                      {movedWords({ moment, by })}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <p className={classes.under}>
        1 talks normally, 5 is beyond reach. Over {formatDuration(drill.durationMs)}.
        {exemplary && ` The dashed line is “${exemplary.title}”.`}
      </p>
    </section>
  );
}
