import { ActionIcon, Button, Loader } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { formatBytes } from '../../format/numbers.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import classes from './Knowledge.module.css';
import type { Incoming } from './use-incoming.ts';

interface Props {
  incoming: Incoming;
  onRetry(): void;
  onDismiss(): void;
}

const words = { waiting: 'Waits its turn', reading: 'Being read', failed: 'Not taken' };

/** A file that is being read, or why it was not taken. */
export function IncomingRow({ incoming: { file, at, problem, replaces }, onRetry, onDismiss }: Props) {
  return (
    <li className={classes.row} data-failed={at === 'failed' || undefined}>
      <div className={classes.what}>
        <span className={classes.title}>{file.name}</span>
        <span className={classes.facts}>
          <span>{formatBytes(file.size)}</span>
          {replaces !== null && <span>in place of the present text</span>}
        </span>
        {problem && (
          <div className={classes.problem} role="alert">
            <ProblemText problem={problem} />
          </div>
        )}
      </div>
      <div className={classes.acts}>
        <span className={at === 'failed' ? classes.failed : classes.quiet} role="status">
          {words[at]}
        </span>
        {at === 'reading' && <Loader size="xs" aria-hidden />}
        {at === 'failed' && (
          <>
            <Button variant="default" onClick={onRetry}>
              Try again
            </Button>
            <ActionIcon aria-label={`Take ${file.name} off the list`} onClick={onDismiss}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </>
        )}
      </div>
    </li>
  );
}
