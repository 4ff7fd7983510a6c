import { beforeAll, expect, test } from 'vitest';
import { mean } from './agreement/differences.ts';
import { cohenKappa } from './agreement/two-raters.ts';
import { currentVersion } from './choose.ts';
import { judge } from './judge.ts';
import { loadPacks } from './packs/load-packs.ts';
import type { Pack } from './packs/pack.ts';
import { packsFolder } from './testing/calls.ts';
import { labelledCalls } from './testing/labelled.ts';

// The rules were developed on these calls: the figures show that nothing was broken, not how well they do on others.
const labelled = await labelledCalls();
let packs: Pack[];

beforeAll(async () => {
  packs = await loadPacks(packsFolder);
  if (!labelled)
    console.warn('The labelled calls (../shared/eval/dev) are absent: agreement is not measured.');
});

const card = (id: string) => packs.map((pack) => currentVersion(pack, id)).find((one) => one !== null)!;

test('the eight categories stay within 8 points of the labels on average', (context) => {
  if (!labelled) return context.skip();
  const scorecard = card('contact-centre-classic');
  const errors: Record<string, number[]> = {};
  const totals = labelled.flatMap(({ call, labels }) => {
    if (!labels.scores8) return [];
    const { marks, score } = judge(call, scorecard);
    for (const { criterionId, answer } of marks) {
      errors[criterionId] ??= [];
      errors[criterionId].push(Math.abs(Number(answer) - labels.scores8[criterionId]!));
    }
    const wanted =
      marks.reduce((sum, mark) => sum + mark.weight * labels.scores8![mark.criterionId]!, 0) * 20;
    return [Math.abs(score! - wanted)];
  });
  expect(mean(totals)).toBeLessThanOrEqual(8);
  for (const [category, all] of Object.entries(errors)) expect(mean(all), category).toBeLessThanOrEqual(1);
});

test('the 911 script agrees with the labels of the questions it shares with the call-taking form', (context) => {
  if (!labelled) return context.skip();
  const scorecard = card('psap-911-script');
  const shared = scorecard.criteria.filter(({ format }) => format.sameAs !== undefined);
  const pairs = new Map(shared.map(({ format }) => [format.id, [] as [string, string][]]));
  for (const { call, labels } of labelled) {
    if (!labels.criteria) continue;
    const { marks } = judge(call, scorecard);
    for (const { format } of shared) {
      const answer = marks.find((mark) => mark.criterionId === format.id)!.answer;
      pairs.get(format.id)!.push([String(answer), labels.criteria[format.sameAs!]!]);
    }
  }
  const kappas = [...pairs.values()].map((all) => cohenKappa(all)).filter((value) => value !== null);
  expect(mean(kappas)).toBeGreaterThanOrEqual(0.7);
  for (const [id, all] of pairs) {
    expect(all.filter(([a, b]) => a === b).length / all.length, id).toBeGreaterThanOrEqual(0.75);
  }
});
