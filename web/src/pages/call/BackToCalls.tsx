import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs';
import { Link, useLocation, useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import classes from './CallHead.module.css';

/** To the list of calls; for whoever came from there to the same filters and the same place in it. */
export function BackToCalls() {
  const { history } = useRouter();
  const fromCalls = useLocation({ select: (location) => location.state.fromCalls === true });
  const goBack = (event: MouseEvent) => {
    if (!fromCalls || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.back();
  };
  return (
    <Link to="/calls" className={classes.back} onClick={goBack}>
      <IconChevronLeft size={14} aria-hidden /> Calls
    </Link>
  );
}
