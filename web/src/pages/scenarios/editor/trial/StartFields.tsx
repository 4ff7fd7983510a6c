import { MultiSelect, NumberInput } from '@mantine/core';
import type { TriedScenario } from '../../../../../../src/model/scenario-editing.ts';
import classes from './Trial.module.css';
import type { Start } from './trial.ts';

interface Props {
  start: Start;
  facts: TriedScenario['facts'];
  onChange(start: Start): void;
}

/** Where the talk begins: at a second, in a mood, with facts that are out already. */
export function StartFields({ start, facts, onChange }: Props) {
  const number = (key: 'atS' | 'distress' | 'trust' | 'seed', most: number, least = 0) => ({
    size: 'xs' as const,
    min: least,
    max: most,
    hideControls: true,
    value: start[key] ?? '',
    onChange: (value: number | string) => {
      const known = typeof value === 'number' && value >= least && value <= most ? value : null;
      onChange({ ...start, [key]: known });
    },
  });
  const isMoved = Object.values(start).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== null,
  );
  return (
    <details className={classes.start}>
      <summary>{isMoved ? 'Begins elsewhere' : 'Play from …'}</summary>
      <div className={classes.startFields}>
        <NumberInput label="Second" placeholder="0" {...number('atS', 3600)} />
        <NumberInput label="Distress" placeholder="as written" step={0.5} {...number('distress', 5, 1)} />
        <NumberInput label="Trust" placeholder="as written" step={0.5} {...number('trust', 5)} />
        <NumberInput
          label="Seed"
          placeholder="as written"
          allowDecimal={false}
          {...number('seed', 2_147_483_647)}
        />
        <MultiSelect
          className={classes.wide}
          size="xs"
          label="Facts that are out already"
          data={facts.map(({ id, title }) => ({ value: id, label: title }))}
          value={start.told.filter((id) => facts.some((fact) => fact.id === id))}
          onChange={(told) => onChange({ ...start, told })}
        />
      </div>
    </details>
  );
}
