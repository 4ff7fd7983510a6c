import { Link } from '@tanstack/react-router';
import type { Observation, Skill, TraineeProfile } from '../../../../src/model/skills.ts';
import { useTrainee } from '../../api/training.ts';
import { formatScore, formatShare } from '../../format/numbers.ts';
import { formatInstant } from '../../format/time.ts';
import { Asked } from './Asked.tsx';
import classes from './Instructor.module.css';
import { LevelForm } from './LevelForm.tsx';

/** One trainee: level, skills by level, ratings, runs. */
export function TraineePanel({ name }: { name: string }) {
  const trainee = useTrainee(name);
  return (
    <Asked query={trainee} what={`The skills of ${name}`}>
      {(profile) => <Profile profile={profile} />}
    </Asked>
  );
}

function Profile({ profile }: { profile: TraineeProfile }) {
  const { trainee, skills, observations, recent } = profile;
  return (
    <div>
      <h2>{trainee}</h2>
      <LevelForm profile={profile} />
      {recent.length === 0 ? (
        <p className={classes.under}>No drill with a score yet.</p>
      ) : (
        <>
          <SkillTable title="Parts of the score" skills={skills.filter((one) => one.of === 'part')} />
          <SkillTable
            title="Questions of the main scorecard"
            skills={skills.filter((one) => one.of === 'criterion').sort((a, b) => a.mean - b.mean)}
          />
          <Observations observations={observations} />
          <Recent profile={profile} />
        </>
      )}
    </div>
  );
}

const trendWords = { up: 'rising', down: 'falling', flat: 'steady' } as const;
const trendSigns = { up: '↗', down: '↘', flat: '→' } as const;

function SkillTable({ title, skills }: { title: string; skills: Skill[] }) {
  const levels = [...new Set(skills.flatMap((one) => one.levels.map(({ level }) => level)))].sort();
  return (
    <section className={classes.next}>
      <h3>{title}</h3>
      <div className={classes.framed}>
        <table className={classes.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">Skill</th>
              {levels.map((level) => (
                <th key={level} scope="col">
                  Level {level}
                </th>
              ))}
              <th scope="col">All</th>
              <th scope="col">Trend</th>
            </tr>
          </thead>
          <tbody>
            {skills.map((skill) => (
              <tr key={skill.id}>
                <th scope="row">{skill.title}</th>
                {levels.map((level) => {
                  const at = skill.levels.find((one) => one.level === level);
                  return (
                    <td key={level}>
                      {at ? <Cell mean={at.mean} n={at.n} /> : <span className={classes.under}>–</span>}
                    </td>
                  );
                })}
                <td>
                  <Cell mean={skill.mean} n={skill.n} />
                </td>
                <td>
                  {skill.trend === null ? (
                    <span className={classes.under}>too few runs</span>
                  ) : (
                    <span>
                      <span aria-hidden>{trendSigns[skill.trend]}</span> {trendWords[skill.trend]}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Where a drill is met. */
const good = 0.85;
const weak = 0.6;

function Cell({ mean, n }: { mean: number; n: number }) {
  return (
    <span className={classes.cell} data-tone={mean >= good ? 'good' : mean < weak ? 'poor' : undefined}>
      {formatShare(mean)} <span className={classes.under}>of {n}</span>
    </span>
  );
}

function Observations({ observations }: { observations: Observation[] }) {
  return (
    <section className={classes.next}>
      <h3>As an observation report</h3>
      <p className={classes.under}>1 to 7, 4 is acceptable; from the last three runs in which it counted.</p>
      <div className={classes.framed}>
        <table className={classes.table} aria-label="As an observation report">
          <thead>
            <tr>
              <th scope="col">Heading</th>
              <th scope="col">Rating</th>
              <th scope="col">From</th>
              <th scope="col">Note</th>
            </tr>
          </thead>
          <tbody>
            {observations.map(({ heading, from, rating, n, notResponding, wantsComment }) => (
              <tr key={heading}>
                <th scope="row">{heading}</th>
                <td>{rating === null ? 'not observed' : <strong>{rating}</strong>}</td>
                <td>
                  {from}
                  {n > 0 && <span className={classes.under}> {n === 1 ? '1 run' : `${n} runs`}</span>}
                </td>
                <td>
                  {notResponding && (
                    <span className={classes.verdict} data-tone="poor">
                      Not responding to training.{' '}
                    </span>
                  )}
                  {wantsComment && <span className={classes.under}>wants a written comment</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Recent({ profile: { recent } }: { profile: TraineeProfile }) {
  return (
    <section className={classes.next}>
      <h3>Runs</h3>
      <ul className={classes.plain}>
        {recent.map(({ drillId, scenario, total, result, criticals, at, seed }) => (
          <li key={drillId}>
            <Link to="/training/$drillId/debrief" params={{ drillId }}>
              {scenario.title}
            </Link>{' '}
            <span className={classes.verdict} data-tone={result === 'met' ? 'good' : 'poor'}>
              {formatScore(total)} {result}
            </span>
            <span className={classes.under}>
              {' '}
              level {scenario.level}, seed {seed}, {formatInstant(at)}
              {criticals > 0 && `, ${criticals} critical`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
