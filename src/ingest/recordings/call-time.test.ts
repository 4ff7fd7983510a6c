import { describe, expect, test } from 'vitest';
import { timeFormatProblem, timeReader, timeZoneProblem } from './call-time.ts';

const at = '2026-03-01T14:22:05.000Z';

test.each([
  ['YYYYMMDD-HHmmss', '20260301-142205', at],
  ['YYYY-MM-DD_HH-mm-ss', '2026-03-01_14-22-05', at],
  ['DD.MM.YY HH.mm', '01.03.26 14.22', '2026-03-01T14:22:00.000Z'],
  ['YYYYMMDDTHHmmssZ', '20260301T152205+0100', at],
  ['YYYY-MM-DD hh.mm.ssA', '2026-03-01 02.22.05PM', at],
  ['YYYY-MM-DD hh.mm A', '2026-03-01 12.10 am', '2026-03-01T00:10:00.000Z'],
  ['YYYYMMDDHHmmssSSS', '20260301142205250', '2026-03-01T14:22:05.250Z'],
  ['unix', '1772374925', at],
  ['unix-ms', '1772374925000', at],
  ['iso', '2026-03-01T14:22:05Z', at],
  ['iso', '2026-03-01T14.22.05.120+01:00', '2026-03-01T13:22:05.120Z'],
  ['iso', '2026-03-01_14-22-05', at],
  ['iso', '20260301-142205', at],
  ['iso', '20240229_000000', '2024-02-29T00:00:00.000Z'],
])('a time written as %s', (format, text, expected) => {
  expect(timeReader(format, 'UTC')(text)).toBe(expected);
});

test.each([
  ['YYYYMMDD-HHmmss', '20261301-142205'],
  ['YYYYMMDD-HHmmss', '20260230-142205'],
  ['YYYYMMDD-HHmmss', '20260301-242205'],
  ['YYYYMMDD-HHmmss', '20260301-146005'],
  ['YYYYMMDD-HHmmss', '20260301-1422'],
  ['YYYYMMDD-HHmmss', 'x20260301-142205'],
  ['YYYY.MM.DD HH', '2026x03x01 14'],
  ['YYYY-MM-DD hh.mmA', '2026-03-01 13.22PM'],
  ['YYYY-MM-DD hh.mmA', '2026-03-01 00.22AM'],
  ['unix', '5125550142'],
  ['unix', '177237492'],
  ['iso', '2026-03-01'],
  ['iso', 'yesterday'],
])('for %s, %s is no time', (format, text) => {
  expect(timeReader(format, 'UTC')(text)).toBeUndefined();
});

describe('local times', () => {
  const vienna = timeReader('YYYYMMDD-HHmmss', 'Europe/Vienna');
  test.each([
    ['in winter', '20260115-120000', '2026-01-15T11:00:00.000Z'],
    ['in summer', '20260715-120000', '2026-07-15T10:00:00.000Z'],
    ['just before the clocks go forward', '20260329-015959', '2026-03-29T00:59:59.000Z'],
    ['just after they went forward', '20260329-030000', '2026-03-29T01:00:00.000Z'],
    ['in the hour they skip', '20260329-023000', '2026-03-29T01:30:00.000Z'],
    ['in the hour they repeat: the first time', '20261025-023000', '2026-10-25T00:30:00.000Z'],
    ['after the hour they repeat', '20261025-033000', '2026-10-25T02:30:00.000Z'],
  ])('%s', (_, text, expected) => {
    expect(vienna(text)).toBe(expected);
  });

  test('west of Greenwich, and with half an hour', () => {
    expect(timeReader('YYYYMMDD-HHmmss', 'America/Los_Angeles')('20260301-200000')).toBe(
      '2026-03-02T04:00:00.000Z',
    );
    expect(timeReader('YYYYMMDD-HHmmss', 'Asia/Kolkata')('20260301-120000')).toBe('2026-03-01T06:30:00.000Z');
  });

  test('an offset that is written counts more than the zone', () => {
    expect(timeReader('iso', 'America/Los_Angeles')('2026-03-01T14:22:05Z')).toBe(at);
  });

  test('the zone of this machine', () => {
    const local = new Date(2026, 2, 1, 14, 22, 5).toISOString();
    expect(timeReader('YYYYMMDD-HHmmss', 'local')('20260301-142205')).toBe(local);
  });
});

test('formats and zones that cannot be are told', () => {
  for (const format of ['iso', 'unix', 'unix-ms', 'YYYYMMDD-HHmmss', 'YY.MM.DD hh:mmA']) {
    expect(timeFormatProblem(format)).toBeUndefined();
  }
  for (const format of ['', 'HHmmss', 'YYYYMM', 'YYYYMMDD', 'YYYYMMDD hh', 'YYYYMMDD HHmmss ss']) {
    expect(timeFormatProblem(format)).toBeDefined();
  }
  expect(timeZoneProblem('Europe/Vienna')).toBeUndefined();
  expect(timeZoneProblem('local')).toBeUndefined();
  expect(timeZoneProblem('Middle/Earth')).toBeDefined();
});
