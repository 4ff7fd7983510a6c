import { Button, EmptyState, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import IconMoonStars from '@tabler/icons-react/dist/esm/icons/IconMoonStars.mjs';
import IconPlayerPause from '@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs';
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs';
import type { QueueOverview } from '../../../../src/model/api.ts';
import { useQueue, useRetryFailed } from '../../api/queue.ts';
import { Notice } from '../../parts/Notice.tsx';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { Counts } from './Counts.tsx';
import { FailedCall } from './FailedCall.tsx';
import classes from './Queue.module.css';
import { QueueSection } from './QueueSection.tsx';
import { RejectedFile } from './RejectedFile.tsx';
import { RunningCall } from './RunningCall.tsx';
import { WaitingCall } from './WaitingCall.tsx';
import { WatchFolder } from './WatchFolder.tsx';

export function QueuePage() {
  useDocumentTitle('Queue · Earshot');
  const queue = useQueue();
  return (
    <Page>
      <PageHead title="Queue" note="What is at work, what waits and what needs a hand" />
      {queue.isPending ? (
        <div role="status" aria-label="Loading the queue">
          <Skeleton height={64} mb="md" />
          <Skeleton height={180} />
        </div>
      ) : queue.isError && !queue.data ? (
        <Failed
          what="The queue could not be loaded"
          error={queue.error}
          onRetry={() => void queue.refetch()}
        />
      ) : (
        queue.data && <Overview queue={queue.data} />
      )}
    </Page>
  );
}

function Overview({ queue }: { queue: QueueOverview }) {
  const retryAll = useRetryFailed();
  const idle =
    queue.running.length + queue.waiting.length + queue.failed.length + queue.rejections.length === 0;
  return (
    <>
      {queue.speechPaused && (
        <div className={classes.notice}>
          <Notice tone="fair" role="status" icon={IconPlayerPause} title="Speech work is paused">
            {queue.speechPaused}
          </Notice>
        </div>
      )}
      {queue.watchFolder && <WatchFolder watched={queue.watchFolder} />}
      <Counts counts={queue.counts} />
      {idle && (
        <EmptyState
          mt="xl"
          icon={<IconMoonStars size={44} stroke={1.3} aria-hidden />}
          title={<h2>Nothing to do</h2>}
          description={
            queue.counts.done > 0
              ? 'Every call that came in has been heard and judged.'
              : 'No call has come in yet.'
          }
        />
      )}
      <QueueSection title="At work" count={queue.running.length} total={queue.counts.processing}>
        {queue.running.map((call) => (
          <RunningCall key={call.id} call={call} />
        ))}
      </QueueSection>
      <QueueSection
        title="Failed"
        count={queue.failed.length}
        total={queue.counts.failed}
        action={
          <Button
            variant="default"
            leftSection={<IconRefresh size={15} aria-hidden />}
            loading={retryAll.isPending}
            onClick={() => retryAll.mutate()}
          >
            Try all again
          </Button>
        }
      >
        {queue.failed.map((call) => (
          <FailedCall key={call.id} call={call} />
        ))}
      </QueueSection>
      <QueueSection title="Files not taken" count={queue.rejections.length}>
        {queue.rejections.map((rejection) => (
          <RejectedFile key={rejection.id} rejection={rejection} />
        ))}
      </QueueSection>
      <QueueSection
        title="Waiting"
        count={queue.waiting.length}
        total={queue.counts.queued + queue.counts['waiting for a speech engine']}
      >
        {queue.waiting.map((call) => (
          <WaitingCall key={call.id} call={call} />
        ))}
      </QueueSection>
    </>
  );
}
