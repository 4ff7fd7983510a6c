import { expect, test } from 'vitest';
import { ScorecardOutline } from '../model/scorecard.ts';
import { outline } from './outline.ts';
import { loadPacks } from './packs/load-packs.ts';
import { packsFolder } from './testing/calls.ts';

test('an outline shows every criterion and nothing of how it is judged', async () => {
  const [pack] = await loadPacks(packsFolder);
  const [card] = pack!.scorecards;
  const shown = outline(card!);
  expect(ScorecardOutline.parse(shown)).toEqual(shown);
  expect(shown.sections.flatMap((section) => section.criteria)).toHaveLength(card!.criteria.length);
  expect(shown).toMatchObject({ id: 'contact-centre-classic', version: 1, threshold: 70 });
  expect(shown.bands.map(({ title }) => title)).toEqual(['Excellent', 'Good', 'Needs coaching', 'Poor']);
});
