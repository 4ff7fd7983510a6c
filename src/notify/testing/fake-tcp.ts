import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface FakeTcp extends AsyncDisposable {
  readonly port: number;
}

/** A server that says what `serve` has it say; by itself it takes connections and keeps silent. */
export async function openFakeTcp(serve: (socket: Socket) => void = () => {}): Promise<FakeTcp> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that gives up breaks the connection: what it was for is over.
    socket.on('error', () => {});
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = await openFakeTcp();
  await server[Symbol.asyncDispose]();
  return server.port;
}
