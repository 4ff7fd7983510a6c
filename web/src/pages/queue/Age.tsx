import { formatAgo, formatInstant } from '../../format/time.ts';
import { useNow } from '../../parts/use-now.ts';
import classes from './Queue.module.css';

export function Age({ at, was }: { at: string; was: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatInstant(at)} className={classes.age}>
      {was} {formatAgo(at, now)}
    </time>
  );
}
