import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Pack } from '../packs/pack.ts';
import type { HeardCall } from '../text/hear.ts';
import { actionItemFindings } from './action-items.ts';
import { complaintFindings } from './complaint.ts';
import { intentFindings } from './intent.ts';
import { sentimentFindings } from './sentiment.ts';
import { summaryFindings } from './summary.ts';

/**
 * What is noted of a call besides its marks, by what its pack says of it: why it is made,
 * moods, a complaint, who does what next, and a summary.
 */
export function noteFindings(call: JudgedCall, heard: HeardCall, packs: readonly Pack[]): Finding[] {
  const notes = packs.find((pack) => pack.format.kind === call.kind)?.notes;
  if (!notes) return [];
  const intents = intentFindings(call, heard, notes.intents);
  return [
    ...intents,
    ...(notes.moods ? sentimentFindings(call, heard, notes.moods) : []),
    ...(notes.complaint ? complaintFindings(call, heard, notes.complaint, intents) : []),
    ...actionItemFindings(call, heard, notes.actionItems),
    ...summaryFindings(call, heard, notes.summary),
  ];
}
