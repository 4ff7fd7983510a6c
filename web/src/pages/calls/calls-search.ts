import { z } from 'zod';
import { CallSort } from '../../../../src/model/api.ts';
import { CallState, Kind, Source } from '../../../../src/model/call.ts';

const text = z.string().trim().min(1).optional().catch(undefined);
const score = z.coerce.number().min(0).max(100).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** What the address of the Calls page says. Whatever is not understood is left out rather than refused. */
export const CallsSearch = z.object({
  q: text,
  state: CallState.optional().catch(undefined),
  kind: Kind.optional().catch(undefined),
  source: Source.optional().catch(undefined),
  agent: text,
  queue: text,
  flagged: z.enum(['yes', 'no']).optional().catch(undefined),
  min: score,
  max: score,
  from: day,
  to: day,
  sort: CallSort.catch('receivedAt').default('receivedAt'),
  order: z.enum(['asc', 'desc']).catch('desc').default('desc'),
});
export type CallsSearch = z.infer<typeof CallsSearch>;

/** Everything that narrows the list; the search words and the order are not filters. */
export const filterNames = [
  'state',
  'kind',
  'source',
  'agent',
  'queue',
  'flagged',
  'min',
  'max',
  'from',
  'to',
] as const satisfies (keyof CallsSearch)[];

export const noFilters = Object.fromEntries(filterNames.map((name) => [name, undefined])) as Record<
  (typeof filterNames)[number],
  undefined
>;

export function countFilters(search: CallsSearch): number {
  return filterNames.filter((name) => search[name] !== undefined).length;
}

const pageSize = 60;

/** Midnight of the reader's own day, `later` days on: not every day has 24 hours. */
function startOfDay(day: string, later: number): string {
  const start = new Date(`${day}T00:00:00`);
  start.setDate(start.getDate() + later);
  return start.toISOString();
}

/** The query string of `GET /api/v1/calls`. The last day counts whole. */
export function toApiQuery(search: CallsSearch): string {
  const params = new URLSearchParams();
  const set = (name: string, value: string | number | undefined) => {
    if (value !== undefined) params.set(name, String(value));
  };
  set('q', search.q);
  set('state', search.state);
  set('kind', search.kind);
  set('source', search.source);
  set('agent', search.agent);
  set('queue', search.queue);
  set('flagged', search.flagged && (search.flagged === 'yes' ? 'true' : 'false'));
  set('minScore', search.min);
  set('maxScore', search.max);
  set('from', search.from && startOfDay(search.from, 0));
  set('to', search.to && startOfDay(search.to, 1));
  set('sort', search.sort);
  set('order', search.order);
  set('limit', pageSize);
  return params.toString();
}

/** A click on a column: the other way round if it is sorted by already, else its most telling end first. */
export function nextOrder(
  search: CallsSearch,
  sort: CallsSearch['sort'],
): Pick<CallsSearch, 'sort' | 'order'> {
  if (search.sort !== sort) return { sort, order: sort === 'score' ? 'asc' : 'desc' };
  return { sort, order: search.order === 'asc' ? 'desc' : 'asc' };
}
