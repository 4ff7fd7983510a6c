import type { CallDetail, CallSummary } from '../../../src/model/api.ts';
import { formatInstant } from '../format/time.ts';

type Named = Pick<CallSummary | CallDetail, 'title' | 'customerNumber' | 'startedAt' | 'receivedAt'>;

/** What a call is called: its title, else who called, else when. */
export function callTitle(call: Named): string {
  return call.title ?? call.customerNumber ?? `Call of ${formatInstant(call.startedAt ?? call.receivedAt)}`;
}
