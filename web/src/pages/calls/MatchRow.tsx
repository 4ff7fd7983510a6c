import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CallSummary } from '../../../../src/model/api.ts';
import { markAround } from '../../format/search-words.ts';
import { formatDuration } from '../../format/time.ts';
import { Marked } from '../../parts/Marked.tsx';
import classes from './CallsTable.module.css';

interface Props {
  callId: string;
  match: NonNullable<CallSummary['match']>;
  words: string[];
  query: string | undefined;
}

const shownLength = 220;

/** What was found, in its context; the link opens the call at that moment. */
export function MatchRow({ callId, match, words, query }: Props) {
  return (
    <Table.Tr>
      <Table.Td className={classes.matchTime}>{formatDuration(match.startMs)}</Table.Td>
      <Table.Td colSpan={5} className={classes.match}>
        <Link
          to="/calls/$callId"
          params={{ callId }}
          search={{ turn: match.turn + 1, q: query }}
          state={{ fromCalls: true }}
        >
          <Marked pieces={markAround(match.text, words, shownLength)} />
        </Link>
      </Table.Td>
    </Table.Tr>
  );
}
