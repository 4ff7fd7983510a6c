import { EmptyState, Skeleton, Table } from '@mantine/core';
import IconScale from '@tabler/icons-react/dist/esm/icons/IconScale.mjs';
import { Link } from '@tanstack/react-router';
import type { LedgerLine } from '../../../../src/model/alert.ts';
import { useAlertLedger } from '../../api/alerts.ts';
import { formatCount, formatShare } from '../../format/numbers.ts';
import { formatStretch } from '../../format/time.ts';
import { Failed } from '../../parts/Problem.tsx';
import classes from './Alerts.module.css';

const days = 30;

/** How good each rule is, from what people did with its alerts. */
export function Ledger() {
  const ledger = useAlertLedger(days);
  if (ledger.isPending) return <Skeleton height={320} />;
  if (!ledger.data) {
    return (
      <Failed
        what="The ledger could not be loaded"
        error={ledger.error}
        onRetry={() => void ledger.refetch()}
      />
    );
  }
  if (ledger.data.lines.length === 0) {
    return (
      <EmptyState
        mt="xl"
        icon={<IconScale size={44} stroke={1.3} aria-hidden />}
        title={<h2>No rule came true in {days} days</h2>}
        description="Mark alerts as useful or noise: here it shows which rules earn their place."
      />
    );
  }
  return (
    <Table.ScrollContainer minWidth={760} className={classes.list}>
      <Table>
        <Table.Caption>
          Of the last {days} days. Precision: useful among those marked, with its 95 % interval.
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {[
              'Rule',
              'Raised',
              'Acknowledged',
              'Useful',
              'Noise',
              'Precision',
              'Acknowledged in',
              'Before the end',
            ].map((title) => (
              <Table.Th key={title}>{title}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ledger.data.lines.map((line) => (
            <Line key={line.ruleId} line={line} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Line({ line }: { line: LedgerLine }) {
  const { precision } = line;
  const stretch = (ms: number | null) => (ms === null ? '–' : formatStretch(ms));
  return (
    <Table.Tr>
      <Table.Td>
        <Link to="/alerts" search={{ tab: 'alerts', show: 'all', rule: line.ruleId }}>
          {line.title}
        </Link>
      </Table.Td>
      <Table.Td>
        {formatCount(line.raised)}
        {line.repeats > 0 && <span className={classes.facts}> +{formatCount(line.repeats)}</span>}
      </Table.Td>
      <Table.Td>{formatCount(line.acknowledged)}</Table.Td>
      <Table.Td>{formatCount(line.useful)}</Table.Td>
      <Table.Td>{formatCount(line.noise)}</Table.Td>
      <Table.Td>
        {precision
          ? `${formatShare(precision.value)} (${formatShare(precision.low)} to ${formatShare(precision.high)})`
          : '–'}
      </Table.Td>
      <Table.Td>{stretch(line.medianAcknowledgeMs)}</Table.Td>
      <Table.Td>{stretch(line.medianLeadMs)}</Table.Td>
    </Table.Tr>
  );
}
