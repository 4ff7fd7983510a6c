import { expect, test } from 'vitest';
import { EarshotError } from '../errors.ts';
import { backoffMs, retry } from './retry.ts';

const policy = { tries: 3, firstDelayMs: 100, maxDelayMs: 1_000 };

function recordingClock() {
  const waits: number[] = [];
  return { waits, clock: { now: () => 0, sleep: async (ms: number) => void waits.push(ms) } };
}

test('waits double up to the limit, with a tenth of jitter either way', () => {
  const waits = [2, 3, 4, 5, 6, 7].map((n) => backoffMs(n, policy, () => 0.5));
  expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  expect(backoffMs(2, policy, () => 0)).toBe(90);
  expect(backoffMs(2, policy, () => 1)).toBe(110);
});

test('an attempt that fails for a passing reason is made again, up to the number of tries', async () => {
  const { waits, clock } = recordingClock();
  let attempts = 0;
  const failing = retry(
    policy,
    async () => {
      attempts++;
      throw new EarshotError('storage_unavailable');
    },
    { clock },
  );
  await expect(failing).rejects.toMatchObject({ code: 'storage_unavailable' });
  expect(attempts).toBe(3);
  expect(waits).toHaveLength(2);
});

test('an attempt that cannot succeed is not made again', async () => {
  const { waits, clock } = recordingClock();
  const failing = retry(
    policy,
    async () => {
      throw new EarshotError('audio_empty');
    },
    { clock },
  );
  await expect(failing).rejects.toMatchObject({ code: 'audio_empty' });
  expect(waits).toEqual([]);
});

test('a wait that was asked for is kept when it is longer', async () => {
  const { waits, clock } = recordingClock();
  const value = await retry(
    policy,
    async (n) => {
      if (n === 1) throw new EarshotError('speech_engine_failed', { details: { retryAfterMs: 7_000 } });
      return n;
    },
    { clock },
  );
  expect([value, waits]).toEqual([2, [7_000]]);
});
