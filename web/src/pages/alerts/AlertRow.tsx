import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { AlertItem } from '../../../../src/model/alert.ts';
import { useOpenCall } from '../../api/live/LiveCalls.tsx';
import { formatAgo, formatDuration, formatInstant } from '../../format/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { kindWords, sourceWords } from '../../words.ts';
import classes from './Alerts.module.css';
import { Deliveries } from './Deliveries.tsx';
import type { Acts } from './use-acts.ts';

const stateWords = { open: 'Open', acknowledged: 'Acknowledged', resolved: 'Resolved' };

export function AlertRow({ alert, acts, isPointed }: { alert: AlertItem; acts: Acts; isPointed: boolean }) {
  const now = useNow();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isPointed) row.current?.scrollIntoView({ block: 'center' });
  }, [isPointed]);
  const { severity, state, acknowledgedBy, escalatedAt, repeats } = alert;
  const facts = [
    sourceWords[alert.source],
    alert.kind && kindWords[alert.kind],
    `for ${alert.team}`,
    repeats > 0 && `${repeats} more like it`,
    escalatedAt && 'escalated',
    acknowledgedBy && `taken on by ${acknowledgedBy}`,
  ].filter(Boolean);
  return (
    <li
      ref={row}
      className={classes.row}
      data-alert={alert.id}
      data-state={state}
      data-pointed={isPointed || undefined}
    >
      <span className={classes.severity} data-severity={severity}>
        {severity}
      </span>
      <div>
        <CallLink alert={alert} />
        <p className={classes.text}>{alert.reason}</p>
        <p className={classes.facts}>{facts.join(' · ')}</p>
        <Deliveries deliveries={alert.deliveries} />
      </div>
      <div className={classes.state}>
        <time dateTime={alert.raisedAt} title={formatInstant(alert.raisedAt)}>
          {formatAgo(alert.raisedAt, now)}
        </time>
        <span>{stateWords[state]}</span>
      </div>
      <RowActs alert={alert} acts={acts} />
    </li>
  );
}

/** To the call where it is now: the open line, or the stored call at that moment. */
function CallLink({ alert }: { alert: AlertItem }) {
  const isOpen = useOpenCall(alert.callId) !== undefined;
  const call = `${alert.callTitle ?? 'Call'} at ${formatDuration(alert.atMs)}`;
  const label = (
    <>
      {alert.title} <span className={classes.call}>{call}</span>
    </>
  );
  const common = { className: classes.title, 'data-row-link': true };
  return isOpen ? (
    <Link to="/live/$callId" params={{ callId: alert.callId }} {...common}>
      {label}
    </Link>
  ) : (
    <Link
      to="/calls/$callId"
      params={{ callId: alert.callId }}
      search={alert.turn === null ? {} : { turn: alert.turn + 1 }}
      {...common}
    >
      {label}
    </Link>
  );
}

function RowActs({ alert, acts }: { alert: AlertItem; acts: Acts }) {
  const { state, verdict, title } = alert;
  return (
    <Group gap={6} className={classes.acts} role="group" aria-label={`What to do about ${title}`}>
      {state === 'open' && <Button onClick={() => acts.acknowledge(alert)}>Acknowledge</Button>}
      {state === 'acknowledged' && (
        <Button variant="default" onClick={() => acts.resolve(alert)}>
          Resolve
        </Button>
      )}
      <Button
        variant={verdict === 'useful' ? 'light' : 'subtle'}
        aria-pressed={verdict === 'useful'}
        onClick={() => acts.judge(alert, 'useful')}
      >
        Useful
      </Button>
      <Button
        variant={verdict === 'noise' ? 'light' : 'subtle'}
        aria-pressed={verdict === 'noise'}
        onClick={() => acts.judge(alert, 'noise')}
      >
        Noise
      </Button>
    </Group>
  );
}
