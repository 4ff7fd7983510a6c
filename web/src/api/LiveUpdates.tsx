import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { LiveEvent } from '../../../src/model/api.ts';
import { keys } from './keys.ts';
import { applyLiveEvent, type Refresh } from './live-cache.ts';
import { openRefresh } from './refresh.ts';

/** `lost` only after a while: a server that restarts within seconds needs no alarm. */
type Connection = 'connecting' | 'open' | 'lost';

const ConnectionContext = createContext<Connection>('connecting');

export function useConnection(): Connection {
  return use(ConnectionContext);
}

const address = '/api/v1/events';
const lostAfterMs = 3000;
const reconnectAfterMs = 2000;

interface Handlers {
  onOpen(): void;
  onInterrupted(): void;
  onLost(): void;
  onEvent(event: LiveEvent): void;
}

/** Listens until stopped; a stream the browser gave up on (a proxy's error page, say) is opened anew. */
function listen(handlers: Handlers): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let alarm: ReturnType<typeof setTimeout> | undefined;
  const take = (message: MessageEvent<string>) => {
    const event = LiveEvent.safeParse(JSON.parse(message.data));
    // A kind of event that this version does not know is nothing to this page.
    if (event.success) handlers.onEvent(event.data);
  };
  const open = () => {
    source = new EventSource(address);
    source.onopen = () => {
      clearTimeout(alarm);
      alarm = undefined;
      handlers.onOpen();
    };
    source.onerror = () => {
      handlers.onInterrupted();
      alarm ??= setTimeout(handlers.onLost, lostAfterMs);
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, reconnectAfterMs);
    };
    source.onmessage = take;
    for (const type of ['call', 'rejection', 'model']) source.addEventListener(type, take);
  };
  open();
  return () => {
    clearTimeout(again);
    clearTimeout(alarm);
    source?.close();
  };
}

export function LiveUpdates({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');

  useEffect(() => {
    let missed = false;
    const refresh: Refresh & { stop(): void } = openRefresh((key) =>
      client.invalidateQueries({ queryKey: key }),
    );
    const stop = listen({
      onOpen: () => {
        setConnection('open');
        // What happened while nobody listened is not sent again.
        if (missed)
          void client.invalidateQueries({ predicate: (query) => query.queryKey[1] !== keys.peaks('')[1] });
        missed = false;
      },
      onInterrupted: () => {
        missed = true;
      },
      onLost: () => setConnection('lost'),
      onEvent: (event) => applyLiveEvent(client, event, refresh),
    });
    return () => {
      stop();
      refresh.stop();
    };
  }, [client]);

  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}
