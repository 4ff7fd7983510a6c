import type { CadComparison } from '../../../../../src/model/debrief.ts';
import { formatShare } from '../../../format/numbers.ts';
import { formatDuration } from '../../../format/time.ts';
import classes from './Watch.module.css';

/** The record as the trainee fills it, beside the truth. */
export function RecordSoFar({ rows }: { rows: readonly CadComparison[] }) {
  const shown = rows.filter(({ given, expected }) => given !== '' || expected !== null);
  return (
    <section aria-labelledby="record-title">
      <h2 id="record-title">Record</h2>
      <table className={classes.record} aria-labelledby="record-title">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Entered</th>
            <th scope="col">Truth</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ field, title, given, expected, atMs, points }) => (
            <tr key={field}>
              <th scope="row">{title}</th>
              <td>
                {given === '' ? <span className={classes.soft}>nothing yet</span> : given}
                {atMs !== null && (
                  <span className={classes.under}>
                    at {formatDuration(atMs)}
                    {given !== '' && points !== null && `, worth ${formatShare(points)}`}
                  </span>
                )}
              </td>
              <td>{expected ?? <span className={classes.soft}>nothing in particular</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
