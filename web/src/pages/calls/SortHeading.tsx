import { Table, UnstyledButton } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import { Fragment } from 'react';
import { type CallsSearch, nextOrder } from './calls-search.ts';
import classes from './SortHeading.module.css';

interface Props {
  /** A column may hold two facts, each with an order of its own. */
  columns: [CallsSearch['sort'], string][];
  search: CallsSearch;
  onChange(next: Partial<CallsSearch>): void;
  className?: string | undefined;
}

const directions = { asc: 'ascending', desc: 'descending' } as const;

export function SortHeading({ columns, search, onChange, className }: Props) {
  const sorted = columns.some(([sort]) => sort === search.sort);
  const Arrow = search.order === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th className={className} aria-sort={sorted ? directions[search.order] : 'none'}>
      {columns.map(([sort, label], index) => (
        <Fragment key={sort}>
          {index > 0 && <span className={classes.between}>·</span>}
          <UnstyledButton
            className={classes.heading}
            data-sorted={search.sort === sort || undefined}
            onClick={() => onChange(nextOrder(search, sort))}
          >
            {label}
            {search.sort === sort && <Arrow size={13} stroke={2} aria-hidden />}
          </UnstyledButton>
        </Fragment>
      ))}
    </Table.Th>
  );
}
