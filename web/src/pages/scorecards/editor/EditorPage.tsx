import { Button, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ApiFailure } from '../../../api/ask.ts';
import { useVersion } from '../../../api/scorecard-editing.ts';
import { Page, PageHead } from '../../../parts/Page.tsx';
import { Failed } from '../../../parts/Problem.tsx';
import { Editor } from './Editor.tsx';

const route = getRouteApi('/scorecards/$scorecardId/$version');

export function EditorPage() {
  const { scorecardId, version: number } = route.useParams();
  const version = useVersion({ id: scorecardId, version: Number(number) });
  useDocumentTitle(`${version.data?.title ?? 'Scorecard'} · Earshot`);
  if (version.data)
    return <Editor key={`${scorecardId} ${number} ${version.data.status}`} version={version.data} />;
  if (version.isPending) return <EditorLoading />;
  const isGone = version.error instanceof ApiFailure && [400, 404].includes(version.error.status);
  return (
    <Page>
      <PageHead title={isGone ? 'This version is not here' : 'The scorecard could not be loaded'} />
      <Failed
        what={isGone ? 'No such version' : 'No answer'}
        error={version.error}
        {...(isGone ? {} : { onRetry: () => void version.refetch() })}
      />
      <Button component={Link} to="/scorecards" variant="default" mt="md">
        To the scorecards
      </Button>
    </Page>
  );
}

function EditorLoading() {
  return (
    <Page>
      <div role="status" aria-label="Loading the scorecard">
        <Skeleton height={26} width={320} mb="lg" />
        <Skeleton height={420} />
      </div>
    </Page>
  );
}
