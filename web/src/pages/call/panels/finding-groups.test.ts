import { expect, test } from 'vitest';
import type { Finding } from '../../../../../src/model/judgement.ts';
import { findingGroups, findingTitle, findingValue } from './finding-groups.ts';

const finding = (kind: string, type: string, value: string | null = null, startMs = 0) =>
  ({ kind, type, value, span: { startMs, endMs: startMs + 1 } }) as Finding;

test('findings are grouped by what they are about, and none is left out', () => {
  const all = [
    finding('entity', 'address', null, 900),
    finding('risk', 'fire', null, 500),
    finding('unheard_of', 'x'),
    finding('entity', 'phone', null, 100),
  ];
  const groups = findingGroups(all);
  expect(groups.map((group) => [group.title, group.findings.map((one) => one.type)])).toEqual([
    ['Risks', ['fire']],
    ['Entities', ['phone', 'address']],
    ['About the judging', ['x']],
  ]);
});

test('a value is shown as people read it, and not where it only repeats the title', () => {
  expect(findingValue(finding('clock', 'address', '83000'))).toBe('1:23');
  expect(findingValue(finding('entity', 'phone_number', 'Phone number'))).toBeNull();
  expect(findingTitle(finding('priority', 'P0'))).toBe('Priority P0');
});
