import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../src/model/api.ts';
import { sendDocument, useKnowledgeChanged } from '../../api/knowledge.ts';
import { toProblem } from '../../parts/to-problem.ts';

/** A file on its way to be a document. Once it is one it is no longer here. */
export interface Incoming {
  id: number;
  file: File;
  /** The document it takes the place of. */
  replaces: string | null;
  at: 'waiting' | 'reading' | 'failed';
  problem: Problem | null;
}

let count = 0;

/** Sends files one after the other: the server reads one at a time. */
export function useIncoming() {
  const [all, setAll] = useState<Incoming[]>([]);
  const changed = useKnowledgeChanged();
  const busy = useRef(false);

  const set = useCallback((id: number, change: Partial<Incoming>) => {
    setAll((before) => before.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }, []);
  const dismiss = useCallback((id: number) => setAll((before) => before.filter((one) => one.id !== id)), []);

  const next = all.find(({ at }) => at === 'waiting');
  useEffect(() => {
    if (!next || busy.current) return;
    busy.current = true;
    set(next.id, { at: 'reading' });
    sendDocument(next.file, next.replaces)
      .then(async () => {
        await changed();
        dismiss(next.id);
      })
      .catch((error) => set(next.id, { at: 'failed', problem: toProblem(error) }))
      .finally(() => {
        busy.current = false;
        // So that the next one is looked for.
        setAll((before) => [...before]);
      });
  });

  return {
    all,
    take: (files: File[], replaces: string | null) =>
      setAll((before) => [
        ...before,
        ...files.map((file): Incoming => ({ id: ++count, file, replaces, at: 'waiting', problem: null })),
      ]),
    retry: (id: number) => set(id, { at: 'waiting', problem: null }),
    dismiss,
  };
}
