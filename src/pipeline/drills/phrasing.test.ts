import { expect, test } from 'vitest';
import { scenarioFrom, shipped, small } from '../../simulator/testing/scenarios.ts';
import { type Drill, firstDrill, nextDrill } from './drill.ts';
import type { Happening } from './happening.ts';
import { phrasingShown } from './phrasing.ts';

const play = await scenarioFrom(small);
const by = { provider: 'ollama', model: 'm' };
const phrased = (text: string, utterance = 0): Happening => ({ type: 'phrased', utterance, text, by });
const opening = 'My husband has pain in his chest.';
const where = 'What is the address of your emergency?';
const inOther = 'Please, my husband has pain in his chest.';

/** A drill in which the caller has been greeted and answers with the opening; then this happens. */
function after(happenings: readonly { what: Happening; atMs: number }[]): Drill {
  let drill = firstDrill(play, 7);
  const greeted: Happening = { type: 'said', id: '1', text: '911.', startMs: 0, endMs: 500 };
  for (const { what, atMs } of [{ what: greeted, atMs: 500 }, ...happenings])
    drill = nextDrill(drill, what, atMs, play);
  return drill;
}

const saidBy = ({ run }: Drill) =>
  run.heard.filter(({ role }) => role === 'customer').map(({ text }) => text);

test('what was phrased is said in these words, no sooner than they were there', () => {
  const drill = after([{ what: phrased(inOther), atMs: 2_000 }]);
  expect(saidBy(drill)).toEqual([inOther]);
  expect(drill.run.heard.at(-1)!.startMs).toBe(2_000);
  expect(drill.run.state.told).toMatchObject([{ fact: 'complaint', atMs: drill.run.heard.at(-1)!.endMs }]);
  expect(phrasingShown(drill.phrasing)).toEqual({ model: 'ollama m', byModel: 1, asWritten: [] });
});

test('what has begun is not said in other words any more', () => {
  const spoke: Happening = { type: 'spoke', utterance: 0, startMs: 1_200, durationMs: 2_000 };
  const drill = after([
    { what: spoke, atMs: 1_200 },
    { what: phrased(inOther), atMs: 1_300 },
  ]);
  expect(saidBy(drill)).toEqual([opening]);
  expect(drill.phrasing.byModel).toBe(0);
});

test('whose words a line is said in is settled once', () => {
  const asWritten: Happening = { type: 'as_written', utterance: 0, because: 'late', by: null };
  const late = after([
    { what: asWritten, atMs: 1_000 },
    { what: phrased(inOther), atMs: 1_100 },
  ]);
  expect(saidBy(late)).toEqual([opening]);
  expect(phrasingShown(late.phrasing)).toEqual({
    model: null,
    byModel: 0,
    asWritten: [{ because: 'late', times: 1 }],
  });
  const twice = after([
    { what: phrased(inOther), atMs: 1_000 },
    { what: phrased('My husband, please.'), atMs: 1_100 },
  ]);
  expect(saidBy(twice)).toEqual([inOther]);
});

test('words for an utterance that is not there change nothing that is said', () => {
  const drill = after([{ what: phrased('He is 58.', 9), atMs: 1_000 }]);
  expect(saidBy(drill)).toEqual([opening]);
  expect(drill.phrasing).toMatchObject({ byModel: 0, asWritten: [] });
});

test('words that come when somebody has spoken meanwhile are late', () => {
  const said: Happening = { type: 'said', id: '2', text: where, startMs: 6_000, endMs: 7_000 };
  const drill = after([
    { what: said, atMs: 7_000 },
    { what: phrased(inOther), atMs: 7_100 },
  ]);
  expect(saidBy(drill)[0]).toBe(opening);
  expect(phrasingShown(drill.phrasing)).toMatchObject({ byModel: 0, asWritten: [{ because: 'late' }] });
});

test('a sound stays a sound', async () => {
  const line = (await shipped()).find(({ format }) => format.id === 'silent-line')!;
  const greeted: Happening = { type: 'said', id: '1', text: '911.', startMs: 0, endMs: 500 };
  const before = nextDrill(firstDrill(line, 1), greeted, 500, line);
  const drill = nextDrill(before, phrased('Help me.'), 600, line);
  expect(saidBy(drill)).toEqual(saidBy(before));
  expect(drill.phrasing).toMatchObject({ byModel: 0, asWritten: [] });
});

test('first words that were phrased and spoken over before they began are still to come', () => {
  const drill = after([
    { what: phrased(inOther), atMs: 1_000 },
    { what: { type: 'cut', utterance: 0, heardMs: 0 }, atMs: 1_500 },
    { what: { type: 'said', id: '2', text: 'Hello?', startMs: 1_500, endMs: 2_000 }, atMs: 2_000 },
  ]);
  expect(saidBy(drill)).toEqual([opening]);
});
