import { Button, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ApiFailure } from '../../api/ask.ts';
import { useCall } from '../../api/calls.ts';
import { callTitle } from '../../parts/call-title.ts';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { CallView } from './CallView.tsx';

const route = getRouteApi('/calls/$callId');

export function CallPage() {
  const { callId } = route.useParams();
  const call = useCall(callId);
  useDocumentTitle(`${call.data ? callTitle(call.data) : 'Call'} · Earshot`);

  if (call.data) return <CallView key={callId} call={call.data} />;
  if (call.isPending) return <CallLoading />;
  const gone = call.error instanceof ApiFailure && call.error.status === 404;
  return (
    <Page>
      <PageHead title={gone ? 'This call is not here' : 'The call could not be loaded'} />
      <Failed
        what={gone ? 'No such call' : 'No answer'}
        error={call.error}
        {...(gone ? {} : { onRetry: () => void call.refetch() })}
      />
      <Button component={Link} to="/calls" variant="default" mt="md">
        To the calls
      </Button>
    </Page>
  );
}

function CallLoading() {
  return (
    <Page>
      <div role="status" aria-label="Loading the call">
        <Skeleton height={26} width={320} mb={8} />
        <Skeleton height={14} width={480} mb="lg" />
        <Skeleton height={150} mb="lg" />
        <Skeleton height={360} />
      </div>
    </Page>
  );
}
