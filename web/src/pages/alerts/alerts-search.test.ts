import { expect, test } from 'vitest';
import { AlertsSearch, toAlertQuery } from './alerts-search.ts';

const query = (search: object) => toAlertQuery(AlertsSearch.parse(search));

test('open alerts are asked for unless somebody wants others', () => {
  expect(query({})).toBe('state=open&limit=100');
  expect(query({ show: 'all', rule: 'psap-dead-air' })).toBe('ruleId=psap-dead-air&limit=100');
  expect(query({ show: 'dead' })).toBe('dead=true&limit=100');
});

test('who is sent to one alert finds it also when it is not open any more', () => {
  expect(query({ alert: '0198c0de-0000-7000-8000-000000000001' })).toBe('limit=100');
});

test('what is not understood is as if it were not there', () => {
  expect(query({ show: 'everything', alert: 'no id' })).toBe('state=open&limit=100');
});
