import { Table, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { CallSummary } from '../../../../src/model/api.ts';
import { useScorecard } from '../../api/scorecards.ts';
import { formatAgo, formatDuration, formatInstant, formatWhen } from '../../format/time.ts';
import { callTitle } from '../../parts/call-title.ts';
import { FlagSummary } from '../../parts/Flags.tsx';
import { Score } from '../../parts/Score.tsx';
import { StateOfCall } from '../../parts/StateOfCall.tsx';
import { useNow } from '../../parts/use-now.ts';
import { kindWords, sourceWords } from '../../words.ts';
import classes from './CallsTable.module.css';
import { MatchRow } from './MatchRow.tsx';

interface Props {
  call: CallSummary;
  words: string[];
  query: string | undefined;
}

export const CallRow = memo(function CallRow({ call, words, query }: Props) {
  const card = useScorecard(call.scorecardId);
  return (
    <Table.Tbody className={classes.row}>
      <Table.Tr>
        <Table.Td>
          <Times call={call} />
        </Table.Td>
        <Table.Td>
          <Link
            to="/calls/$callId"
            params={{ callId: call.id }}
            search={{ q: query, turn: call.match ? call.match.turn + 1 : undefined }}
            state={{ fromCalls: true }}
            className={classes.title}
            data-row-link
          >
            {callTitle(call)}
          </Link>
          <div className={classes.facts}>{factsOf(call).join(' · ')}</div>
        </Table.Td>
        <Table.Td className={classes.number}>
          {call.durationMs === null ? <Missing /> : formatDuration(call.durationMs)}
        </Table.Td>
        <Table.Td>
          {call.score !== null && <Score score={call.score} band={call.band} card={card} />}
          {call.score === null && (
            <Missing className={call.state === 'done' ? undefined : classes.wideOnly} />
          )}
          {/* Where there is no room for the column of states, what is not done says so here. */}
          {call.state !== 'done' && (
            <span className={classes.narrowOnly}>
              <StateOfCall call={call} />
            </span>
          )}
        </Table.Td>
        <Table.Td>
          <FlagSummary flags={call.flags} />
        </Table.Td>
        <Table.Td className={classes.stateCell}>
          <StateOfCall call={call} />
        </Table.Td>
      </Table.Tr>
      {call.match && <MatchRow callId={call.id} match={call.match} words={words} query={query} />}
    </Table.Tbody>
  );
});

function Times({ call }: { call: CallSummary }) {
  const now = useNow();
  return (
    <>
      {call.startedAt ? (
        <time dateTime={call.startedAt} className={classes.began}>
          {formatWhen(call.startedAt, now)}
        </time>
      ) : (
        <span className={classes.facts}>Time not known</span>
      )}
      <time
        dateTime={call.receivedAt}
        className={classes.received}
        title={`Received ${formatInstant(call.receivedAt)}`}
      >
        <VisuallyHidden>received </VisuallyHidden>
        {formatAgo(call.receivedAt, now)}
      </time>
    </>
  );
}

function Missing({ className = '' }: { className?: string | undefined }) {
  return (
    <span className={`${classes.missing} ${className}`} title="Not known yet">
      –
    </span>
  );
}

function factsOf(call: CallSummary): string[] {
  const source = call.source === 'recording' ? null : sourceWords[call.source];
  const kind = call.kind && kindWords[call.kind];
  return [call.agent, call.queue ?? kind, source].filter((fact) => fact !== null);
}
