import { expect, test } from 'vitest';
import type { DrillSummary } from '../../../../src/model/drills.ts';
import type { ScenarioCard } from '../../../../src/model/scenario-card.ts';
import { phrasingSentences } from './phrasing-words.ts';
import { standings } from './runs.ts';
import { shownScenarios, TrainingSearch } from './training-search.ts';

const drill = (id: string, over: Partial<DrillSummary>) =>
  ({ id, scenario: { id: 'chest-pain' }, phase: 'ended', total: null, ...over }) as DrillSummary;

test('best and last run are told apart, and what was never answered is no run', () => {
  const mine = standings([
    drill('5', { phase: 'open' }),
    drill('4', { total: null }),
    drill('3', { total: 61 }),
    drill('2', { total: 88 }),
    drill('1', { total: 70 }),
  ]).get('chest-pain');
  expect([mine?.best?.id, mine?.last?.id, mine?.runs, mine?.open?.id]).toEqual(['2', '3', 3, '5']);
});

const scenario = (id: string, level: number, over: Partial<ScenarioCard> = {}) =>
  ({ id, level, kind: 'psap', title: id, summary: '', trains: [], ...over }) as ScenarioCard;

test('scenarios are sought in all that is shown of them and stand by level', () => {
  const all = [
    scenario('swatting', 5),
    scenario('refund', 3, { kind: 'contact-centre', trains: ['keep calm'] }),
    scenario('noise', 1, { summary: 'Third call about the music' }),
  ];
  const ids = (search: Partial<TrainingSearch>) => shownScenarios(all, search).map(({ id }) => id);
  expect(ids({})).toEqual(['noise', 'refund', 'swatting']);
  expect(ids({ q: 'MUSIC third' })).toEqual(['noise']);
  expect(ids({ q: 'calm' })).toEqual(['refund']);
  expect(ids({ kind: 'psap', level: 5 })).toEqual(['swatting']);
});

test('an address that nobody understands shows all scenarios', () => {
  expect(TrainingSearch.parse({ level: '9', kind: 'x', tab: 'y' })).toEqual({ tab: 'scenarios' });
});

test('how a model phrased is said in sentences, with the reasons why lines were said as written', () => {
  const said = (over: object) => phrasingSentences({ model: 'ollama m', byModel: 0, asWritten: [], ...over });
  expect(said({})).toBe('Words of the caller: nothing was said that a language model could phrase.');
  expect(said({ byModel: 1 })).toBe('Words of the caller: 1 of 1 line by ollama m.');
  expect(
    said({
      byModel: 2,
      asWritten: [
        { because: 'late', times: 2 },
        { because: 'added', times: 1 },
      ],
    }),
  ).toBe(
    'Words of the caller: 2 of 5 lines by ollama m. The rest was said as written: the model did not answer in time (2); the model said more than the line does (1).',
  );
});
