import type { MoodMoment } from '../../../../../src/model/debrief.ts';
import type { Act, CallerMood } from '../../../../../src/model/drill.ts';
import type { DrillWatch } from '../../../../../src/model/drill-watch.ts';
import { formatShare } from '../../../format/numbers.ts';
import { formatDuration } from '../../../format/time.ts';
import { CourseDrawing } from '../../../parts/course/CourseDrawing.tsx';
import { type Move, movesOf } from '../../../parts/course/curve.ts';
import { formatDistress, movedWords, whatMoved } from '../../../parts/course/move-words.ts';
import { TurnButton } from '../../../parts/spoken/TurnButton.tsx';
import { wordsOfCode } from '../../../words.ts';
import classes from './Watch.module.css';

interface Props {
  watch: DrillWatch;
  onGo(turn: number): void;
}

/** How the caller stands, how it came to that, and what the trainee's last turn did. */
export function Mind({ watch, onGo }: Props) {
  const { course, drill, mood, speaker, faults, patience, forbidden } = watch;
  const last = course.findLast(({ turn }) => turn !== null);
  const moves = movesOf(course);
  return (
    <section aria-labelledby="mind-title">
      <h2 id="mind-title">Mind of the caller</h2>
      <div className={classes.box}>
        <dl className={classes.mood}>
          {scalesOf(mood).map(({ name, value, share }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {value}
                <span className={classes.scale} aria-hidden>
                  <span style={{ inlineSize: formatShare(share, 'en') }} />
                </span>
              </dd>
            </div>
          ))}
        </dl>
        <CourseDrawing course={course} moves={moves} exemplary={[]} durationMs={drill.durationMs} />
        <Moves moves={moves} />
        <p className={classes.line}>
          The {speaker} has the phone.{' '}
          {patience !== null && `Hangs up after ${patience} faults, so far ${faults}.`}
        </p>
        <LastTurn moment={last} onGo={onGo} />
        {forbidden.length > 0 && (
          <p className={classes.line} data-tone="poor">
            <strong>Forbidden, and done:</strong> {forbidden.map(({ title }) => title).join(', ')}
          </p>
        )}
      </div>
    </section>
  );
}

/** The same as the drawing, to be read. */
function Moves({ moves }: { moves: readonly Move[] }) {
  if (moves.length === 0) return <p className={classes.line}>Nothing has moved the distress yet.</p>;
  return (
    <details className={classes.line}>
      <summary>What moved the distress ({moves.length})</summary>
      <ul className={classes.acts}>
        {moves.map((move) => (
          <li key={`${move.moment.atMs} ${move.moment.turn}`}>
            {formatDuration(move.moment.atMs)}, {movedWords(move)}: {whatMoved(move.moment)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function LastTurn({ moment, onGo }: { moment: MoodMoment | undefined; onGo(turn: number): void }) {
  if (!moment || moment.turn === null) return <p className={classes.line}>The trainee has not spoken yet.</p>;
  return (
    <div className={classes.line}>
      Last, <TurnButton turn={moment.turn} onGo={onGo} />{' '}
      {moment.acts.length === 0 ? 'moved nothing.' : 'did:'}
      <ul className={classes.acts} aria-label="What the last turn did">
        {moment.acts.map((act) => (
          <li key={act.id} data-tone={act.fault ? 'poor' : undefined}>
            <strong>{wordsOfCode(act.id)}</strong>
            {act.fault && ', a fault'}
            {actWords(act)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function actWords({ distress, trust }: Act): string {
  const moved = [
    ...(distress === 0 ? [] : [`distress ${signed(distress)}`]),
    ...(trust === 0 ? [] : [`trust ${signed(trust)}`]),
  ];
  return moved.length === 0 ? '' : `: ${moved.join(', ')}`;
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : `−${Math.abs(value)}`;
}

const calmest = 1;
const most = 5;

function scalesOf({ distress, trust, compliance, fatigue }: CallerMood) {
  return [
    {
      name: 'Distress',
      value: `${formatDistress(distress)} of ${most}`,
      share: (distress - calmest) / (most - calmest),
    },
    { name: 'Trust', value: `${formatDistress(trust)} of ${most}`, share: trust / most },
    { name: 'Compliance', value: formatShare(compliance), share: compliance },
    { name: 'Fatigue', value: formatShare(fatigue), share: fatigue },
  ];
}
