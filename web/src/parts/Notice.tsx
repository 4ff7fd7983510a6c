import { CloseButton } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Notice.module.css';

interface Props {
  /** How bad it is: an error, something that needs a hand, or something to know. */
  tone: 'poor' | 'fair' | 'info';
  title: string;
  icon?: TablerIcon;
  /** `alert` interrupts a screen reader, `status` waits for its turn. */
  role?: 'alert' | 'status';
  onDismiss?: () => void;
  children: ReactNode;
}

/** A framed explanation with what to do about it. */
export function Notice({ tone, title, icon: Icon, role, onDismiss, children }: Props) {
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      {Icon && <Icon size={20} stroke={1.7} aria-hidden className={classes.icon} />}
      <div className={classes.body}>
        <p className={classes.title}>{title}</p>
        <div>{children}</div>
      </div>
      {onDismiss && <CloseButton size="sm" aria-label="Dismiss" onClick={onDismiss} />}
    </div>
  );
}
