import { Button, Skeleton, Tabs } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useRuns, useScenarios } from '../../api/drills.ts';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { ReviewerName } from '../../parts/ReviewerName.tsx';
import { useReviewer } from '../../parts/use-reviewer.ts';
import { AssignedToMe } from '../instructor/AssignedToMe.tsx';
import { Runs } from './Runs.tsx';
import { standings } from './runs.ts';
import { Scenarios } from './Scenarios.tsx';
import { StartDialog } from './StartDialog.tsx';
import classes from './Training.module.css';
import { TrainingFilters } from './TrainingFilters.tsx';
import type { TrainingSearch } from './training-search.ts';

const route = getRouteApi('/training');

/** What can be trained, and how it went so far. */
export function TrainingPage() {
  useDocumentTitle('Training · Earshot');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [name] = useReviewer();
  const scenarios = useScenarios();
  const runs = useRuns(name.trim());
  const change = useCallback(
    (next: Partial<TrainingSearch>) =>
      void navigate({ search: (present) => ({ ...present, ...next }), replace: true }),
    [navigate],
  );
  const begin = useCallback((id: string) => change({ start: id }), [change]);
  const mine = useMemo(() => standings(runs.data?.drills ?? []), [runs.data]);
  const chosen = scenarios.data?.scenarios.find(({ id }) => id === search.start);

  return (
    <Page>
      <PageHead title="Training" note="Simulated callers, judged as real calls are">
        <Button
          variant="default"
          size="xs"
          renderRoot={(props) => <Link to="/training/instructor" {...props} />}
        >
          Instructor
        </Button>
        <div className={classes.who}>
          <ReviewerName />
        </div>
      </PageHead>
      <Tabs
        value={search.tab}
        onChange={(tab) => change({ tab: tab as TrainingSearch['tab'] })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="scenarios">Scenarios</Tabs.Tab>
          <Tabs.Tab value="runs">My runs</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="scenarios">
          {name.trim() !== '' && <AssignedToMe trainee={name.trim()} />}
          <TrainingFilters search={search} onChange={change} />
          {runs.isError && (
            <Failed
              what="Your earlier runs could not be loaded"
              error={runs.error}
              onRetry={() => void runs.refetch()}
            />
          )}
          {scenarios.data ? (
            <Scenarios
              all={scenarios.data.scenarios}
              search={search}
              standings={mine}
              onChange={change}
              onStart={begin}
            />
          ) : scenarios.isError ? (
            <Failed
              what="The scenarios could not be loaded"
              error={scenarios.error}
              onRetry={() => void scenarios.refetch()}
            />
          ) : (
            <Loading what="Loading the scenarios" />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="runs">
          {name.trim() === '' ? (
            <p className={classes.quiet}>Write your name above: runs are found by it.</p>
          ) : runs.data ? (
            <Runs drills={runs.data.drills} />
          ) : runs.isError ? (
            <Failed
              what="Your runs could not be loaded"
              error={runs.error}
              onRetry={() => void runs.refetch()}
            />
          ) : (
            <Loading what="Loading your runs" />
          )}
        </Tabs.Panel>
      </Tabs>
      {chosen && (
        <StartDialog key={chosen.id} scenario={chosen} onClose={() => change({ start: undefined })} />
      )}
    </Page>
  );
}

function Loading({ what }: { what: string }) {
  return (
    <div role="status" aria-label={what}>
      <Skeleton height={26} width={240} mb="sm" />
      <Skeleton height={320} />
    </div>
  );
}
