import { expect, test } from 'vitest';
import { captureProblem } from './capture-problem.ts';
import { ResendBuffer } from './resend-buffer.ts';

const frame = (firstSample: number) => ({
  sequence: firstSample / 320,
  firstSample,
  samples: new Int16Array(320),
});

test('what is safe is let go, and the rest is sent again in the order in which it was spoken', () => {
  const buffer = new ResendBuffer(100);
  for (const at of [0, 320, 640]) {
    buffer.keep(0, frame(at));
    buffer.keep(1, frame(at));
  }
  buffer.acknowledge([640, 320]);
  expect(buffer.waiting().map(({ leg, frame }) => [leg, frame.firstSample])).toEqual([
    [1, 320],
    [0, 640],
    [1, 640],
  ]);
});

test('a frame that is safe only in part is sent again whole', () => {
  const buffer = new ResendBuffer(100);
  buffer.keep(0, frame(0));
  buffer.acknowledge([319]);
  expect(buffer.waiting()).toHaveLength(1);
});

test('when too much waits the oldest is lost, and counted', () => {
  const buffer = new ResendBuffer(2);
  for (const at of [0, 320, 640]) buffer.keep(0, frame(at));
  expect(buffer.waiting().map(({ frame }) => frame.firstSample)).toEqual([320, 640]);
  expect(buffer.lost).toBe(1);
});

test('why there is no sound is said with what to do about it', () => {
  const named = (name: string) => Object.assign(new Error('as the browser says it'), { name });
  expect(captureProblem(named('NotAllowedError')).title).toBe('The microphone is not allowed');
  expect(captureProblem(named('NotFoundError')).text).toMatch(/Plug one in/);
  expect(captureProblem(named('Strange')).text).toBe('as the browser says it');
});
