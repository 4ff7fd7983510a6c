import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import classes from './Naming.module.css';

interface Props {
  /** The way back to the others. */
  back: ReactNode;
  name: ReactNode;
  /** What is known at a glance, each a `span`. */
  about: ReactNode;
  children?: ReactNode;
}

/** What a page about one thing is about. */
export function Naming({ back, name, about, children }: Props) {
  return (
    <div className={classes.naming}>
      {back}
      <h1>{name}</h1>
      <p className={classes.about}>{about}</p>
      {children}
    </div>
  );
}

/** A link to where the thing of this page is one of many. */
export const BackLink = createLink(({ children, ...props }: ComponentPropsWithRef<'a'>) => (
  <a {...props} className={classes.back}>
    <IconChevronLeft size={14} aria-hidden />
    {children}
  </a>
));
