import IconCircleCheckFilled from '@tabler/icons-react/dist/esm/icons/IconCircleCheckFilled.mjs';
import IconCircleDashed from '@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs';
import IconCircleMinus from '@tabler/icons-react/dist/esm/icons/IconCircleMinus.mjs';
import IconMessage2 from '@tabler/icons-react/dist/esm/icons/IconMessage2.mjs';
import type { FactOutcome } from '../../../../src/model/debrief.ts';
import classes from './Debrief.module.css';
import { TimeButton } from './Moments.tsx';

const states: Record<FactOutcome['state'], { word: string; tone: string; icon: typeof IconMessage2 }> = {
  won: { word: 'won by asking', tone: 'good', icon: IconCircleCheckFilled },
  volunteered: { word: 'came unasked', tone: 'info', icon: IconMessage2 },
  missed: { word: 'missed', tone: 'poor', icon: IconCircleDashed },
  'not reachable': { word: 'could not be had', tone: 'none', icon: IconCircleMinus },
};

/** What could be learned, what was, and what would have brought out the rest. */
export function Facts({ facts }: { facts: FactOutcome[] }) {
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">Facts</h2>
      <div className={classes.framed}>
        <table className={classes.table} aria-labelledby="facts-title">
          <thead>
            <tr>
              <th scope="col">Fact</th>
              <th scope="col">How</th>
              <th scope="col">When</th>
              <th scope="col">The truth, or the question that wins it</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <FactRow key={fact.fact} fact={fact} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function FactRow({ fact: { title, critical, state, atMs, value, ask } }: { fact: FactOutcome }) {
  const { word, tone, icon: Icon } = states[state];
  const missed = state === 'missed';
  return (
    <tr>
      <th scope="row">
        <span className={classes.first}>{title}</span>
        {critical && <span className={classes.critical}>critical</span>}
      </th>
      <td>
        <span className={classes.how} data-tone={tone}>
          <Icon size={15} aria-hidden />
          {word}
        </span>
      </td>
      <td>{atMs === null ? '–' : <TimeButton atMs={atMs} of={title} />}</td>
      <td>
        {value}
        {missed && ask !== null && <span className={classes.ask}>“{ask}”</span>}
      </td>
    </tr>
  );
}
