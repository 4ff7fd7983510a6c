import { formatDuration } from '../format/time.ts';

interface Shown {
  sinceMs: number;
  text: string;
}

const shown = new Map<HTMLElement, Shown>();
let timer: ReturnType<typeof setInterval> | undefined;

function write(element: HTMLElement, one: Shown, nowMs: number): void {
  const text = formatDuration(nowMs - one.sinceMs);
  if (text === one.text) return;
  one.text = text;
  element.textContent = text;
}

function tick(): void {
  const nowMs = Date.now();
  for (const [element, one] of shown) write(element, one, nowMs);
}

/**
 * Lets an element show the time since then until the returned function is called. One timer moves all clocks of the
 * page, and none of them through React: a hundred calls have four hundred.
 */
export function showRunningClock(element: HTMLElement, sinceMs: number): () => void {
  const one = { sinceMs, text: '' };
  shown.set(element, one);
  write(element, one, Date.now());
  timer ??= setInterval(tick, 1_000);
  return () => {
    shown.delete(element);
    if (shown.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
