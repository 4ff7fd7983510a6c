import { Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useScenarios } from '../../api/drills.ts';
import { useComparison } from '../../api/training.ts';
import { formatScore, formatShare } from '../../format/numbers.ts';
import { byModelWords, otherWords } from '../training/phrasing-words.ts';
import { Asked } from './Asked.tsx';
import classes from './Instructor.module.css';

/** A class: the same scenario and caller, each trainee's first run. */
export function SideBySide({
  scenario,
  onChoose,
}: {
  scenario: string | undefined;
  onChoose(scenario: string): void;
}) {
  const scenarios = useScenarios();
  const comparison = useComparison(scenario);
  return (
    <>
      <Select
        label="Scenario"
        placeholder="Choose one"
        searchable
        maw={420}
        mb="md"
        value={scenario ?? null}
        onChange={(value) => value !== null && onChoose(value)}
        data={(scenarios.data?.scenarios ?? []).map(({ id, title, level }) => ({
          value: id,
          label: `${title} (level ${level})`,
        }))}
      />
      {scenario === undefined ? (
        <p className={classes.under}>Choose a scenario to see everybody’s first run of it side by side.</p>
      ) : (
        <Asked query={comparison} what="The comparison">
          {({ runs, seed }) =>
            runs.length === 0 ? (
              <p className={classes.under}>Nobody has finished this scenario yet.</p>
            ) : (
              <>
                <p className={classes.under}>
                  All with seed {seed}, the one most were given. First runs; the best of later ones beside.
                  {runs.some(({ words }) => words === 'model') && ` ${otherWords}`}
                </p>
                <div className={classes.framed}>
                  <table className={classes.table} aria-label="First runs side by side">
                    <thead>
                      <tr>
                        <th scope="col">Trainee</th>
                        <th scope="col">Total</th>
                        {runs[0]!.parts.map(({ id, title }) => (
                          <th key={id} scope="col">
                            {title}
                          </th>
                        ))}
                        <th scope="col">Critical</th>
                        <th scope="col">Runs</th>
                      </tr>
                    </thead>
                    <tbody>
                      {runs.map((run) => (
                        <tr key={run.drillId}>
                          <th scope="row">
                            <Link to="/training/$drillId/debrief" params={{ drillId: run.drillId }}>
                              {run.trainee}
                            </Link>
                            {run.words === 'model' && <span className={classes.under}> {byModelWords}</span>}
                          </th>
                          <td>
                            <span
                              className={classes.verdict}
                              data-tone={run.result === 'met' ? 'good' : 'poor'}
                            >
                              {formatScore(run.total)} {run.result}
                            </span>
                          </td>
                          {runs[0]!.parts.map(({ id }) => {
                            const points = run.parts.find((part) => part.id === id)?.points ?? null;
                            return <td key={id}>{points === null ? '–' : formatShare(points)}</td>;
                          })}
                          <td>{run.criticals === 0 ? 'none' : run.criticals}</td>
                          <td>
                            {run.attempts}
                            {run.attempts > 1 && (
                              <span className={classes.under}> best {formatScore(run.bestTotal)}</span>
                            )}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              </>
            )
          }
        </Asked>
      )}
    </>
  );
}
