import { useViewportSize } from '@mantine/hooks';
import type { CSSProperties, RefObject } from 'react';
import type { Listed } from '../../api/live/live-store.ts';
import { LiveRow } from './LiveRow.tsx';
import { fitOnScreen } from './tv-fit.ts';
import classes from './Wall.module.css';

interface Props {
  calls: readonly Listed[];
  listRef: RefObject<HTMLOListElement | null>;
  /** Nobody tells what changes: what is shown may be old. */
  stale: boolean;
}

export function Wall({ calls, listRef, stale }: Props) {
  return (
    <ol className={classes.wall} ref={listRef} data-stale={stale || undefined} aria-label="Open calls">
      {calls.map(({ id }) => (
        <LiveRow key={id} id={id} needs={3} />
      ))}
    </ol>
  );
}

/** What the words above and below the cards take, in pixels. */
const besidePx = 72;

/** As many calls as a screen holds, in type as large as it can be. */
export function TvWall({ calls, listRef, stale }: Props) {
  const { width, height } = useViewportSize();
  const fit = fitOnScreen(calls.length, { width, height: height - besidePx });
  const more = calls.length - fit.cards;
  return (
    <>
      <ol
        className={classes.wall}
        ref={listRef}
        data-stale={stale || undefined}
        aria-label="Open calls"
        style={{ '--tv-columns': fit.columns, '--tv-size': `${fit.fontPx}px` } as CSSProperties}
      >
        {calls.slice(0, fit.cards).map(({ id }) => (
          <LiveRow key={id} id={id} needs={1} />
        ))}
      </ol>
      {more > 0 && <p className={classes.more}>{more} more open calls are less urgent than these.</p>}
    </>
  );
}
