import { UnstyledButton } from '@mantine/core';
import type { TriedScenario } from '../../../../../../src/model/scenario-editing.ts';
import classes from './Trial.module.css';

/** Every fact, and whether it is out; choosing one that is not puts its question into the field. */
export function FactList({ tried, onAsk }: { tried: TriedScenario; onAsk(text: string): void }) {
  const told = new Set(tried.told.map(({ fact }) => fact));
  return (
    <section className={classes.facts} aria-label="Facts of the scenario">
      <h3>
        Facts out: {tried.facts.filter(({ id }) => told.has(id)).length} of {tried.facts.length}
      </h3>
      <ul>
        {tried.facts.map(({ id, title, critical, ask }) => (
          <li key={id} data-told={told.has(id) || undefined}>
            <span aria-hidden>{told.has(id) ? '✓' : '·'}</span>
            <span>
              {title}
              {critical && <span className={classes.critical}>critical</span>}
              <span className={classes.says}>{told.has(id) ? ' is out' : ' is not out'}</span>
            </span>
            {ask !== null && !told.has(id) && (
              <UnstyledButton className={classes.from} onClick={() => onAsk(ask)} aria-label={`Ask: ${ask}`}>
                Ask
              </UnstyledButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
