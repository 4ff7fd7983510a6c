import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { LiveList, type LiveSummary } from '../../../../src/model/live.ts';
import { ask } from '../ask.ts';
import { type FeedState, openFeed } from './feed.ts';
import { type Listed, LiveStore, type OpenCall } from './live-store.ts';
import { openSpread } from './spread.ts';

/** How far the list of open calls can be trusted. */
export interface LiveStanding {
  feed: FeedState;
  /** Whether the list was ever read. */
  known: boolean;
  /** Why it could not be read last, or null. */
  error: unknown;
  refetch(): void;
}

const StoreContext = createContext<LiveStore | null>(null);
const StandingContext = createContext<LiveStanding>({
  feed: 'connecting',
  known: false,
  error: null,
  refetch: () => undefined,
});

/** An order that changes more often cannot be read. */
const settleEveryMs = 1_000;
/** A reader too slow for its events loses some: what is open is asked for again now and then. */
const refetchEveryMs = 30_000;

/** Keeps the calls that are open, for all pages. */
export function LiveCalls({ children }: { children: ReactNode }) {
  const [store] = useState(() => new LiveStore());
  const [feed, setFeed] = useState<FeedState>('connecting');
  const [known, setKnown] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const [spread] = useState(() => openSpread((call: LiveSummary) => store.take(call, Date.now())));

  const refetch = useCallback(async () => {
    try {
      const { calls } = await ask(LiveList, '/live');
      store.reconcile(calls, Date.now());
      for (const call of calls) spread.add(call.id, call);
      setKnown(true);
      setError(null);
    } catch (failure) {
      setError(failure);
    }
  }, [store, spread]);

  useEffect(() => {
    const close = openFeed([], {
      onState: setFeed,
      onOpen: () => void refetch(),
      onEvent(event) {
        if (event.type === 'call') spread.add(event.callId, event.call);
        if (event.type !== 'ended') return;
        spread.drop(event.callId);
        store.remove(event.callId);
      },
    });
    const settling = setInterval(() => {
      if (document.hidden) spread.flush();
      store.settle();
    }, settleEveryMs);
    const refetching = setInterval(() => void refetch(), refetchEveryMs);
    return () => {
      close();
      spread.stop();
      clearInterval(settling);
      clearInterval(refetching);
    };
  }, [store, spread, refetch]);

  const standing = useMemo(
    () => ({ feed, known, error, refetch: () => void refetch() }),
    [feed, known, error, refetch],
  );
  return (
    <StoreContext value={store}>
      <StandingContext value={standing}>{children}</StandingContext>
    </StoreContext>
  );
}

function useStore(): LiveStore {
  const store = use(StoreContext);
  if (!store) throw new Error('LiveCalls is missing');
  return store;
}

export function useLiveStanding(): LiveStanding {
  return use(StandingContext);
}

/** All open calls, most urgent first. */
export function useLiveList(): readonly Listed[] {
  const store = useStore();
  return useSyncExternalStore(
    useCallback((told) => store.onList(told), [store]),
    () => store.list(),
  );
}

/** One open call; undefined once it has ended. */
export function useOpenCall(id: string): OpenCall | undefined {
  const store = useStore();
  return useSyncExternalStore(
    useCallback((told) => store.onCall(id, told), [store, id]),
    () => store.get(id),
  );
}
