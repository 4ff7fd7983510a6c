import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import IconUpload from '@tabler/icons-react/dist/esm/icons/IconUpload.mjs';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useRef } from 'react';
import { useCallList } from '../../api/calls.ts';
import { formatCount } from '../../format/numbers.ts';
import { moveFocus } from '../../parts/move-focus.ts';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import { CallFilters } from './CallFilters.tsx';
import { CallSearchBox } from './CallSearchBox.tsx';
import { CallsLoading } from './CallsLoading.tsx';
import classes from './CallsPage.module.css';
import { CallsTable } from './CallsTable.tsx';
import { type CallsSearch, countFilters, noFilters, toApiQuery } from './calls-search.ts';
import { DateRange } from './DateRange.tsx';
import { NoCalls, NothingFound } from './NoCalls.tsx';

const route = getRouteApi('/calls');

export function CallsPage() {
  useDocumentTitle('Calls · Earshot');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useCallList(toApiQuery(search));
  const searchBox = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLTableElement>(null);

  const change = useCallback(
    (next: Partial<CallsSearch>) =>
      void navigate({ search: (present) => ({ ...present, ...next }), replace: true, resetScroll: false }),
    [navigate],
  );
  const clear = useCallback(() => change({ q: undefined, ...noFilters }), [change]);

  useShortcuts('Calls', [
    { keys: ['/', 'shift+/'], does: 'Search transcripts', run: () => searchBox.current?.select() },
    { keys: ['j'], does: 'Next call', run: () => moveFocus(table.current, 'tbody', 1) },
    { keys: ['k'], does: 'Call before', run: () => moveFocus(table.current, 'tbody', -1) },
    // Enter itself is the browser's: the focused row is a link.
    { keys: [], caps: ['Enter'], does: 'Open the call', run: () => undefined },
  ]);

  const calls = list.data?.pages.flatMap((page) => page.calls) ?? [];
  const total = list.data?.pages.at(0)?.total;
  const narrowed = search.q !== undefined || countFilters(search) > 0;

  return (
    <Page>
      <PageHead
        title="Calls"
        note={
          <span role="status" aria-live="polite">
            {total && countOf(total, narrowed)}
          </span>
        }
      >
        <Button component={Link} to="/upload" leftSection={<IconUpload size={15} aria-hidden />}>
          Upload
        </Button>
      </PageHead>
      <search className={classes.tools}>
        <div className={classes.first}>
          <CallSearchBox
            inputRef={searchBox}
            words={search.q ?? ''}
            onChange={(q) => change({ q: q || undefined })}
          />
          <DateRange search={search} onChange={change} />
        </div>
        <CallFilters search={search} onChange={change} onClear={clear} />
      </search>
      {list.isPending ? (
        <CallsLoading />
      ) : list.isError && calls.length === 0 ? (
        <Failed what="The calls could not be loaded" error={list.error} onRetry={() => void list.refetch()} />
      ) : calls.length === 0 ? (
        narrowed ? (
          <NothingFound words={search.q} onClear={clear} />
        ) : (
          <NoCalls />
        )
      ) : (
        <>
          {list.isError && (
            <Failed
              what="The list could not be brought up to date"
              error={list.error}
              onRetry={() => void list.refetch()}
            />
          )}
          <CallsTable
            tableRef={table}
            calls={calls}
            search={search}
            onChange={change}
            stale={list.isPlaceholderData}
            more={list.hasNextPage ? { loading: list.isFetchingNextPage, load: list.fetchNextPage } : null}
          />
        </>
      )}
    </Page>
  );
}

function countOf(total: { count: number; more: boolean }, narrowed: boolean): string {
  const count = `${total.more ? 'more than ' : ''}${formatCount(total.count)}`;
  const noun = total.count === 1 && !total.more ? 'call' : 'calls';
  return narrowed ? `${count} ${noun} found` : `${count} ${noun}`;
}
