import { CallDetail, CallList } from '../model/api.ts';
import type { Evidence } from '../model/judgement.ts';
import type { Api } from './api.ts';
import { clockTime, type Output, table } from './print.ts';

/** Lists calls; `query` holds the fields of the API's query as they are. */
export async function listCalls(
  query: Record<string, string | undefined>,
  api: Api,
  output: Output,
): Promise<void> {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const list = await api.get(`/api/v1/calls?${new URLSearchParams(given)}`, CallList);
  output.answer(list, () => {
    const rows = list.calls.map((call) => [
      call.id,
      call.state,
      clockTime(call.durationMs),
      call.score?.toFixed(0) ?? '–',
      call.flags.length > 0 ? `⚑ ${call.flags.length}` : '',
      call.title ?? call.agent ?? '',
    ]);
    const rest = list.nextCursor
      ? [`… and more: ${list.total.count}${list.total.more ? '+' : ''} in all`]
      : [];
    return [table([['call', 'state', 'length', 'score', 'flags', 'title'], ...rows]), ...rest].join('\n');
  });
}

/** Everything known of one call. */
export async function showCall(id: string, api: Api, output: Output): Promise<void> {
  const call = await api.get(`/api/v1/calls/${encodeURIComponent(id)}`, CallDetail);
  output.answer(call, () => asText(call));
}

function asText(call: CallDetail): string {
  const lines = [
    `${call.title ?? call.id}  (${call.state}, ${clockTime(call.durationMs)})`,
    ...(call.problem ? [`! ${call.problem.message} (${call.problem.code})`] : []),
    ...call.flags.map((flag) => `⚑ ${flag.reason}`),
  ];
  for (const evaluation of call.evaluations) {
    lines.push(
      '',
      `${evaluation.scorecardTitle}: ${evaluation.score?.toFixed(1) ?? 'not scored'} ${evaluation.band ?? ''}`,
    );
    for (const mark of evaluation.marks) {
      lines.push(
        `  ${String(mark.answer).padEnd(8)} ${mark.criterionId}: ${mark.reason}  [${mark.evidence.map(place).join('; ')}]`,
      );
    }
  }
  if (call.transcript) lines.push('');
  for (const turn of call.transcript?.turns ?? []) {
    lines.push(`${clockTime(turn.startMs).padStart(6)}  ${turn.role.padEnd(8)} ${turn.text}`);
  }
  return lines.join('\n');
}

export function place(evidence: Evidence): string {
  return evidence.kind === 'turns'
    ? `turn ${evidence.turns.map((turn) => turn + 1).join(', ')}`
    : `searched ${clockTime(evidence.startMs)}–${clockTime(evidence.endMs)}`;
}
