import { Alert, Button, Code, Group } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import type { ReactNode } from 'react';
import type { Problem } from '../../../src/model/api.ts';
import { toProblem } from './to-problem.ts';

/** What went wrong with a call or a file: the sentence, the code to quote, and what is known beyond it. */
export function ProblemText({ problem }: { problem: Problem }) {
  return (
    <>
      {problem.message} <Code>{problem.code}</Code>
      <ProblemDetails details={problem.details} />
    </>
  );
}

function ProblemDetails({ details }: { details: Problem['details'] }) {
  if (!details || Object.keys(details).length === 0) return null;
  return (
    <details>
      <summary>Details</summary>
      <Code block>{JSON.stringify(details, null, 2)}</Code>
    </details>
  );
}

/** Stands where something could not be loaded or done. */
export function Failed({ what, error, onRetry }: { what: string; error: unknown; onRetry?: () => void }) {
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={what}
      styles={{ message: { color: 'var(--ear-ink)' }, label: { color: 'var(--ear-poor)' } }}
    >
      <ProblemText problem={toProblem(error)} />
      {onRetry && (
        <Group mt="sm">
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}

/** A quiet line of explanation in a coloured frame: not an error, something to know. */
export function Explained({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Alert variant="light" color="teal" title={title} styles={{ message: { color: 'var(--ear-ink)' } }}>
      {children}
    </Alert>
  );
}
