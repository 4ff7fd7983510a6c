import { expect, test } from 'vitest';
import { type LegFrame, LegOrder, type LegPiece } from './leg-order.ts';

const settings = { sampleRateHz: 8000, holdMs: 60, backMs: 5_000, leapMs: 600_000 };
const frameSamples = 160;

/** The n-th frame of 20 ms, each sample telling its position. */
function frame(n: number, arrivedAtMs = n * 20): LegFrame {
  const firstSample = n * frameSamples;
  return {
    firstSample,
    samples: Int16Array.from({ length: frameSamples }, (_, i) => (firstSample + i) % 30_000),
    sequence: null,
    arrivedAtMs,
  };
}

function heard(pieces: LegPiece[]): string[] {
  return pieces.map((piece) => {
    if (piece.kind === 'audio')
      return `${piece.firstSample / frameSamples}+${piece.samples.length / frameSamples}`;
    if (piece.kind === 'gap')
      return `gap ${piece.firstSample / frameSamples}-${piece.endSample / frameSamples}`;
    return `leap to ${piece.firstSample / frameSamples}`;
  });
}

function all(order: LegOrder, frames: LegFrame[]): string[] {
  return heard([...frames.flatMap((one) => order.push(one)), ...order.flush()]);
}

test('frames in order come out as they are', () => {
  expect(
    all(
      new LegOrder(settings),
      [0, 1, 2].map((n) => frame(n)),
    ),
  ).toEqual(['0+1', '1+1', '2+1']);
});

test('frames that overtook one another are put in order', () => {
  expect(
    all(
      new LegOrder(settings),
      [0, 2, 1, 3].map((n) => frame(n)),
    ),
  ).toEqual(['0+1', '1+1', '2+1', '3+1']);
});

test('a frame that comes twice counts once', () => {
  const order = new LegOrder(settings);
  expect(
    all(
      order,
      [0, 1, 1, 0, 2].map((n) => frame(n)),
    ),
  ).toEqual(['0+1', '1+1', '2+1']);
  expect(order.duplicates).toBe(2);
});

test('only the new part of a frame that overlaps comes out', () => {
  const order = new LegOrder(settings);
  order.push(frame(0));
  const [piece] = order.push({ ...frame(0), firstSample: 80 });
  expect(piece).toMatchObject({ kind: 'audio', firstSample: 160 });
  expect(order.position).toBe(240);
});

test('what does not come in time is a gap', () => {
  expect(
    all(
      new LegOrder(settings),
      [0, 3, 4, 5, 6].map((n) => frame(n)),
    ),
  ).toEqual(['0+1', 'gap 1-3', '3+1', '4+1', '5+1', '6+1']);
});

test('half a minute without the network is a gap of half a minute', () => {
  const order = new LegOrder(settings);
  const pieces = all(
    order,
    [0, 1501, 1502].map((n) => frame(n)),
  );
  expect(pieces).toEqual(['0+1', 'gap 1-1501', '1501+1', '1502+1']);
});

test('a source that counts anew goes on where the clock says', () => {
  const order = new LegOrder(settings);
  for (let n = 0; n < 500; n++) order.push(frame(n));
  const pieces = all(
    order,
    [0, 1].map((n) => frame(n, (600 + n) * 20)),
  );
  expect(pieces).toEqual(['leap to 600', 'gap 500-600', '600+1', '601+1']);
});

test('a position hours ahead is not believed', () => {
  const order = new LegOrder(settings);
  order.push(frame(0));
  const pieces = order.push({ ...frame(1), firstSample: 8000 * 36_000 });
  expect(pieces[0]).toMatchObject({ kind: 'leap' });
  expect(order.position).toBeLessThan(8000);
});

test('a frame without samples is nothing', () => {
  expect(new LegOrder(settings).push({ ...frame(0), samples: new Int16Array(0) })).toEqual([]);
});

test('frames that follow by number leave nothing to wait for: the source sent nothing', () => {
  const order = new LegOrder(settings);
  order.push({ ...frame(0), sequence: 7 });
  const pieces = order.push({ ...frame(50), sequence: 8 });
  expect(pieces).toMatchObject([{ kind: 'gap', lost: false }, { kind: 'audio' }]);
});
