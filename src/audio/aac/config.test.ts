import { expect, test } from 'vitest';
import { parseAudioSpecificConfig } from './config.ts';

const parse = (hex: string) => parseAudioSpecificConfig(Buffer.from(hex, 'hex'));

test('low complexity, 44.1 kHz, stereo', () => {
  expect(parse('1210')).toMatchObject({
    objectType: 2,
    sampleRateHz: 44_100,
    channels: 2,
    sbr: false,
    ps: false,
  });
});

test('HE-AAC is announced openly, or behind a plain config, or not', () => {
  expect(parse('2b920800')).toMatchObject({
    objectType: 2,
    sampleRateHz: 22_050,
    channels: 2,
    sbr: true,
    ps: false,
  });
  expect(parse('139056e5a0')).toMatchObject({ objectType: 2, sampleRateHz: 22_050, channels: 2, sbr: true });
  expect(parse('158856e500')).toMatchObject({ sampleRateHz: 8000, channels: 1, sbr: false });
});

test('HE-AAC version 2 describes its second channel', () => {
  expect(parse('eb8a0800')).toMatchObject({
    objectType: 2,
    sampleRateHz: 22_050,
    channels: 1,
    sbr: true,
    ps: true,
  });
});

test('a rate that is written out uses the nearest tables', () => {
  // Object type 2, index 15, 10,000 Hz in 24 bits, one channel.
  expect(parse('17801388' + '0800')).toMatchObject({ sampleRateHz: 10_000, rateIndex: 10, channels: 1 });
});
