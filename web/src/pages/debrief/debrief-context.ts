import { createContext, use } from 'react';
import type { Turn } from '../../../../src/model/call.ts';
import type { Moment } from './moments.ts';

/** What every part of a debriefing points into. */
export interface DebriefPlace {
  turns: Turn[];
  shown: Moment | null;
  /** Brings a moment into view, and plays it where there is sound. */
  go(moment: Moment): void;
}

export const DebriefContext = createContext<DebriefPlace | null>(null);

export function useDebriefPlace(): DebriefPlace {
  const place = use(DebriefContext);
  if (!place) throw new Error('DebriefContext is missing');
  return place;
}
