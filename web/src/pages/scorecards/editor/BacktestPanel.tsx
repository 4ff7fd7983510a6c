import { Button, NumberInput, Progress } from '@mantine/core';
import { useState } from 'react';
import type { Backtest } from '../../../../../src/model/scorecard-editing.ts';
import { useBacktest, useStartBacktest, useStopBacktest } from '../../../api/scorecard-editing.ts';
import { formatCount } from '../../../format/numbers.ts';
import { ProblemText } from '../../../parts/Problem.tsx';
import classes from '../../../parts/text-editor/Editor.module.css';
import { toProblem } from '../../../parts/to-problem.ts';
import { BacktestReport } from './BacktestReport.tsx';
import type { Draft } from './use-draft.ts';

const mostCalls = 200;

/** The text as it stands over the last stored calls, beside the version in force. */
export function BacktestPanel({ draft }: { draft: Draft }) {
  const [calls, setCalls] = useState<number | string>(50);
  const [tested, setTested] = useState('');
  const start = useStartBacktest(draft.version);
  const stop = useStopBacktest();
  const backtest = useBacktest(start.data?.id ?? null);
  const isRunning = backtest.data?.state === 'running';
  const error = start.error ?? stop.error ?? backtest.error;
  const isAmount = typeof calls === 'number' && Number.isInteger(calls) && calls >= 1 && calls <= mostCalls;
  const begin = () => {
    if (!isAmount) return;
    setTested(draft.settledText);
    start.mutate({ yaml: draft.settledText, calls });
  };
  return (
    <>
      <div className={classes.ask}>
        <NumberInput
          label="Last calls of its kind"
          min={1}
          max={mostCalls}
          allowDecimal={false}
          value={calls}
          onChange={setCalls}
        />
        {isRunning && backtest.data ? (
          <Button
            variant="default"
            loading={stop.isPending}
            onClick={() => backtest.data && stop.mutate(backtest.data.id)}
          >
            Stop
          </Button>
        ) : (
          <Button disabled={!draft.isSound || !isAmount} loading={start.isPending} onClick={begin}>
            Run the backtest
          </Button>
        )}
      </div>
      {error && (
        <div role="alert" className={classes.small}>
          <ProblemText problem={toProblem(error)} />
        </div>
      )}
      {backtest.data ? (
        <Standing backtest={backtest.data} isOld={tested !== draft.settledText} />
      ) : (
        <p className={classes.quiet}>
          Judges stored calls by this text and by the version in force, by rules alone, and shows what would
          change. Nothing is stored.
        </p>
      )}
    </>
  );
}

function Standing({ backtest, isOld }: { backtest: Backtest; isOld: boolean }) {
  const { state, judged, total, result, problem } = backtest;
  if (state === 'running') {
    return (
      <div className={classes.result}>
        <Progress value={total === 0 ? 0 : (judged / total) * 100} size={6} aria-label="Calls judged" />
        <p className={classes.quiet}>
          {formatCount(judged)} of {formatCount(total)} calls judged
        </p>
      </div>
    );
  }
  if (problem) return <p role="alert">{problem.message}</p>;
  if (!result) return <p className={classes.quiet}>Stopped after {formatCount(judged)} calls.</p>;
  if (total === 0) return <p className={classes.quiet}>There is no judged call of this kind yet.</p>;
  return (
    <div className={classes.result} role="status">
      {isOld && <p className={classes.quiet}>The text has changed since: run it again.</p>}
      <BacktestReport result={result} calls={judged} />
    </div>
  );
}
