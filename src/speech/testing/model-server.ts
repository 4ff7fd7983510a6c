import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { pack } from 'tar-stream';
import { bzip2 } from './bzip2.ts';

/** A model as it is published: a `.tar.bz2` with one folder. Entries are written as they are named. */
export async function archiveOf(
  folder: string,
  files: Record<string, Uint8Array | string>,
): Promise<Uint8Array> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) {
    tar.entry({ name: folder === '' ? name : `${folder}/${name}` }, Buffer.from(content as string));
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return bzip2(Buffer.concat(chunks));
}

/** How the server answers one request; in order, the last one again and again. */
export interface Answer {
  status?: number;
  /** Whether a range is honoured. */
  ranges?: boolean;
  /** The connection is broken after so many bytes of this answer, once they have arrived. */
  cutAfter?: number;
  /** The body instead of the file. */
  body?: Uint8Array;
  etag?: string | null;
  /** Nothing more comes after so many bytes. */
  stallAfter?: number;
}

export interface ModelServer extends AsyncDisposable {
  url: string;
  /** What was asked for. */
  requests: { path: string; range: string | undefined }[];
  /** Where to look whether what was sent before a cut has arrived: what is on its way would be lost. */
  arrivesIn(partFile: string): void;
}

/** Serves one file at any address, in whatever way the script says. */
export async function serveModel(file: Uint8Array, script: Answer[] = [{}]): Promise<ModelServer> {
  const hasArrived: { check: (bytes: number) => Promise<boolean> } = { check: async () => true };
  const requests: ModelServer['requests'] = [];
  const server = createServer((request, response) => {
    const answer = script[Math.min(requests.length, script.length - 1)] ?? {};
    requests.push({ path: request.url ?? '', range: request.headers.range });
    reply(file, answer, request, response, (bytes) => hasArrived.check(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    arrivesIn(partFile) {
      hasArrived.check = async (bytes) => {
        const found = await stat(partFile).catch(() => null);
        return found !== null && found.size >= bytes;
      };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reply(
  file: Uint8Array,
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
  hasArrived: (bytes: number) => Promise<boolean>,
): void {
  const { status = 200, ranges = true, cutAfter, stallAfter, body = file, etag = '"one"' } = answer;
  if (etag) response.setHeader('etag', etag);
  if (status !== 200) {
    response.writeHead(status).end('no');
    return;
  }
  const asked = ranges ? /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] : undefined;
  const changed = request.headers['if-range'] !== undefined && request.headers['if-range'] !== etag;
  const start = asked !== undefined && !changed ? Number(asked) : 0;
  if (start >= body.length) {
    response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
    return;
  }
  const rest = body.subarray(start);
  const headers: Record<string, string> = { 'content-length': String(rest.length) };
  if (start > 0) headers['content-range'] = `bytes ${start}-${body.length - 1}/${body.length}`;
  response.writeHead(start > 0 ? 206 : 200, headers);
  if (cutAfter !== undefined) {
    response.write(rest.subarray(0, cutAfter));
    void destroyOnce(response, () => hasArrived(start + cutAfter));
  } else if (stallAfter !== undefined) response.write(rest.subarray(0, stallAfter));
  else response.end(rest);
}

async function destroyOnce(response: ServerResponse, ready: () => Promise<boolean>): Promise<void> {
  while (!response.destroyed && !(await ready())) await delay(5);
  response.destroy();
}
