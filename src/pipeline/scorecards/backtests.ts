import { setImmediate as turn } from 'node:timers/promises';
import { backtestResult, type JudgedTwice } from '../../analysis/changes.ts';
import { EarshotError, publicError, toEarshotError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Log } from '../../log.ts';
import type { Backtest } from '../../model/scorecard-editing.ts';
import { lastJudgedCalls } from '../../storage/db/call-list.ts';
import type { VersionAddress } from '../../storage/db/scorecard-versions.ts';
import { judgeTwice, type Trial, type TrialParts, trialOf } from './trials.ts';

/** Drafts judged over stored calls, one after another, which goes on after whoever asked for it has gone. */
export interface Backtests extends AsyncDisposable {
  /** @throws scorecard_version_not_found, scorecard_invalid */
  start(address: VersionAddress, asked: { yaml: string; calls: number }): Promise<Backtest>;
  /** @throws backtest_not_found */
  find(id: string): Backtest;
  /** @throws backtest_not_found */
  stop(id: string): void;
}

const mostKept = 20;

export function openBacktests(parts: TrialParts & { log: Log }): Backtests {
  const runs = new Map<string, { backtest: Backtest; stop: AbortController }>();
  let last = Promise.resolve();

  async function run(backtest: Backtest, trial: Trial, asked: number, signal: AbortSignal): Promise<void> {
    try {
      const calls = signal.aborted ? [] : await lastJudgedCalls(trial.pack.format.kind, asked, parts.db);
      backtest.total = calls.length;
      const judged: JudgedTwice[] = [];
      for (const call of calls) {
        // Judging does not wait for anything: requests and jobs get their turn in between.
        await turn();
        if (signal.aborted) break;
        const twice = await judgedOrGone(call.id, trial, parts);
        backtest.judged++;
        if (!twice) continue;
        judged.push({ call: { callId: call.id, title: call.title, at: call.at.toISOString() }, ...twice });
      }
      if (signal.aborted) {
        backtest.state = 'stopped';
        return;
      }
      backtest.result = backtestResult(judged, trial);
      backtest.state = 'done';
    } catch (thrown) {
      const { code, message } = publicError(thrown);
      backtest.problem = { code, message };
      backtest.state = 'failed';
      parts.log.warn({ code, err: thrown }, 'a backtest failed');
    }
  }

  function known(id: string) {
    const found = runs.get(id);
    if (!found) throw new EarshotError('backtest_not_found');
    return found;
  }

  return {
    async start(address, { yaml, calls }) {
      const trial = await trialOf(address, yaml, parts);
      const id = newId();
      const backtest: Backtest = { id, state: 'running', judged: 0, total: 0, result: null, problem: null };
      const stop = new AbortController();
      runs.set(id, { backtest, stop });
      for (const old of [...runs.keys()].slice(0, -mostKept)) {
        runs.get(old)?.stop.abort();
        runs.delete(old);
      }
      last = last.then(() => run(backtest, trial, calls, stop.signal));
      return structuredClone(backtest);
    },
    find: (id) => structuredClone(known(id).backtest),
    stop: (id) => known(id).stop.abort(),
    async [Symbol.asyncDispose]() {
      for (const { stop } of runs.values()) stop.abort();
      await last;
    },
  };
}

/** Undefined also for a call that was deleted meanwhile. */
async function judgedOrGone(callId: string, trial: Trial, parts: TrialParts) {
  try {
    return await judgeTwice(callId, trial, parts);
  } catch (thrown) {
    if (toEarshotError(thrown).code === 'call_not_found') return undefined;
    throw thrown;
  }
}
