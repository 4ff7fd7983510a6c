import { expect, test } from 'vitest';
import { defaultChannels, defaultKind } from './defaults.ts';
import { IntakeSettings } from './settings.ts';

const problems = (value: object) =>
  IntakeSettings.safeParse(value).error?.issues.map(({ path }) => path.join('.'));

test('without any setting there are sound ones', () => {
  const settings = IntakeSettings.parse({});
  expect(settings).toMatchObject({
    maxUploadBytes: 2 * 1024 ** 3,
    maxDurationMs: 7 * 3_600_000,
    commonFileNames: true,
    watchFolder: { after: 'move', polling: false },
  });
  expect(settings.watchFolder.folder).toBeUndefined();
});

test('what cannot be is refused where it stands', () => {
  expect(problems({ fileNamePatterns: [{ pattern: '(?<agent>(a+)+)' }] })).toEqual([
    'fileNamePatterns.0.pattern',
  ]);
  expect(problems({ fileNamePatterns: [{ pattern: '(?<time>.*)', timeFormat: 'ss' }] })).toEqual([
    'fileNamePatterns.0.timeFormat',
  ]);
  expect(problems({ fileNameTimeZone: 'Middle/Earth' })).toEqual(['fileNameTimeZone']);
  expect(problems({ maxUploadBytes: 0 })).toEqual(['maxUploadBytes']);
  expect(problems({ channels: [{ channels: ['boss'] }] })).toEqual(['channels.0.channels.0']);
  expect(problems({ watchFolder: { after: 'burn' } })).toEqual(['watchFolder.after']);
});

test('the kind of a call follows from its queue by the first rule that fits', () => {
  const settings = IntakeSettings.parse({
    kinds: [
      { queue: '911*', kind: 'psap' },
      { queue: '*fire*east', kind: 'psap' },
      { kind: 'contact-centre' },
    ],
  });
  const kindOf = (queue?: string) => defaultKind(queue === undefined ? {} : { queue }, settings);
  expect(kindOf('911-North')).toBe('psap');
  expect(kindOf('The FIRE line East')).toBe('psap');
  expect(kindOf('fireeast')).toBe('psap');
  expect(kindOf('fireast')).toBe('contact-centre');
  expect(kindOf('x911')).toBe('contact-centre');
  expect(kindOf()).toBe('contact-centre');
  expect(defaultKind({}, IntakeSettings.parse({}))).toBeUndefined();
});

test('who speaks on a channel follows from kind and queue', () => {
  const settings = IntakeSettings.parse({
    kinds: [{ queue: '911*', kind: 'psap' }],
    channels: [
      { queue: 'Sales', channels: ['customer', 'agent'] },
      { kind: 'psap', channels: ['agent', 'customer'] },
    ],
  });
  expect(defaultChannels({ queue: 'sales' }, settings)).toEqual(['customer', 'agent']);
  expect(defaultChannels({ kind: 'psap' }, settings)).toEqual(['agent', 'customer']);
  expect(defaultChannels({ queue: '911 North' }, settings)).toEqual(['agent', 'customer']);
  expect(defaultChannels({ queue: 'Billing' }, settings)).toBeUndefined();
});
