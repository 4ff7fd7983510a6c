import { Button } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import type { ReactNode } from 'react';
import classes from '../../../../parts/text-editor/Form.module.css';

interface Props {
  id: string;
  title: string;
  hint?: string;
  /** On the button that adds one; none where nothing is added. */
  add?: string;
  onAdd?(): void;
  children: ReactNode;
}

export function Section({ id, title, hint, add, onAdd, children }: Props) {
  return (
    <section className={classes.section} aria-labelledby={`form-${id}`}>
      <h2 id={`form-${id}`}>{title}</h2>
      {hint && <p className={classes.hint}>{hint}</p>}
      {children}
      {add && onAdd && (
        <Button variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
          {add}
        </Button>
      )}
    </section>
  );
}
