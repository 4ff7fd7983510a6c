import { useLocation, useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { BackLink } from '../../parts/Naming.tsx';

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
    <BackLink to={fromReview ? '/review' : '/calls'} onClick={goBack}>
      {fromReview ? 'Review' : 'Calls'}
    </BackLink>
  );
}
