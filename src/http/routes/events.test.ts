import { expect, test } from 'vitest';
import type { LiveEvent } from '../../model/api.ts';
import { eventually, openSocket, send, startServer } from '../testing/running-server.ts';
import { callId } from '../testing/sample-calls.ts';

const event = (progress: number): LiveEvent => ({
  type: 'call',
  callId,
  state: 'processing',
  stage: 'transcribe',
  progress,
});

async function watch(port: number, headers = '') {
  const watcher = await openSocket(port);
  watcher.socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`);
  await watcher.until('retry: 2000');
  return watcher;
}

test('events arrive as they happen, each with its id', async () => {
  await using server = await startServer();
  const watcher = await watch(server.port);
  await eventually(() => server.script.watchers() === 1);
  server.script.publish(event(0.25));
  server.script.publish(event(0.5));
  const text = await watcher.until('"progress":0.5');
  expect(text).toMatch(/content-type: text\/event-stream/i);
  expect(text).toMatch(/cache-control: no-store/i);
  expect(text).toMatch(/x-content-type-options: nosniff/i);
  expect(text).toContain(`id: 1\ndata: ${JSON.stringify(event(0.25))}\n\n`);
  expect(text).toContain(`id: 2\ndata: ${JSON.stringify(event(0.5))}\n\n`);
  watcher.socket.destroy();
});

test('a reader that comes back gets what it missed and nothing twice', async () => {
  await using server = await startServer();
  for (const progress of [0.1, 0.2, 0.3]) server.script.publish(event(progress));
  const watcher = await watch(server.port, 'Last-Event-ID: 1\r\n');
  const text = await watcher.until('"progress":0.3');
  expect(text).toContain('id: 2\n');
  expect(text).not.toContain('id: 1\n');
  watcher.socket.destroy();
});

test('a reader that never saw an event gets those from now on', async () => {
  await using server = await startServer();
  server.script.publish(event(0.1));
  for (const header of ['', 'Last-Event-ID: \r\n']) {
    const watcher = await watch(server.port, header);
    await eventually(() => server.script.watchers() === 1);
    server.script.publish(event(0.9));
    expect(await watcher.until('"progress":0.9')).not.toContain('"progress":0.1');
    watcher.socket.destroy();
    await eventually(() => server.script.watchers() === 0);
  }
});

test.each(['junk', '-1', '1.5', '9'.repeat(30)])('the last event id %s is invalid', async (id) => {
  await using server = await startServer();
  const answer = await send(server.port, { path: '/api/v1/events', headers: { 'last-event-id': id } });
  expect(answer.status).toBe(400);
});

test('a silent stream shows that it is alive', async () => {
  await using server = await startServer({ settings: { heartbeatMs: 5 } });
  const watcher = await watch(server.port);
  await watcher.until(': alive\n\n');
  watcher.socket.destroy();
});

test('a reader that goes away is not waited for', async () => {
  await using server = await startServer();
  const watcher = await watch(server.port);
  await eventually(() => server.script.watchers() === 1);
  watcher.socket.destroy();
  await eventually(() => server.script.watchers() === 0);
});

test('a reader that does not read is disconnected, and others are not held up', async () => {
  await using server = await startServer({ settings: { maxUnreadEventBytes: 128 * 1024 } });
  const slow = await watch(server.port);
  const quick = await watch(server.port);
  await eventually(() => server.script.watchers() === 2);
  slow.socket.pause();
  let sent = 0;
  // As much as the system's own buffers hold, and then more.
  while (server.script.watchers() === 2) {
    for (let n = 0; n < 500; n++) server.script.publish(event(0.5));
    sent += 500;
    await quick.until(`id: ${sent}\n`);
  }
  server.script.publish(event(0.75));
  await quick.until('"progress":0.75');
  slow.socket.destroy();
  quick.socket.destroy();
});

test('a source that fails ends the stream, and the log has the reason', async () => {
  const errors: unknown[] = [];
  const ignore = () => {};
  const log = {
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (...line: unknown[]) => errors.push(line),
    child: () => log,
  };
  await using server = await startServer({ log });
  server.script.parts.events = async function* () {
    yield { id: 1, event: event(0.1) };
    throw new Error('the bus is gone');
  };
  const watcher = await openSocket(server.port);
  watcher.socket.write('GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(await watcher.closed).toContain('"progress":0.1');
  expect(errors).toHaveLength(1);
});

test('closing the server ends the streams', async () => {
  const server = await startServer({ settings: { shutdownGraceMs: 60_000 } });
  const watcher = await watch(server.port);
  await eventually(() => server.script.watchers() === 1);
  await server[Symbol.asyncDispose]();
  await watcher.closed;
  expect(server.script.watchers()).toBe(0);
});

test('HEAD does not open a stream', async () => {
  await using server = await startServer();
  expect((await send(server.port, { method: 'HEAD', path: '/api/v1/events' })).status).toBe(404);
});
