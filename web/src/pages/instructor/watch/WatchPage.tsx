import { Button, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { isOver, useWatchedDrill } from '../../../api/training.ts';
import { Page, PageHead } from '../../../parts/Page.tsx';
import { Failed } from '../../../parts/Problem.tsx';
import { Over } from './Over.tsx';
import { WatchedDrill } from './WatchedDrill.tsx';

const route = getRouteApi('/training/instructor/$drillId');

/** An open drill beside its trainee: what is said, what the caller thinks, what comes, and what is written down. */
export function WatchPage() {
  const { drillId } = route.useParams();
  const watched = useWatchedDrill(drillId);
  const { data, error, isError } = watched;
  const over = isOver(error);
  useDocumentTitle(`${data?.drill.trainee ?? 'Drill'} · Instructor · Earshot`);
  if (data)
    return (
      <WatchedDrill
        key={drillId}
        watch={data}
        toldAtMs={watched.dataUpdatedAt}
        over={over}
        problem={isError && !over ? error : null}
        onStale={() => void watched.refetch()}
      />
    );
  return (
    <Page>
      <PageHead title="Drill" />
      {over ? (
        <Over drillId={drillId} />
      ) : isError ? (
        <Failed what="The drill could not be loaded" error={error} onRetry={() => void watched.refetch()} />
      ) : (
        <div role="status" aria-label="Loading the drill">
          <Skeleton height={26} width={320} mb="lg" />
          <Skeleton height={420} />
        </div>
      )}
      {isError && (
        <Button
          variant="default"
          mt="md"
          renderRoot={(props) => <Link to="/training/instructor" search={{ tab: 'open' }} {...props} />}
        >
          To the open drills
        </Button>
      )}
    </Page>
  );
}
