import { expect, test } from 'vitest';
import { type Asked, type AssignedRun, standingOf } from './standing.ts';

const now = new Date('2026-05-10T12:00:00Z');
const asked: Asked = {
  scenarios: ['chest-pain', 'fire-trapped'],
  inOrder: true,
  attempts: 2,
  until: 'met',
  dueAt: '2026-05-09T12:00:00.000Z',
};

function run(scenarioId: string, day: number, result: AssignedRun['result'], own: Partial<AssignedRun> = {}) {
  const at = new Date(Date.UTC(2026, 4, day, 9));
  const total = result === null ? null : result === 'met' ? 91 : 70;
  const drillId = `0193f05c-7a2e-7b11-9d3a-4f2b8c6d1${String(day).padStart(3, '0')}`;
  return { drillId, scenarioId, trainee: 'Ines', at, endedAt: at, total, result, ...own };
}

test('the second scenario of a course waits for the first, and past the due date it is late', () => {
  const { state, scenarios } = standingOf(asked, [], now);
  expect(state).toBe('late');
  expect(scenarios.map((one) => one.state)).toEqual(['open', 'waits']);
});

test('it is done when each was met, and says when it came too late', () => {
  const runs = [run('chest-pain', 1, 'not met'), run('chest-pain', 2, 'met'), run('fire-trapped', 10, 'met')];
  expect(standingOf(asked, runs, now)).toMatchObject({
    state: 'done',
    doneAt: '2026-05-10T09:00:00.000Z',
    doneLate: true,
  });
});

test('attempts are used up by runs that were answered and ended, not by one that goes on', () => {
  const [first, second] = [run('chest-pain', 1, 'not met'), run('chest-pain', 2, 'not met')];
  expect(standingOf(asked, [first, second], now).state).toBe('used up');
  const open = { ...second, endedAt: null, total: null, result: null };
  expect(standingOf(asked, [first, open], now).state).toBe('late');
});

test('where a run is enough, its result does not matter', () => {
  const runs = [run('chest-pain', 1, 'not met'), run('fire-trapped', 2, 'not met')];
  expect(standingOf({ ...asked, until: 'run' }, runs, now)).toMatchObject({ state: 'done', doneLate: false });
});
