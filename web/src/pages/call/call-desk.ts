import { createContext, use } from 'react';
import type { CallDetail } from '../../../../src/model/api.ts';
import type { Span } from '../../../../src/model/call.ts';
import type { Playback } from '../../playback/playback.ts';

/** A place in the call that is pointed at: evidence, a pause, the turn that was searched for. */
export interface Place {
  /** Turn indices that are lit up. */
  turns: number[];
  span: Span;
  /** What it is, in a few words. */
  label: string;
}

/** What every part of the call page works with. */
export interface CallDesk {
  call: CallDetail;
  playback: Playback;
  place: Place | null;
  /** Points at a place, brings it into view and plays it. */
  hear(place: Place): void;
  /** The criterion a person is answering, or null; keys are the answers' meanwhile. */
  marking: string | null;
  setMarking(criterionId: string | null): void;
  /** Points at a place without a sound. */
  point(place: Place | null): void;
}

export const CallDeskContext = createContext<CallDesk | null>(null);

export function useCallDesk(): CallDesk {
  const desk = use(CallDeskContext);
  if (!desk) throw new Error('CallDeskContext is missing');
  return desk;
}
