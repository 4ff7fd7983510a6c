import type { MoodMoment, RunToCompare } from '../../../../src/model/debrief.ts';
import classes from './CourseDrawing.module.css';
import { coursePath, type Move, type Plane, xOf, yOf } from './curve.ts';

interface Props {
  course: MoodMoment[];
  moves: Move[];
  exemplary: RunToCompare['course'];
  durationMs: number;
}

const scale = [1, 2, 3, 4, 5];

/** For the eye alone: the table beside it says the same. */
export function CourseDrawing({ course, moves, exemplary, durationMs }: Props) {
  const longestMs = Math.max(durationMs, exemplary.at(-1)?.atMs ?? 0);
  const plane: Plane = { width: 420, height: 150, durationMs: longestMs };
  const ownPlane = { ...plane, width: xOf(durationMs, plane), durationMs };
  const own = course.map(({ atMs, mood }) => ({ atMs, distress: mood.distress }));
  return (
    <svg
      className={classes.drawing}
      viewBox={`-24 -10 ${plane.width + 34} ${plane.height + 20}`}
      aria-hidden="true"
    >
      {scale.map((distress) => (
        <g key={distress}>
          <line
            className={classes.grid}
            x1={0}
            x2={plane.width}
            y1={yOf(distress, plane)}
            y2={yOf(distress, plane)}
          />
          <text className={classes.mark} x={-10} y={yOf(distress, plane) + 4}>
            {distress}
          </text>
        </g>
      ))}
      <path className={classes.other} d={coursePath(exemplary, plane)} />
      <path className={classes.own} d={coursePath(own, ownPlane)} />
      {moves.map(({ moment, by }) => {
        const x = xOf(moment.atMs, plane);
        const y = yOf(moment.mood.distress, plane);
        // Worse points up, calmer points down: the shape says it without the colour.
        const shape =
          by > 0
            ? `M${x - 5} ${y + 4}L${x} ${y - 5}L${x + 5} ${y + 4}Z`
            : `M${x - 5} ${y - 4}L${x} ${y + 5}L${x + 5} ${y - 4}Z`;
        return (
          <path
            key={`${moment.atMs} ${moment.turn}`}
            className={classes.move}
            data-worse={by > 0 || undefined}
            d={shape}
          />
        );
      })}
    </svg>
  );
}
