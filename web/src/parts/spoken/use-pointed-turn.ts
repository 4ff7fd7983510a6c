import { useCallback, useState } from 'react';
import { type Follow, useFollowEnd } from './use-follow-end.ts';

/** Follows what is said, until something beside it points at a turn; going on to follow points at none. */
export function usePointedTurn(): { follow: Follow; pointed: number | null; go(turn: number): void } {
  const follow = useFollowEnd();
  const [pointed, setPointed] = useState<number | null>(null);
  const { show, resume } = follow;
  const go = useCallback(
    (turn: number) => {
      setPointed(turn);
      show(turn);
    },
    [show],
  );
  const followOn = useCallback(() => {
    setPointed(null);
    resume();
  }, [resume]);
  return { follow: { ...follow, resume: followOn }, pointed, go };
}
