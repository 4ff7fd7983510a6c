import { loadPacks } from '../src/analysis/packs/load-packs.ts';
import type { DrillEvent } from '../src/model/drill.ts';
import { packsFolder, scenariosFolder } from '../src/places.ts';
import { firstState, next } from '../src/simulator/caller.ts';
import { loadScenarios } from '../src/simulator/load-scenarios.ts';
import { playDrill } from '../src/simulator/play.ts';
import type { Playable } from '../src/simulator/playable.ts';
import { scoreDrill } from '../src/simulator/score/score.ts';
import { type Bench, quantile } from './bench.ts';

const rounds = 6;
/** Rounds that are run and not counted, until the compiler of the engine has settled. */
const warmUp = 2;
const pauseMs = 600;
const turnMs = 2500;
const mostReplyMs = 20;

export const bench: Bench = {
  name: 'drill',
  title: 'The simulated caller: from what the trainee says to the reply, over all scenarios',
  async run(report) {
    const startedAt = performance.now();
    const packs = await loadPacks(packsFolder);
    const packsAt = performance.now();
    const scenarios = await loadScenarios({ scenarios: scenariosFolder, packs: packsFolder }, packs);
    report({ what: 'packs loaded', value: packsAt - startedAt, unit: 'ms' });
    report({
      what: `${scenarios.length} scenarios loaded and checked`,
      value: performance.now() - packsAt,
      unit: 'ms',
    });
    const replies: number[] = [];
    const scores: number[] = [];
    for (let round = -warmUp; round < rounds; round++) {
      for (const play of scenarios) {
        const times = replyTimes(play, round);
        const score = scoreTime(play, packs);
        if (round < 0) continue;
        replies.push(...times);
        scores.push(score);
      }
    }
    report({ what: 'replies measured', value: replies.length, unit: '' });
    report({ what: 'a reply, median', value: quantile(replies, 0.5), unit: 'ms' });
    report({
      what: 'a reply, p95',
      value: quantile(replies, 0.95),
      unit: 'ms',
      bar: { atMost: mostReplyMs },
    });
    report({ what: 'a reply, slowest', value: quantile(replies, 1), unit: 'ms' });
    report({ what: 'scoring a drill, median', value: quantile(scores, 0.5), unit: 'ms' });
  },
};

function asks(play: Playable): string[] {
  return play.facts.flatMap(({ format }) => format.ask ?? []);
}

function replyTimes(play: Playable, seed: number): number[] {
  let state = firstState(play, seed + warmUp);
  return asks(play).map((text) => {
    const startMs = state.heardUntilMs + pauseMs;
    const event: DrillEvent = { type: 'said', text, startMs, endMs: startMs + turnMs };
    const startedAt = performance.now();
    state = next(state, event, play).state;
    return performance.now() - startedAt;
  });
}

function scoreTime(play: Playable, packs: Parameters<typeof scoreDrill>[1]): number {
  const played = playDrill(play, asks(play));
  const startedAt = performance.now();
  scoreDrill({ play, ...played }, packs);
  return performance.now() - startedAt;
}
