import { Link } from '@tanstack/react-router';
import type { Debrief, RunToCompare } from '../../../../src/model/debrief.ts';
import { formatScore, formatShare } from '../../format/numbers.ts';
import { formatInstant } from '../../format/time.ts';
import { byModelWords, otherWords } from '../training/phrasing-words.ts';
import classes from './Debrief.module.css';

/** This run beside the earlier ones of the same trainee and one to learn from. */
export function Comparison({ debrief }: { debrief: Debrief }) {
  const { drill, score, earlier, exemplary } = debrief;
  const own: RunToCompare = {
    drillId: drill.id,
    title: 'This run',
    words: drill.words,
    at: drill.endedAt,
    total: score.total,
    result: score.result,
    parts: score.parts,
    course: [],
  };
  const rows = [own, ...(exemplary ? [exemplary] : []), ...earlier];
  return (
    <section aria-labelledby="compare-title">
      <h2 id="compare-title">Beside other runs</h2>
      <div className={classes.framed}>
        <table className={classes.table} aria-labelledby="compare-title">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Total</th>
              {score.parts.map(({ id, title }) => (
                <th key={id} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((run) => (
              <RunRow key={run.drillId ?? run.title} run={run} own={run === own} parts={score.parts} />
            ))}
          </tbody>
        </table>
      </div>
      {new Set(rows.map(({ words }) => words)).size > 1 && <p className={classes.under}>{otherWords}</p>}
      {earlier.length === 0 && (
        <p className={classes.under}>There is no earlier run of this scenario by {drill.trainee}.</p>
      )}
    </section>
  );
}

interface RowProps {
  run: RunToCompare;
  own: boolean;
  parts: RunToCompare['parts'];
}

function RunRow({ run, own, parts }: RowProps) {
  const { drillId, title, words, at, total, result } = run;
  return (
    <tr data-own={own || undefined}>
      <th scope="row">
        {drillId === null || own ? (
          title
        ) : (
          <Link to="/training/$drillId/debrief" params={{ drillId }}>
            {title}
          </Link>
        )}
        {at !== null && <span className={classes.under}>{formatInstant(at)}</span>}
        {words === 'model' && <span className={classes.under}>{byModelWords}</span>}
      </th>
      <td>
        <strong>{formatScore(total)}</strong> {result}
      </td>
      {parts.map(({ id }) => {
        const points = run.parts.find((part) => part.id === id)?.points ?? null;
        return <td key={id}>{points === null ? '–' : formatShare(points)}</td>;
      })}
    </tr>
  );
}
