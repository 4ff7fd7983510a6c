import { fromPublicError, publicError } from '../errors.ts';
import type { FromChild, ToChild } from './child.ts';

/** Asks the parent for something while a call lasts: a byte range, a place to put samples. */
export type Ask = <Result>(method: string, payload: unknown) => Promise<Result>;

export type ChildHandlers = Record<string, (payload: never, ask: Ask) => Promise<unknown> | unknown>;

/** The child's side of `child.ts`: answers calls until the parent goes away. */
export function serveChild(handlers: ChildHandlers): void {
  const asks = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let nextAskId = 1;

  const send = (message: FromChild) => {
    if (process.connected) process.send?.(message);
  };

  async function run(id: number, method: string, payload: unknown): Promise<void> {
    const ask: Ask = (askMethod, askPayload) => {
      const askId = nextAskId++;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      asks.set(askId, { resolve, reject });
      send({ type: 'ask', id, askId, method: askMethod, payload: askPayload });
      return promise as Promise<never>;
    };
    try {
      const handler = handlers[method];
      if (!handler) throw new Error(`no handler ${method}`);
      const result = await handler(payload as never, ask);
      send({ type: 'done', id, result, rssBytes: process.memoryUsage.rss() });
    } catch (thrown) {
      send({ type: 'done', id, error: publicError(thrown), rssBytes: process.memoryUsage.rss() });
    }
  }

  process.on('message', (message) => {
    const received = message as ToChild;
    if (received.type === 'call') {
      void run(received.id, received.method, received.payload);
      return;
    }
    const asked = asks.get(received.askId);
    asks.delete(received.askId);
    if (received.error) asked?.reject(fromPublicError(received.error));
    else asked?.resolve(received.result);
  });
  // Ctrl-C reaches the whole process group: the parent decides when its children end.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit(0));
}
