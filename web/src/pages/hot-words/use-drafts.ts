import { useState } from 'react';
import type { HotWordList } from '../../../../src/model/hot-words.ts';
import { type Draft, isChanged, toDrafts } from './drafts.ts';

let made = 0;

/** The lists as they are being written, and whether that is more than what was saved. */
export function useDrafts(inForce: readonly HotWordList[]) {
  // What was in force when writing began: what comes meanwhile must not take it away.
  const [from, setFrom] = useState(inForce);
  const [drafts, setDrafts] = useState(() => toDrafts(inForce));
  const changed = isChanged(drafts, from);
  return {
    from,
    drafts,
    changed,
    change: (key: string, change: Partial<Draft>) =>
      setDrafts((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one))),
    remove: (key: string) => setDrafts((all) => all.filter((one) => one.key !== key)),
    add: () => {
      const key = `new ${++made}`;
      setDrafts((all) => [...all, { key, isNew: true, name: '', queues: [], text: '' }]);
    },
    /** Begins anew with these. */
    take: (lists: readonly HotWordList[]) => {
      setFrom(lists);
      setDrafts(toDrafts(lists));
    },
    /** They are saved as they are written: what was typed meanwhile stays. */
    saved: setFrom,
  };
}
