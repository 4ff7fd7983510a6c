import { Button, EmptyState } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import IconMapQuestion from '@tabler/icons-react/dist/esm/icons/IconMapQuestion.mjs';
import { Link } from '@tanstack/react-router';
import { Page } from '../parts/Page.tsx';

export function NotFoundPage() {
  useDocumentTitle('Not found · Earshot');
  return (
    <Page>
      <EmptyState
        icon={<IconMapQuestion size={40} stroke={1.4} aria-hidden />}
        title={<h1>There is no page at this address</h1>}
        description="The link may be old or cut short."
      >
        <EmptyState.Actions>
          <Button component={Link} to="/calls">
            To the calls
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </Page>
  );
}
