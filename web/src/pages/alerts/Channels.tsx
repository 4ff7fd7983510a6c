import { Button, Code, EmptyState, Skeleton } from '@mantine/core';
import IconSend from '@tabler/icons-react/dist/esm/icons/IconSend.mjs';
import type { ChannelStanding } from '../../../../src/model/alert.ts';
import { useChannels, useTestChannel } from '../../api/alerts.ts';
import { formatCount } from '../../format/numbers.ts';
import { Failed } from '../../parts/Problem.tsx';
import classes from './Alerts.module.css';

/** Where alerts go besides this dashboard, and whether they arrive. */
export function Channels() {
  const channels = useChannels();
  if (channels.isPending) return <Skeleton height={200} />;
  if (!channels.data) {
    return (
      <Failed
        what="Channels could not be loaded"
        error={channels.error}
        onRetry={() => void channels.refetch()}
      />
    );
  }
  if (channels.data.channels.length === 0) {
    return (
      <EmptyState
        mt="xl"
        icon={<IconSend size={44} stroke={1.3} aria-hidden />}
        title={<h2>Alerts go to this dashboard alone</h2>}
        description="E-mail, webhooks, Slack, PagerDuty, SMS, Redis and Amazon SQS are set up in the settings (alerts.channels); docs/alerts.md shows how."
      />
    );
  }
  return (
    <ul className={classes.list}>
      {channels.data.channels.map((channel) => (
        <ChannelRow key={channel.name} channel={channel} />
      ))}
    </ul>
  );
}

function ChannelRow({ channel }: { channel: ChannelStanding }) {
  const test = useTestChannel();
  const { name, type, takes, sent, waiting, dead, lastProblem } = channel;
  return (
    <li className={classes.channel}>
      <div>
        <strong>{name}</strong> <span className={classes.facts}>{type}</span>
        <p className={classes.text}>
          {takes.length === 0 ? 'Nothing goes there by itself.' : `Takes: ${takes.join(', ')}.`}{' '}
          {formatCount(sent)} sent, {formatCount(waiting)} waiting, {formatCount(dead)} not delivered.
        </p>
        {lastProblem && (
          <p className={classes.facts}>
            Last problem: {lastProblem.message} <Code>{lastProblem.code}</Code>
          </p>
        )}
        <p role="status" className={classes.facts}>
          {test.isSuccess && 'The test was taken.'}
        </p>
        {test.isError && <Failed what="The test was not taken" error={test.error} />}
      </div>
      <Button
        variant="default"
        loading={test.isPending}
        onClick={() => test.mutate(name)}
        aria-label={`Send a test to ${name}`}
      >
        Send a test
      </Button>
    </li>
  );
}
