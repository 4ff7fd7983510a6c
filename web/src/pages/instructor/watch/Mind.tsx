import type { MoodMoment } from '../../../../../src/model/debrief.ts';
import type { Act, CallerMood } from '../../../../../src/model/drill.ts';
import type { DrillWatch } from '../../../../../src/model/drill-watch.ts';
import { formatShare } from '../../../format/numbers.ts';
import { CourseDrawing } from '../../../parts/course/CourseDrawing.tsx';
import { movesOf } from '../../../parts/course/curve.ts';
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
            {movedWords(act)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function movedWords({ distress, trust }: Act): string {
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
      value: `${tenths(distress)} of ${most}`,
      share: (distress - calmest) / (most - calmest),
    },
    { name: 'Trust', value: `${tenths(trust)} of ${most}`, share: trust / most },
    { name: 'Compliance', value: formatShare(compliance), share: compliance },
    { name: 'Fatigue', value: formatShare(fatigue), share: fatigue },
  ];
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
