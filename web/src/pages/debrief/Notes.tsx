import type { DrillNote } from '../../../../src/model/drill-desk.ts';
import classes from './Debrief.module.css';
import { TimeButton } from './Moments.tsx';

/** What an instructor wrote while the drill went on. */
export function Notes({ notes }: { notes: DrillNote[] }) {
  if (notes.length === 0) return null;
  return (
    <section aria-labelledby="notes-title">
      <h2 id="notes-title">Notes of the instructor</h2>
      <ul className={classes.notes}>
        {notes.map(({ id, author, text, atMs, kind }) => (
          <li key={id}>
            <TimeButton atMs={atMs} of={`Note by ${author}`} /> <strong>{author}</strong>
            {kind === 'whisper' && ' (said to the trainee)'}: {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
