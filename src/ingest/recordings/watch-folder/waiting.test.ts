import { expect, test } from 'vitest';
import { decide, observe, type Seen } from './waiting.ts';

const graces = { settleMs: 10, legGraceMs: 100, sidecarGraceMs: 30, orphanGraceMs: 1000 };

/** What is seen of files of 1 byte that all appear at 0. */
function seenAt0(...paths: string[]): Seen {
  return observe(
    new Map(),
    paths.map((path) => ({ path, size: 1, mtimeMs: 1 })),
    0,
  );
}

function told(seen: Seen, now: number) {
  const { ready, refused, wakeAt } = decide(seen, now, graces);
  return {
    ready: ready.map(({ recordings }) => recordings.join(' + ')),
    refused: refused.map(({ paths, error }) => `${paths.join(' + ')}: ${error.code}`),
    wakeAt,
  };
}

test('a recording is due once it settled and a sidecar had time to come', () => {
  const seen = seenAt0('a.wav');
  expect(told(seen, 39)).toEqual({ ready: [], refused: [], wakeAt: 40 });
  expect(told(seen, 40)).toEqual({ ready: ['a.wav'], refused: [], wakeAt: Infinity });
});

test('with its sidecar a recording is due once both settled', () => {
  expect(told(seenAt0('a.wav', 'a.json'), 9).wakeAt).toBe(10);
  expect(told(seenAt0('a.wav', 'a.vtt'), 10).ready).toEqual(['a.wav']);
});

test('a file that grows, or is touched, starts to settle anew', () => {
  const file = { path: 'a.wav', size: 1, mtimeMs: 1 };
  let seen = observe(new Map(), [file], 0);
  seen = observe(seen, [file], 5);
  expect(seen.get('a.wav')?.unchangedSince).toBe(0);
  seen = observe(seen, [{ ...file, size: 2 }], 20);
  expect(seen.get('a.wav')?.unchangedSince).toBe(20);
  seen = observe(seen, [{ ...file, size: 2, mtimeMs: 3 }], 30);
  expect(seen.get('a.wav')?.unchangedSince).toBe(30);
  expect(told(seen, 69).ready).toEqual([]);
  expect(observe(seen, [], 80).size).toBe(0);
});

test('a sidecar that still grows holds its recording up', () => {
  let seen = seenAt0('a.wav', 'a.json');
  const grown = [...seen.values()].map((file) => (file.path === 'a.json' ? { ...file, size: 2 } : file));
  seen = observe(seen, grown, 50);
  expect(told(seen, 55)).toMatchObject({ ready: [], wakeAt: 60 });
});

test('one leg waits for the other, and is taken alone when it does not come', () => {
  const one = seenAt0('c-in.wav', 'c.json');
  expect(told(one, 60)).toMatchObject({ ready: [], wakeAt: 100 });
  expect(told(one, 100).ready).toEqual(['c-in.wav']);
  const both = observe(one, [...one.values(), { path: 'c-out.wav', size: 1, mtimeMs: 1 }], 60);
  expect(told(both, 65)).toMatchObject({ ready: [], wakeAt: 70 });
  expect(told(both, 70).ready).toEqual(['c-in.wav + c-out.wav']);
});

test('what belongs to nothing is refused after its time', () => {
  const seen = seenAt0('a.json', 'b.bin', 'x-agent.wav', 'x-caller.wav', 'x-customer.wav');
  expect(told(seen, 99).refused).toEqual([]);
  expect(told(seen, 100)).toMatchObject({
    refused: ['x-agent.wav + x-caller.wav + x-customer.wav: metadata_invalid', 'b.bin: audio_not_recognised'],
    wakeAt: 1000,
  });
  expect(told(seen, 1000).refused).toContain('a.json: recording_missing');
});

test('nothing seen means nothing to wait for', () => {
  expect(told(new Map(), 5)).toEqual({ ready: [], refused: [], wakeAt: Infinity });
});
