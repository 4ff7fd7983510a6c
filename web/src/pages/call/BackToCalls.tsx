import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs';
import { Link, useLocation, useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import classes from './CallHead.module.css';

/** To the list one came from, with the same filters and the same place in it; else to the calls. */
export function BackToCalls() {
  const { history } = useRouter();
  const fromCalls = useLocation({ select: (location) => location.state.fromCalls === true });
  const fromReview = useLocation({ select: (location) => location.state.fromReview === true });
  const goBack = (event: MouseEvent) => {
    if ((!fromCalls && !fromReview) || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.back();
  };
  return (
    <Link to={fromReview ? '/review' : '/calls'} className={classes.back} onClick={goBack}>
      <IconChevronLeft size={14} aria-hidden /> {fromReview ? 'Review' : 'Calls'}
    </Link>
  );
}
