import { expect, test } from 'vitest';
import { CallQuery } from '../../../../src/model/api.ts';
import { CallsSearch, countFilters, nextOrder, toApiQuery } from './calls-search.ts';

test('what an address says wrongly is left out and the rest is kept', () => {
  const search = CallsSearch.parse({ state: 'lost', min: 'many', kind: 'psap', from: '2025-13-40' });
  expect(search).toMatchObject({ kind: 'psap', sort: 'receivedAt', order: 'desc' });
  expect(search.state).toBeUndefined();
  expect(search.min).toBeUndefined();
  expect(countFilters(search)).toBe(1);
});

test('the query made from an address is one the API takes', () => {
  const search = CallsSearch.parse({
    q: '"white van" -blue',
    flagged: 'yes',
    min: '40',
    from: '2025-03-01',
    to: '2025-03-02',
    sort: 'score',
    order: 'asc',
  });
  const query = CallQuery.parse(Object.fromEntries(new URLSearchParams(toApiQuery(search))));
  expect(query).toMatchObject({ q: '"white van" -blue', flagged: true, minScore: 40, sort: 'score' });
  expect(Date.parse(query.to ?? '') - Date.parse(query.from ?? '')).toBe(2 * 86_400_000);
});

test('a second click on a column turns its order round; a score starts with the lowest', () => {
  const search = CallsSearch.parse({});
  expect(nextOrder(search, 'receivedAt')).toEqual({ sort: 'receivedAt', order: 'asc' });
  expect(nextOrder(search, 'score')).toEqual({ sort: 'score', order: 'asc' });
  expect(nextOrder(search, 'durationMs')).toEqual({ sort: 'durationMs', order: 'desc' });
});
