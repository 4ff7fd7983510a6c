import path from 'node:path';
import { analyse } from '../src/analysis/analyse.ts';
import { chooseScorecard } from '../src/analysis/choose.ts';
import { judge } from '../src/analysis/judge.ts';
import type { JudgedCall } from '../src/analysis/judged-call.ts';
import { goldenCall } from '../src/analysis/packs/golden.ts';
import { loadPacks } from '../src/analysis/packs/load-packs.ts';
import type { Pack } from '../src/analysis/packs/pack.ts';
import type { Bench, Figure } from './bench.ts';

const packsFolder = path.join(import.meta.dirname, '../packs');
const rounds = 40;
/** Rounds that are run and not counted, until the compiler of the engine has settled. */
const warmUp = 10;

export const bench: Bench = {
  name: 'judgement',
  title: 'Analysing and scoring a transcript by rules',
  async run(report) {
    const startedAt = performance.now();
    await loadPacks(packsFolder);
    report({ what: 'packs loaded and compiled', value: performance.now() - startedAt, unit: 'ms' });
    const packs = await loadPacks(packsFolder, { golden: true });
    for (const pack of packs) {
      for (const [seconds, bar] of [
        [90, 50],
        [600, 150],
      ] as const) {
        measure(pack, packs, seconds, bar, report);
      }
    }
  },
};

function measure(
  pack: Pack,
  packs: Pack[],
  seconds: number,
  bar: number,
  report: (figure: Figure) => void,
): void {
  const call = callOf(seconds, pack);
  const { findings } = analyse(call, packs);
  const { scorecard, beside } = chooseScorecard(call, packs, { queues: {} }, findings);
  if (!scorecard) throw new Error(`no scorecard for ${pack.format.id}`);
  const cards = [scorecard, ...beside];
  const scoring: number[] = [];
  const everything: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const scored = timed(() => cards.map((card) => judge(call, card, findings)));
    const analysed = timed(() => analyse(call, packs));
    if (round < 0) continue;
    scoring.push(scored);
    everything.push(scored + analysed);
  }
  const what = `${pack.format.id}, ${call.turns.length} turns in ${seconds} s of call`;
  report({
    what: `${what}: scoring, median`,
    value: quantile(scoring, 0.5),
    unit: 'ms',
    ...(seconds === 90 ? { bar: { atMost: bar } } : {}),
  });
  report({ what: `${what}: scoring, p95`, value: quantile(scoring, 0.95), unit: 'ms' });
  report({
    what: `${what}: analysis and scoring, median`,
    value: quantile(everything, 0.5),
    unit: 'ms',
    bar: { atMost: bar },
  });
  const turns = call.turns.map((_, at) => timed(() => analyse(upTo(call, at), packs)));
  report({
    what: `${what}: noticing things in one turn and the two before, p99`,
    value: quantile(turns, 0.99),
    unit: 'ms',
    bar: { atMost: 10 },
  });
}

/** The turn at a place with the two before it: what rules on one more turn have to look at. */
function upTo(call: JudgedCall, at: number): JudgedCall {
  return { ...call, turns: call.turns.slice(Math.max(0, at - 2), at + 1) };
}

/** A call of so many seconds, from the pack's golden calls one after the other. */
function callOf(seconds: number, pack: Pack): JudgedCall {
  const turns: JudgedCall['turns'] = [];
  let startMs = 0;
  for (let i = 0; startMs < seconds * 1000; i = (i + 1) % pack.golden.length) {
    const golden = goldenCall(pack.golden[i]!, pack.format.kind);
    for (const turn of golden.turns) {
      turns.push({
        ...turn,
        index: turns.length,
        startMs: startMs + turn.startMs,
        endMs: startMs + turn.endMs,
      });
    }
    startMs += golden.durationMs;
  }
  const kept = turns.filter((turn) => turn.endMs <= seconds * 1000);
  return { kind: pack.format.kind, durationMs: seconds * 1000, legs: [], turns: kept, metrics: null };
}

function timed(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}
