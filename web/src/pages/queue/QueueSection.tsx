import { Children, type ReactNode, useId } from 'react';
import { formatCount } from '../../format/numbers.ts';
import classes from './Queue.module.css';

interface Props {
  title: string;
  /** How many are shown. */
  count: number;
  /** How many there are, where not all are shown. */
  total?: number;
  action?: ReactNode;
  children: ReactNode;
}

/** Nothing at all where there is nothing to list. */
export function QueueSection({ title, count, total = count, action, children }: Props) {
  const id = useId();
  if (Children.count(children) === 0) return null;
  return (
    <section aria-labelledby={id} className={classes.section}>
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        <span className={classes.quiet}>
          {total > count ? `${formatCount(count)} of ${formatCount(total)} shown` : formatCount(count)}
        </span>
        {action && <div className={classes.action}>{action}</div>}
      </div>
      <ul className={classes.list}>{children}</ul>
    </section>
  );
}
