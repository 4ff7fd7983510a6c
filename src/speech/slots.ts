/** Places for work that runs side by side, given out in the order of asking. */
export interface Slots {
  readonly size: number;
  /**
   * Runs `work` once `count` places are free. Asking for all of them runs it alone: what is under way ends first,
   * and nothing that asked later overtakes.
   */
  run<T>(count: number, work: () => Promise<T>): Promise<T>;
}

export function openSlots(size: number): Slots {
  let free = size;
  const waiting: { count: number; start: () => void }[] = [];

  function startWaiting(): void {
    for (let next = waiting[0]; next && next.count <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.count;
      next.start();
    }
  }

  return {
    size,
    async run(count, work) {
      await new Promise<void>((start) => {
        waiting.push({ count, start });
        startWaiting();
      });
      try {
        return await work();
      } finally {
        free += count;
        startWaiting();
      }
    },
  };
}
