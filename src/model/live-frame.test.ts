import { expect, test } from 'vitest';
import { writeFrame } from './live-frame.ts';

test('a frame is its header and its samples, little-endian', () => {
  const bytes = writeFrame(1, { sequence: 258, firstSample: 65_536, samples: Int16Array.of(1, -2) });
  expect([...bytes]).toEqual([1, 1, 0, 0, 0, 0, 1, 2, 0, 1, 0, 0, 1, 0, 0xfe, 0xff]);
});
