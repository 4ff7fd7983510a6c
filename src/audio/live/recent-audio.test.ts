import { expect, test } from 'vitest';
import { RecentAudio } from './recent-audio.ts';

const counted = (from: number, to: number) => Int16Array.from({ length: to - from }, (_, i) => from + i);

test('what was pushed is there again, across the end of the ring', () => {
  const recent = new RecentAudio(1000, 100);
  for (let at = 0; at < 250; at += 10) recent.push(counted(at, at + 10));
  expect(recent.slice({ startMs: 180, endMs: 230 })).toEqual({ samples: counted(180, 230), startMs: 180 });
});

test('what is too old is left out, and where the rest begins is said', () => {
  const recent = new RecentAudio(1000, 100);
  recent.push(counted(0, 300));
  expect(recent.slice({ startMs: 0, endMs: 210 })).toEqual({ samples: counted(200, 210), startMs: 200 });
  expect(recent.slice({ startMs: 0, endMs: 100 }).samples).toHaveLength(0);
});

test('a span beyond the end gives what there is', () => {
  const recent = new RecentAudio(1000, 100);
  recent.push(counted(0, 50));
  expect(recent.slice({ startMs: 40, endMs: 90 }).samples).toEqual(counted(40, 50));
});
