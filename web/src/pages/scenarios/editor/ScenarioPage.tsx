import { Button, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ApiFailure } from '../../../api/ask.ts';
import { useScenarioVersion } from '../../../api/scenario-editing.ts';
import { Page, PageHead } from '../../../parts/Page.tsx';
import { Failed } from '../../../parts/Problem.tsx';
import { ScenarioEditor } from './ScenarioEditor.tsx';

const route = getRouteApi('/scenarios/$scenarioId/$version');

export function ScenarioPage() {
  const { scenarioId, version: number } = route.useParams();
  const version = useScenarioVersion({ id: scenarioId, version: Number(number) });
  useDocumentTitle(`${version.data?.title ?? 'Scenario'} · Earshot`);
  if (version.data)
    return <ScenarioEditor key={`${scenarioId} ${number} ${version.data.status}`} version={version.data} />;
  if (version.isPending) {
    return (
      <Page>
        <div role="status" aria-label="Loading the scenario">
          <Skeleton height={26} width={320} mb="lg" />
          <Skeleton height={420} />
        </div>
      </Page>
    );
  }
  const isGone = version.error instanceof ApiFailure && [400, 404].includes(version.error.status);
  return (
    <Page>
      <PageHead title={isGone ? 'This version is not here' : 'The scenario could not be loaded'} />
      <Failed
        what={isGone ? 'No such version' : 'No answer'}
        error={version.error}
        {...(isGone ? {} : { onRetry: () => void version.refetch() })}
      />
      <Button component={Link} to="/scenarios" variant="default" mt="md">
        To the scenarios
      </Button>
    </Page>
  );
}
