import { expect, test } from 'vitest';
import { packsFolder } from '../testing/calls.ts';
import { changedGoldenMarks } from './golden.ts';
import { loadPacks } from './load-packs.ts';

const packs = await loadPacks(packsFolder, { golden: true });

test.each(packs.map((pack) => [pack.format.id, pack] as const))(
  'the golden calls of %s get the marks their files say',
  (_id, pack) => {
    const changes = changedGoldenMarks(pack).map(
      ({ call, criterion, expected, got, reason }) =>
        `${call}: ${criterion} ${expected} → ${got} (${reason})`,
    );
    expect(changes).toEqual([]);
  },
);

test('every pack ships golden calls, good, mixed and poor, written and as a recogniser writes', () => {
  for (const pack of packs) {
    expect(pack.golden.length).toBeGreaterThanOrEqual(5);
    const formats = pack.golden.map((golden) => golden.format);
    expect(new Set(formats.map((format) => format.quality)).size).toBe(3);
    expect(new Set(formats.map((format) => format.style)).size).toBe(2);
  }
});

test('a golden call with marks marks every criterion of its scorecard', () => {
  for (const pack of packs) {
    for (const golden of pack.golden.filter(({ format }) => Object.keys(format.marks).length > 0)) {
      const id = golden.format.scorecard ?? pack.format.scorecard;
      const card = pack.scorecards.find((one) => one.format.id === id)!;
      expect(Object.keys(golden.format.marks).sort(), golden.id).toEqual(
        card.criteria.map(({ format }) => format.id).sort(),
      );
    }
  }
});
