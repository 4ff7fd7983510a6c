import { describe, expect, test } from 'vitest';
import { EarshotError } from '../../errors.ts';
import { commonNamePatterns } from './common-names.ts';
import { namePatternProblem, nameReader } from './name-patterns.ts';

const common = nameReader({ patterns: [], common: true, timeZone: 'UTC' });
const startedAt = '2026-03-01T14:22:05.000Z';

function ofOurs(pattern: string, timeFormat = 'YYYYMMDD-HHmmss') {
  return nameReader({ patterns: [{ pattern, timeFormat }], common: false, timeZone: 'UTC' });
}

describe('names of common recorders', () => {
  test.each([
    [
      'external-204-5125550142-20260301-142205-1772374925.1187',
      {
        startedAt,
        agent: '204',
        customerNumber: '5125550142',
        direction: 'inbound',
        externalId: '1772374925.1187',
      },
    ],
    [
      'q-6000-+15125550142-20260301-142205-1772374925.1187',
      { startedAt, queue: '6000', customerNumber: '+15125550142', externalId: '1772374925.1187' },
    ],
    [
      'in-5125550199-5125550142-20260301-142205-1772374925.1187',
      { startedAt, customerNumber: '5125550142', direction: 'inbound', externalId: '1772374925.1187' },
    ],
    [
      'out-5125550142-204-20260301-142205-pbx1-1772374925.1187',
      {
        startedAt,
        customerNumber: '5125550142',
        agent: '204',
        direction: 'outbound',
        externalId: 'pbx1-1772374925.1187',
      },
    ],
    [
      'internal-204-210-20260301-142205-1772374925.1187',
      { startedAt, direction: 'internal', externalId: '1772374925.1187' },
    ],
    ['rg-600-5125550142-20260301-142205-1772374925.1187', { startedAt, externalId: '1772374925.1187' }],
    ['force-0821-3201-20260301-142205-1772374925.12206', { startedAt, externalId: '1772374925.12206' }],
    ['1772374925.1187', { startedAt, externalId: '1772374925.1187' }],
    ['auto-1772374925-5125550142-204', { startedAt }],
    ['20260301-142205_5125550142-all', { startedAt, customerNumber: '5125550142' }],
    ['20260301-142205_5125550142', { startedAt, customerNumber: '5125550142' }],
    [
      '20260301-142205_5125550142_SUPPORT_6666-all',
      { startedAt, customerNumber: '5125550142', queue: 'SUPPORT', agent: '6666' },
    ],
    ['FR_S_20260301-142205_5125550142', { startedAt, customerNumber: '5125550142' }],
    [
      '2026-03-01_14-22-05_jdoe_Billing_+15125550142',
      { startedAt, agent: 'jdoe', queue: 'Billing', customerNumber: '+15125550142' },
    ],
    ['20260301142205_2', { startedAt }],
    ['2026-03-01T14.22.05Z line 3', { startedAt }],
    ['line3_20260301_142205', { startedAt }],
  ])('%s', (stem, expected) => {
    expect(common(stem)).toEqual(expected);
  });

  test('each pattern is sound and fits its own example', () => {
    for (const { pattern, timeFormat, example } of commonNamePatterns) {
      expect(namePatternProblem(pattern), pattern).toBeUndefined();
      const stem = example.slice(0, example.lastIndexOf('.'));
      expect(ofOurs(pattern, timeFormat)(stem).startedAt, example).toBe(startedAt);
    }
  });

  test.each([
    'call',
    'agent',
    '12345',
    '5125550142',
    'external-204-5125550142-20261301-142205-1772374925.1187',
    '2026-03-01_99-22-05_jdoe_Billing_5125550142',
    '',
    '....',
    'unnamed',
  ])('%s says nothing', (stem) => {
    expect(common(stem)).toEqual({});
  });

  test('a withheld number is no number', () => {
    expect(common('external-204-unknown-20260301-142205-1.1')).not.toHaveProperty('customerNumber');
    expect(common('external-204-Anonymous-20260301-142205-1.1')).not.toHaveProperty('customerNumber');
    expect(common('q-private-unknown-20260301-142205-1.1')).toMatchObject({ queue: 'private' });
  });
});

describe('patterns in settings', () => {
  test('every group becomes what it is named for', () => {
    const read = ofOurs(
      '^(?<queue>\\w+) (?<agent>[^ ]+) (?<direction>\\w+) (?<customer>\\d+) (?<id>\\w+) (?<time>\\d{8}-\\d{6})$',
    );
    expect(read('Fire anna.b OUTGOING 5550142 x9 20260301-142205')).toEqual({
      startedAt,
      queue: 'Fire',
      agent: 'anna.b',
      direction: 'outbound',
      customerNumber: '5550142',
      externalId: 'x9',
    });
  });

  test('they come before the common ones, in their order, and case does not matter', () => {
    const patterns = [
      { pattern: '^never (?<agent>.+)$', timeFormat: 'iso' },
      { pattern: '^(?<time>\\d{8}-\\d{6})_(?<id>\\w+)$', timeFormat: 'YYYYMMDD-HHmmss' },
      { pattern: '^QUEUE (?<queue>\\w+)$', timeFormat: 'iso' },
    ];
    const read = nameReader({ patterns, common: true, timeZone: 'Europe/Vienna' });
    expect(read('20260301-142205_5125550142')).toEqual({
      startedAt: '2026-03-01T13:22:05.000Z',
      externalId: '5125550142',
    });
    expect(read('queue Fire')).toEqual({ queue: 'Fire' });
    expect(read('1772374925.1187')).toEqual({ startedAt, externalId: '1772374925.1187' });
  });

  test('a pattern whose time or direction cannot be read does not apply', () => {
    expect(ofOurs('^(?<agent>\\w+) (?<time>\\d+)$')('anna 12345')).toEqual({});
    expect(ofOurs('^(?<agent>\\w+) (?<direction>\\w+)$')('anna sideways')).toEqual({});
  });

  test('what a name says never exceeds what metadata allow', () => {
    expect(ofOurs('^(?<agent>.*)$')('a'.repeat(300))).toEqual({});
    expect(ofOurs('^(?<agent>.*)$')('   ')).toEqual({});
  });

  test.each([
    ['(', 'regular expression'],
    ['(?<agent>a)\\', 'regular expression'],
    ['(?<agent>a))(?:b', 'regular expression'],
    ['plain', 'named group'],
    ['(?<who>.*)', 'who'],
    ['(?<agent>(a+)+)$', 'repeat'],
    ['(?<agent>(?:\\d+-?)*)x', 'repeat'],
    ['(?<agent>(?:a|aa)+)$', 'repeat'],
    ['(?<agent>(?:a?){30}a)$', 'repeat'],
    ['(?<agent>(?:(?:a)*b)+)', 'repeat'],
    ['(?<agent>(?:[)]+)+)', 'repeat'],
    ['(?<agent>a)\\1', 'refers back'],
    ['(?<agent>a)\\k<agent>', 'refers back'],
  ])('%s is refused', (pattern, because) => {
    expect(namePatternProblem(pattern)).toContain(because);
  });

  test.each([
    '(?<agent>[^_]+)_(?<queue>[^_]+)(?:_(?<customer>\\d+))?',
    '(?:\\d{2}){3}(?<agent>\\w*)',
    '(?:ab)+(?<agent>x|y)',
    '(?<agent>[(|+*]+)\\(\\)+',
    '(?<time>\\d{8}-\\d{6})(?=-)(?<!x)-(?<id>.*?)$',
  ])('%s is taken', (pattern) => {
    expect(namePatternProblem(pattern)).toBeUndefined();
  });

  test('a pattern that takes too long is stopped, and says so', () => {
    const slow = ofOurs('^\\w*\\w*\\w*\\w*\\w*\\w*\\w*\\w*(?<agent>!)$');
    expect(() => slow('a'.repeat(255))).toThrow(EarshotError);
    expect(slow('a!')).toEqual({ agent: '!' });
  });
});
