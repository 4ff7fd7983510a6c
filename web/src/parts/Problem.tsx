import { Button, Code, Group } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import type { Problem } from '../../../src/model/api.ts';
import { Notice } from './Notice.tsx';
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
    <Notice tone="poor" role="alert" icon={IconAlertTriangle} title={what}>
      <ProblemText problem={toProblem(error)} />
      {onRetry && (
        <Group mt="sm">
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        </Group>
      )}
    </Notice>
  );
}
