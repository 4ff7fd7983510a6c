import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface Follow {
  ref: RefObject<HTMLDivElement | null>;
  following: boolean;
  resume(): void;
  /** Brings a turn into view, and stays there. */
  show(turn: number): void;
  onScroll(): void;
}

/** Nearer to the end than this somebody wants to see the end. */
const nearPx = 48;

/**
 * Keeps the end in view while something is added there. Scrolling up stops it, since somebody wants to read; scrolling
 * back to the end, or `resume`, goes on.
 */
export function useFollowEnd(): Follow {
  const ref = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);

  // After every drawing: whatever made it longer.
  useLayoutEffect(() => {
    const box = ref.current;
    if (box && following) box.scrollTop = box.scrollHeight;
  });

  // And when something beside it takes room from it.
  useEffect(() => {
    const box = ref.current;
    if (!box || !following) return;
    const observer = new ResizeObserver(() => {
      box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [following]);

  const onScroll = useCallback(() => {
    const box = ref.current;
    if (box) setFollowing(box.scrollHeight - box.clientHeight - box.scrollTop < nearPx);
  }, []);
  const resume = useCallback(() => setFollowing(true), []);
  const show = useCallback((turn: number) => {
    setFollowing(false);
    ref.current?.querySelector(`[data-turn="${turn}"]`)?.scrollIntoView({ block: 'center' });
  }, []);
  return { ref, following, resume, show, onScroll };
}
