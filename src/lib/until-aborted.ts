/** The same promise, for libraries that take no signal: rejects when the signal says so, whatever they do. */
export function untilAborted<Result>(work: Promise<Result>, abort: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(abort.reason);
  if (abort.aborted) stop();
  else abort.addEventListener('abort', stop, { once: true });
  return Promise.race([work, promise]).finally(() => abort.removeEventListener('abort', stop));
}
