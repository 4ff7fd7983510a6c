import {
  createContext,
  type Dispatch,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
} from 'react';
import { toProblem } from '../../parts/to-problem.ts';
import { send } from './send.ts';
import {
  type BatchFacts,
  type Bundle,
  dueUploads,
  nextUploads,
  type Upload,
  type UploadEvent,
} from './uploads.ts';

/** The server reads uploads in parallel, but one disk and one line carry them. */
const parallel = 3;

interface Uploads {
  uploads: Upload[];
  add(bundles: Bundle[]): void;
  start(facts: BatchFacts): void;
  pair(first: string, second: string): void;
  unpair(id: string): void;
  /** Takes an upload off the list; one that is being sent is stopped. */
  remove(id: string): void;
  retry(id: string): void;
  clear(): void;
}

const UploadsContext = createContext<Uploads | null>(null);

export function useUploads(): Uploads {
  const uploads = use(UploadsContext);
  if (!uploads) throw new Error('UploadsProvider is missing');
  return uploads;
}

async function sendOne(
  upload: Extract<Upload, { at: 'waiting' }>,
  signal: AbortSignal,
  tell: Dispatch<UploadEvent>,
): Promise<void> {
  const { id } = upload;
  tell({ type: 'sending', id });
  try {
    const received = await send(upload, upload.facts, {
      onProgress: (sent) => tell({ type: 'progressed', id, sent }),
      signal,
    });
    const { duplicate, state } = received;
    tell({ type: 'received', id, callId: received.id, duplicate, state });
  } catch (error) {
    if (signal.aborted) return;
    tell({ type: 'failed', id, problem: toProblem(error) });
  }
}

/** Lives above the pages: uploads go on while other pages are looked at. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const [uploads, tell] = useReducer(nextUploads, []);
  const sending = useRef(new Map<string, AbortController>());
  const count = useRef(0);

  useEffect(() => {
    for (const upload of dueUploads(uploads, parallel)) {
      if (upload.at !== 'waiting' || sending.current.has(upload.id)) continue;
      const stop = new AbortController();
      sending.current.set(upload.id, stop);
      void sendOne(upload, stop.signal, tell).finally(() => sending.current.delete(upload.id));
    }
  }, [uploads]);

  const busy = uploads.some((upload) => upload.at === 'waiting' || upload.at === 'sending');
  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [busy]);

  const remove = useCallback((id: string) => {
    sending.current.get(id)?.abort();
    tell({ type: 'removed', id });
  }, []);

  const newId = useCallback(() => {
    count.current += 1;
    return `upload-${count.current}`;
  }, []);

  const value = useMemo(
    (): Uploads => ({
      uploads,
      add: (bundles) => tell({ type: 'added', uploads: bundles.map((bundle) => ({ id: newId(), bundle })) }),
      start: (facts) => tell({ type: 'started', facts }),
      pair: (first, second) => tell({ type: 'paired', ids: [first, second] }),
      unpair: (id) => tell({ type: 'unpaired', id, newId: newId() }),
      remove,
      retry: (id) => tell({ type: 'retried', id }),
      clear: () => tell({ type: 'cleared' }),
    }),
    [uploads, remove, newId],
  );
  return <UploadsContext value={value}>{children}</UploadsContext>;
}
