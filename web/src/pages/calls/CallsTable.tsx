import { Button, Table } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { type Ref, useEffect, useMemo } from 'react';
import type { CallSummary } from '../../../../src/model/api.ts';
import { searchWords } from '../../format/search-words.ts';
import { CallRow } from './CallRow.tsx';
import classes from './CallsTable.module.css';
import type { CallsSearch } from './calls-search.ts';
import { SortHeading } from './SortHeading.tsx';

interface Props {
  calls: CallSummary[];
  search: CallsSearch;
  onChange(next: Partial<CallsSearch>): void;
  /** True while other calls than the asked ones are still shown. */
  stale: boolean;
  /** Null when all calls are shown. */
  more: { loading: boolean; load(): unknown } | null;
  tableRef: Ref<HTMLTableElement>;
}

export function CallsTable({ calls, search, onChange, stale, more, tableRef }: Props) {
  const words = useMemo(() => searchWords(search.q ?? ''), [search.q]);
  const sorting = { search, onChange };
  return (
    <>
      <Table
        ref={tableRef}
        className={classes.table}
        data-stale={stale || undefined}
        stickyHeader
        layout="fixed"
      >
        <Table.Caption className={classes.caption}>Calls, one per row</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <SortHeading
              className={classes.time}
              columns={[
                ['startedAt', 'Began'],
                ['receivedAt', 'Received'],
              ]}
              {...sorting}
            />
            <Table.Th className={classes.call}>Call</Table.Th>
            <SortHeading className={classes.length} columns={[['durationMs', 'Length']]} {...sorting} />
            <SortHeading className={classes.score} columns={[['score', 'Score']]} {...sorting} />
            <Table.Th className={classes.flags}>Flags</Table.Th>
            <Table.Th className={classes.state}>State</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {calls.map((call) => (
          <CallRow key={call.id} call={call} words={words} query={search.q} />
        ))}
      </Table>
      {more && <More {...more} />}
    </>
  );
}

/** Loads on by itself when it comes into view; the button is for those who do not scroll. */
function More({ loading, load }: { loading: boolean; load(): unknown }) {
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const near = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (near && !loading) load();
  }, [near, loading, load]);
  return (
    <div ref={ref} className={classes.more}>
      <Button variant="default" loading={loading} onClick={() => load()}>
        Show more
      </Button>
    </div>
  );
}
