import { useCallback, useEffect, useRef, useState } from 'react';
import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import type { DeskCall } from './desk-call.ts';
import type { DeskLinkState } from './desk-link.ts';
import { type CadField, keepDrafts, readDrafts } from './kept-drafts.ts';

/** While somebody writes on, nothing is saved. */
const pauseMs = 700;

export type FieldState = { saved: true; atMs: number | null } | { saved: false; waits: boolean };

export interface CadForm {
  values: Record<CadField, string>;
  stateOf(field: CadField): FieldState;
  /** Saves after a pause, or at once when something was chosen. */
  write(field: CadField, value: string, at: 'once' | 'pause'): void;
  /** Saves what waits in a field that is left. */
  leave(field: CadField): void;
}

/** The dispatch form, saved field by field: what is not safe is kept in the browser and sent when it can be. */
export function useCad(call: DeskCall, drill: DrillDetail, link: DeskLinkState): CadForm {
  const [drafts, setDrafts] = useState(() => readDrafts(drill.id).cad);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const sent = useRef(new Map<string, string>());
  const latest = useRef({ drafts, link });
  latest.current = { drafts, link };

  const save = useCallback(
    (field: CadField) => {
      clearTimeout(timers.current.get(field));
      timers.current.delete(field);
      const value = latest.current.drafts[field];
      if (value === undefined || latest.current.link !== 'open' || sent.current.get(field) === value) return;
      sent.current.set(field, value);
      call.enter(field, value);
    },
    [call],
  );

  // What the server has is no draft any more.
  useEffect(() => {
    setDrafts((before) => {
      const open = Object.entries(before).filter(([field, value]) => drill.cad[field as CadField] !== value);
      return open.length === Object.keys(before).length ? before : Object.fromEntries(open);
    });
  }, [drill.cad]);
  useEffect(() => keepDrafts(drill.id, { cad: drafts }), [drill.id, drafts]);

  // After a lost connection, or a reload, whatever is not safe is sent again.
  useEffect(() => {
    if (link !== 'open') return;
    sent.current.clear();
    for (const field of Object.keys(latest.current.drafts)) save(field as CadField);
  }, [link, save]);

  return {
    values: { ...drill.cad, ...drafts },
    stateOf(field) {
      if (drafts[field] !== undefined) return { saved: false, waits: link !== 'open' };
      return { saved: true, atMs: drill.cadEntries.findLast((entry) => entry.field === field)?.atMs ?? null };
    },
    write(field, value, at) {
      latest.current.drafts = { ...latest.current.drafts, [field]: value };
      setDrafts(latest.current.drafts);
      clearTimeout(timers.current.get(field));
      if (at === 'once') save(field);
      else
        timers.current.set(
          field,
          setTimeout(() => save(field), pauseMs),
        );
    },
    leave: save,
  };
}
