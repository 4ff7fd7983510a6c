/** Of each call only the newest counts, and so few are drawn per frame that none is missed. */
const leastPerFrame = 5;
/** However many come, all are through within so many frames: half a second. */
const mostFrames = 30;

/** How many of those that wait are taken in one frame. */
export function shareOf(waiting: number): number {
  return Math.max(leastPerFrame, Math.ceil(waiting / mostFrames));
}

export interface Spread<Item> {
  add(key: string, item: Item): void;
  drop(key: string): void;
  /** Applies all that waits at once: a page that nobody sees has no frames. */
  flush(): void;
  stop(): void;
}

/**
 * A list that was read, or a connection that was stuck, tells of all calls in one moment. Drawn at once, a hundred
 * rows would be a hitch; spread over some frames they are not.
 */
export function openSpread<Item>(apply: (item: Item) => void): Spread<Item> {
  const waiting = new Map<string, Item>();
  let frame: number | undefined;
  /** What is taken per frame until nothing waits. */
  let share = 0;

  function take(count: number): void {
    for (const [key, item] of [...waiting].slice(0, count)) {
      waiting.delete(key);
      apply(item);
    }
  }

  function run(): void {
    share = Math.max(share, shareOf(waiting.size));
    take(share);
    if (waiting.size === 0) share = 0;
    frame = waiting.size > 0 ? requestAnimationFrame(run) : undefined;
  }

  return {
    add(key, item) {
      waiting.set(key, item);
      frame ??= requestAnimationFrame(run);
    },
    drop: (key) => void waiting.delete(key),
    flush: () => take(waiting.size),
    stop() {
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
      waiting.clear();
    },
  };
}
