import type { CadComparison } from '../../../../src/model/debrief.ts';
import { formatShare } from '../../format/numbers.ts';
import { formatDuration } from '../../format/time.ts';
import classes from './Debrief.module.css';

/** The trainee's record beside that of the scenario. */
export function CadComparisonTable({ rows }: { rows: CadComparison[] }) {
  return (
    <section aria-labelledby="cad-compare-title">
      <h2 id="cad-compare-title">Record</h2>
      <div className={classes.framed}>
        <table className={classes.table} aria-labelledby="cad-compare-title">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Entered</th>
              <th scope="col">Expected</th>
              <th scope="col">Worth</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ field, title, expected, given, atMs, points, reason }) => (
              <tr key={field}>
                <th scope="row">
                  <span className={classes.first}>{title}</span>
                </th>
                <td>
                  {given === '' ? <span className={classes.quiet}>nothing</span> : given}
                  {atMs !== null && <span className={classes.under}>at {formatDuration(atMs)}</span>}
                </td>
                <td>
                  {expected ?? <span className={classes.quiet}>nothing in particular</span>}
                  {!saysTheSame(reason, expected) && <span className={classes.under}>{reason}</span>}
                </td>
                <td>{points === null ? 'not counted' : formatShare(points)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function saysTheSame(reason: string, expected: string | null): boolean {
  return reason === '' || (expected !== null && reason.includes(expected));
}
