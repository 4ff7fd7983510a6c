import { useSyncExternalStore } from 'react';

/**
 * Where notices are shown while a page says so: on the page of an open call a corner of the screen would hide what
 * whoever takes it must do next.
 */
let place: HTMLElement | null = null;
const watching = new Set<() => void>();

/** As the ref of the element they are to stand in. */
export function noticePlace(element: HTMLElement | null): () => void {
  put(element);
  return () => {
    if (place === element) put(null);
  };
}

export function useNoticePlace(): HTMLElement | null {
  return useSyncExternalStore(watch, () => place);
}

function put(element: HTMLElement | null): void {
  place = element;
  for (const told of watching) told();
}

function watch(told: () => void): () => void {
  watching.add(told);
  return () => watching.delete(told);
}
