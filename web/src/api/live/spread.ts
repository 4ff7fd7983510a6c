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
  stop(): void;
}

/**
 * The server tells of all calls in one moment, once a second. Drawn at once, a hundred rows would be a hitch; spread
 * over the frames of that second they are not.
 */
export function openSpread<Item>(apply: (item: Item) => void): Spread<Item> {
  const waiting = new Map<string, Item>();
  let frame: number | undefined;

  function run(): void {
    const due = [...waiting].slice(0, shareOf(waiting.size));
    for (const [key, item] of due) {
      waiting.delete(key);
      apply(item);
    }
    frame = waiting.size > 0 ? requestAnimationFrame(run) : undefined;
  }

  return {
    add(key, item) {
      waiting.set(key, item);
      frame ??= requestAnimationFrame(run);
    },
    drop: (key) => void waiting.delete(key),
    stop() {
      if (frame !== undefined) cancelAnimationFrame(frame);
    },
  };
}
