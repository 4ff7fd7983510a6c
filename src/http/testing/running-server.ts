import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../log.ts';
import { openHttp } from '../server.ts';
import { HttpSettings, type ServerSettings } from '../settings.ts';
import { type Script, scriptParts } from './scripted-parts.ts';

export interface RunningServer extends AsyncDisposable {
  url: string;
  port: number;
  script: Script;
  /** Where the dashboard's files are looked for: empty at first. */
  dashboardFolder: string;
}

export const maxUploadBytes = 256 * 1024;

/** A server on scripted parts and a port of its own. */
export async function startServer(
  options: { settings?: Partial<ServerSettings>; log?: Log; pcm?: Buffer } = {},
): Promise<RunningServer> {
  // A folder inside one of its own: tests put files beside it too.
  const folder = await mkdtemp(join(tmpdir(), 'earshot-http-'));
  const dashboardFolder = join(folder, 'dashboard');
  await mkdir(dashboardFolder);
  const { log, pcm } = options;
  const script = scriptParts({ dashboardFolder, ...(log ? { log } : {}), ...(pcm ? { pcm } : {}) });
  const settings = {
    ...HttpSettings.parse({}),
    host: '127.0.0.1',
    port: 0,
    maxUploadBytes,
    ...options.settings,
  };
  const server = await openHttp(settings, script.parts);
  return {
    url: server.url,
    port: server.port,
    script,
    dashboardFolder,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request with any headers, also those `fetch` keeps to itself. */
export function send(
  port: number,
  ask: { method?: string; path: string; headers?: Record<string, string>; body?: string },
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request({ host: '127.0.0.1', port, agent: false, ...ask }, (response) => {
    let body = '';
    response.setEncoding('latin1').on('data', (chunk) => {
      body += chunk;
    });
    response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    response.on('error', reject);
  });
  sent.on('error', reject);
  sent.end(ask.body);
  return promise;
}

/** A bare connection that keeps all it receives. */
export async function openSocket(port: number): Promise<{
  socket: Socket;
  received(): string;
  closed: Promise<string>;
  /** Resolves once `text` has arrived. */
  until(text: string): Promise<string>;
}> {
  const socket = connect({ host: '127.0.0.1', port });
  let received = '';
  let check = () => {};
  socket.setEncoding('latin1').on('data', (chunk) => {
    received += chunk;
    check();
  });
  const closed = Promise.withResolvers<string>();
  socket.on('close', () => closed.resolve(received));
  // A connection that is cut is what some tests wait for: 'close' follows.
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return {
    socket,
    received: () => received,
    closed: closed.promise,
    until(text) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      check = () => {
        if (received.includes(text)) resolve(received);
      };
      void closed.promise.then(() => reject(new Error(`closed before "${text}" came: ${received}`)));
      check();
      return promise;
    },
  };
}

/** Waits for something that is about to be so. */
export async function eventually(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** The error code of an answer. */
export async function codeOf(response: Response): Promise<string> {
  const body = (await response.json()) as { error: { code: string } };
  return body.error.code;
}
