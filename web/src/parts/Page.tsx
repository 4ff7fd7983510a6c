import type { ReactNode } from 'react';
import classes from './Page.module.css';

export function Page({ children }: { children: ReactNode }) {
  return <div className={classes.page}>{children}</div>;
}

/** The title of a page with what can be done on it. */
export function PageHead({
  title,
  note,
  children,
}: {
  title: string;
  note?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={classes.head}>
      <h1>{title}</h1>
      {note && <p className={classes.note}>{note}</p>}
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  );
}
