import { Button, Group, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import IconDeviceTv from '@tabler/icons-react/dist/esm/icons/IconDeviceTv.mjs';
import IconMicrophone from '@tabler/icons-react/dist/esm/icons/IconMicrophone.mjs';
import IconPlugConnectedX from '@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useMemo, useRef } from 'react';
import { useLiveList, useLiveStanding } from '../../api/live/LiveCalls.tsx';
import { moveFocus } from '../../parts/move-focus.ts';
import { Notice } from '../../parts/Notice.tsx';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import { countWords, isNarrowed, isWanted, type LiveSearch } from './live-search.ts';
import { NoOpenCallFits, NoOpenCalls } from './NoOpenCalls.tsx';
import classes from './Wall.module.css';
import { TvWall, Wall } from './Wall.tsx';
import { WallFilters } from './WallFilters.tsx';

const route = getRouteApi('/live');

export function LivePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const all = useLiveList();
  const calls = useMemo(() => all.filter((call) => isWanted(call, search)), [all, search]);
  const list = useRef<HTMLOListElement>(null);
  const agent = useRef<HTMLInputElement>(null);
  const change = useCallback(
    (next: Partial<LiveSearch>) =>
      void navigate({ search: (present) => ({ ...present, ...next }), replace: true, resetScroll: false }),
    [navigate],
  );
  const clear = useCallback(
    () => change({ kind: undefined, queue: undefined, team: undefined, agent: undefined }),
    [change],
  );
  const isTv = search.tv === '1';
  // A step in the history, so that a mouse alone finds the way back.
  const showTv = (tv: '1' | undefined) => void navigate({ search: (present) => ({ ...present, tv }) });
  useDocumentTitle(`${countWords(all)} · Earshot`);
  useShortcuts('Live', [
    { keys: ['/', 'shift+/'], does: 'Search by agent', run: () => agent.current?.select() },
    { keys: ['j'], does: 'Next call', run: () => moveFocus(list.current, 'li', 1) },
    { keys: ['k'], does: 'Call before', run: () => moveFocus(list.current, 'li', -1) },
    // Enter itself is the browser's: the focused row is a link.
    { keys: [], caps: ['Enter'], does: 'Open the call', run: () => undefined },
    { keys: ['t'], does: 'Wall screen on or off', run: () => showTv(isTv ? undefined : '1') },
    ...(isTv ? [{ keys: ['Escape'], does: 'Leave the wall screen', run: () => showTv(undefined) }] : []),
  ]);

  if (isTv) {
    return (
      <div className={classes.tv}>
        <PageHead title="Live" note={countWords(calls)} />
        <Standing />
        <Calls
          calls={calls}
          narrowed={all.length > 0 && isNarrowed(search)}
          onClear={clear}
          listRef={list}
          tv
        />
      </div>
    );
  }
  return (
    <Page>
      <PageHead title="Live" note={<span role="status">{countWords(calls)}</span>}>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconDeviceTv size={15} aria-hidden />}
            onClick={() => showTv('1')}
          >
            Wall screen
          </Button>
          <Button
            component={Link}
            to="/live/microphone"
            leftSection={<IconMicrophone size={15} aria-hidden />}
          >
            Take a call
          </Button>
        </Group>
      </PageHead>
      <WallFilters calls={all} search={search} inputRef={agent} onChange={change} onClear={clear} />
      <Standing />
      <Calls calls={calls} narrowed={all.length > 0 && isNarrowed(search)} onClear={clear} listRef={list} />
    </Page>
  );
}

/** Says when what is shown may be old. */
function Standing() {
  const { feed, known, error, refetch } = useLiveStanding();
  if (feed === 'lost' && known) {
    return (
      <div className={classes.notice}>
        <Notice tone="poor" role="status" icon={IconPlugConnectedX} title="The connection is lost">
          These calls go on, but what changes in them is not told here. This page reconnects by itself.
        </Notice>
      </div>
    );
  }
  if (error === null) return null;
  return (
    <div className={classes.notice}>
      <Failed what="The open calls could not be loaded" error={error} onRetry={refetch} />
    </div>
  );
}

interface CallsProps {
  calls: ReturnType<typeof useLiveList>;
  narrowed: boolean;
  listRef: React.RefObject<HTMLOListElement | null>;
  tv?: boolean;
  onClear(): void;
}

function Calls({ calls, narrowed, listRef, tv = false, onClear }: CallsProps) {
  const { feed, known, error } = useLiveStanding();
  // What the feed tells is shown at once, before the list of all has come.
  if (!known && calls.length === 0 && error === null) {
    return (
      <div role="status" aria-label="Loading the open calls">
        <Skeleton height={84} mb="xs" />
        <Skeleton height={84} mb="xs" />
        <Skeleton height={84} />
      </div>
    );
  }
  if (!known && calls.length === 0) return null;
  if (calls.length === 0) return narrowed ? <NoOpenCallFits onClear={onClear} /> : <NoOpenCalls bare={tv} />;
  const Kind = tv ? TvWall : Wall;
  return <Kind calls={calls} listRef={listRef} stale={feed === 'lost'} />;
}
