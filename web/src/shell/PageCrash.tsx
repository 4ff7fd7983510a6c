import { Button, Code, EmptyState } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Page } from '../parts/Page.tsx';

/** Stands in for a page that broke; the navigation around it goes on working. */
export function PageCrash({ error, reset }: ErrorComponentProps) {
  useDocumentTitle('Something broke · Earshot');
  return (
    <Page>
      <EmptyState
        icon={<IconAlertTriangle size={40} stroke={1.4} aria-hidden />}
        title={<h1>This page broke</h1>}
        description="Nothing of your calls is lost: only the drawing of this page failed. Try again, or reload the page."
      >
        <Code block>{error instanceof Error ? error.message : String(error)}</Code>
        <EmptyState.Actions>
          <Button onClick={reset}>Try again</Button>
          <Button variant="default" onClick={() => window.location.reload()}>
            Reload
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </Page>
  );
}
