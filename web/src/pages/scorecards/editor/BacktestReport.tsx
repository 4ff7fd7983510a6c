import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { BacktestResult, ScoreSpread } from '../../../../../src/model/scorecard-editing.ts';
import { formatCount, formatScore } from '../../../format/numbers.ts';
import { formatInstant } from '../../../format/time.ts';
import classes from '../../../parts/text-editor/Editor.module.css';
import { AnswerMove } from './AnswerMove.tsx';
import { Spread } from './Spread.tsx';

export function BacktestReport({ result, calls }: { result: BacktestResult; calls: number }) {
  const { before, after, criteria } = result;
  return (
    <>
      <h3>{formatCount(calls)} calls</h3>
      <Spread before={before} after={after} />
      <Figures before={before} after={after} />
      {before && (
        <>
          <h3>{criteria.length === 0 ? 'No answer changes' : 'Answers that change'}</h3>
          <ul className={classes.changes}>
            {criteria.map((criterion) => (
              <li key={criterion.criterionId}>
                <strong>{criterion.title}</strong>
                <span className={classes.quiet}> on {formatCount(criterion.changed)} calls</span>
                {criterion.moves.map(({ before: was, after: is, calls: count }) => (
                  <p key={`${was} ${is}`}>
                    <AnswerMove before={was} after={is} /> on {formatCount(count)}
                  </p>
                ))}
              </li>
            ))}
          </ul>
          <MovedCalls calls={result.calls} />
        </>
      )}
    </>
  );
}

function Figures({ before, after }: { before: ScoreSpread | null; after: ScoreSpread }) {
  const mean = (spread: ScoreSpread) => (spread.mean === null ? '–' : formatScore(spread.mean));
  const rows: [name: string, of: (spread: ScoreSpread) => string][] = [
    ['Mean score', mean],
    ['Below the threshold', (spread) => formatCount(spread.belowThreshold)],
    ['Failed as a whole', (spread) => formatCount(spread.autoFailed)],
    ['Without a score', (spread) => formatCount(spread.unscored)],
    ...after.bands.map((band): [string, (spread: ScoreSpread) => string] => [
      band.title,
      (spread) => formatCount(spread.bands.find((one) => one.id === band.id)?.calls ?? 0),
    ]),
  ];
  return (
    <Table className={classes.figures}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Calls</Table.Th>
          {before && <Table.Th>In force</Table.Th>}
          <Table.Th>This text</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([name, of]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{name}</Table.Th>
            {before && <Table.Td>{of(before)}</Table.Td>}
            <Table.Td>{of(after)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function MovedCalls({ calls }: { calls: BacktestResult['calls'] }) {
  if (calls.length === 0) return null;
  const score = (value: number | null) => (value === null ? 'no score' : formatScore(value));
  return (
    <>
      <h3>Calls that change most</h3>
      <ul className={classes.changes}>
        {calls.map((call) => (
          <li key={call.callId}>
            <Link to="/calls/$callId" params={{ callId: call.callId }} search={{}}>
              {call.title ?? `Call of ${formatInstant(call.at)}`}
            </Link>
            <span className={classes.move}>
              {score(call.before)} → <strong>{score(call.after)}</strong>
            </span>
            <p className={classes.quiet}>
              {call.changedMarks === 1 ? '1 mark changes' : `${formatCount(call.changedMarks)} marks change`}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
