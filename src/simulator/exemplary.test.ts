import { expect, test } from 'vitest';
import { playOwnQuestions } from './exemplary.ts';
import { expectedRecord } from './look-back.ts';
import { playedDrill } from './run.ts';
import { scoreDrill } from './score/score.ts';
import { packs, shipped } from './testing/scenarios.ts';

const runs = (await shipped()).map((play) => ({ play, run: playOwnQuestions(play) }));

/** What they want is more than questions: to go on through other callers of the same event, and to have the chest compressed. */
const wantMore = ['active-shooter', 'overdose-naloxone'];

test('with the own questions of a scenario nobody is asked what they have told, talked over, or left with a lost line', () => {
  const ones = runs.filter(({ play }) => !wantMore.includes(play.format.id));
  const faults = ones.flatMap(({ play, run }) =>
    run.after.flatMap(({ acts }) =>
      acts
        .filter(({ id }) => ['asks_again', 'interrupts', 'dead_air'].includes(id))
        .map(({ id }) => `${play.format.id}: ${id}`),
    ),
  );
  expect(faults).toEqual([]);
  expect(runs.filter(({ run }) => run.state.line === 'dropped').map(({ play }) => play.format.id)).toEqual(
    [],
  );
});

test('the own questions of a scenario and a perfect record meet it, where it asks for nothing else', () => {
  const notMet = runs.filter(({ play, run }) => {
    const drill = playedDrill(run, play);
    const cad = expectedRecord(play);
    return scoreDrill({ play, drill, state: run.state, cad }, packs).result === 'not met';
  });
  expect(notMet.map(({ play }) => play.format.id)).toEqual(wantMore);
});
