import { expect, test } from 'vitest';
import type { Playable } from '../../simulator/playable.ts';
import { scenarioDigest } from '../../simulator/scenario-digest.ts';
import { scenarioFrom, small, smallWith } from '../../simulator/testing/scenarios.ts';
import { playedScenario, scenarioNow } from './played-scenario.ts';

/** What can be played, of which the last of an id is in force. */
const library = (...plays: Playable[]) => ({
  current: async () => plays.slice(-1),
  version: async (id: string, version: number) =>
    plays.findLast(({ format }) => format.id === id && format.version === version),
});

const then = await scenarioFrom(small);
const row = { scenario_id: 'tried', scenario_version: 1, scenario_digest: scenarioDigest(then) };

test('a scenario that says the same is the same, however its file is written', async () => {
  const rewritten = await scenarioFrom(
    `# A remark.\n${small.replace('level: 2\nseed: 7', 'seed: 7\nlevel: 2')}`,
  );
  expect(await scenarioNow(row, library(rewritten))).toBe('same');
  expect(await playedScenario(row, library(rewritten))).toBe(rewritten);
});

test('one that ships and says something else under the same version has changed, and is not the one that was played', async () => {
  const changed = await smallWith('title: his age', 'title: how old he is');
  expect(await scenarioNow(row, library(changed))).toBe('changed');
  expect(await playedScenario(row, library(changed))).toBeUndefined();
});

test('a newer version is a change, and the one that was played is still there', async () => {
  const newer = await smallWith('version: 1', 'version: 2');
  expect(await scenarioNow(row, library(then, newer))).toBe('changed');
  expect(await playedScenario(row, library(then, newer))).toBe(then);
});

test('one that is not there any more is gone, and of earlier drills nobody knows', async () => {
  expect(await scenarioNow(row, library())).toBe('gone');
  expect(await playedScenario(row, library())).toBeUndefined();
  const earlier = { ...row, scenario_digest: null };
  expect(await scenarioNow(earlier, library(then))).toBe('unknown');
  expect(await playedScenario(earlier, library(then))).toBe(then);
});
