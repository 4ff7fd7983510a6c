import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Notes } from '../packs/notes.ts';
import type { HeardCall } from '../text/hear.ts';
import { likeliest, placeOf, weigh } from './signs.ts';
import { callFinding } from './transcript.ts';

type Rules = NonNullable<Notes['complaint']>;

/** Whether the customer complains, of what, and how gravely. `found` are the findings so far. */
export function complaintFindings(
  call: JudgedCall,
  heard: HeardCall,
  rules: Rules,
  found: readonly Finding[],
): Finding[] {
  const { points, best } = weigh(rules.signs, heard);
  const isIntent = found.some(({ kind, type }) => kind === 'intent' && type === 'complaint');
  const counted = points + (isIntent ? intentPoints : 0);
  if (counted < rules.atLeast || !best) return [];
  const kind = likeliest(rules.kinds, heard);
  const { high, medium } = rules.severity;
  const severity = counted >= high ? 'high' : counted >= medium ? 'medium' : 'low';
  const confidence = Math.round(Math.min(0.9, 0.4 + counted / 20) * 100) / 100;
  return [
    callFinding(call, {
      kind: 'complaint',
      type: kind?.option.id ?? 'service',
      value: severity,
      confidence,
      ...placeOf(best),
    }),
  ];
}

/** A call made to complain holds a complaint on fewer signs. */
const intentPoints = 2;
