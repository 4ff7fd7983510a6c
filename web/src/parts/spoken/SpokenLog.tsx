import { Button } from '@mantine/core';
import IconArrowBarToDown from '@tabler/icons-react/dist/esm/icons/IconArrowBarToDown.mjs';
import type { ReactNode } from 'react';
import classes from './Spoken.module.css';
import type { Follow } from './use-follow-end.ts';

interface Props {
  follow: Follow;
  title?: string;
  /** What stands there while there are no lines; null when there are. */
  quiet: string | null;
  children: ReactNode;
}

/** The transcript of what is being said, whose end stays in view. */
export function SpokenLog({ follow, title = 'Transcript', quiet, children }: Props) {
  return (
    <section className={classes.log} aria-labelledby="transcript-title">
      <h2 id="transcript-title">{title}</h2>
      <div
        className={classes.scroll}
        ref={follow.ref}
        onScroll={follow.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        role="log"
        aria-labelledby="transcript-title"
      >
        {quiet !== null && <p className={classes.quiet}>{quiet}</p>}
        <ol className={classes.turns}>{children}</ol>
      </div>
      {!follow.following && (
        <div className={classes.resume}>
          <Button
            radius="xl"
            size="sm"
            leftSection={<IconArrowBarToDown size={16} aria-hidden />}
            onClick={follow.resume}
          >
            Follow the call
          </Button>
        </div>
      )}
    </section>
  );
}
