import type { DrillHint } from '../../../../src/model/drill-desk.ts';
import classes from './Hints.module.css';

/** What can be asked next, on guided levels. */
export function Hints({ hints }: { hints: DrillHint[] }) {
  return (
    <section className={classes.hints} aria-labelledby="hints-title">
      <h2 id="hints-title">Ask next</h2>
      {hints.length === 0 ? (
        <p className={classes.none}>Everything that can be asked now is known.</p>
      ) : (
        <ul>
          {hints.map(({ fact, title, ask, critical }) => (
            <li key={fact}>
              <span className={classes.ask}>“{ask}”</span>
              <span className={classes.about}>
                {title}
                {critical && <strong> critical</strong>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
