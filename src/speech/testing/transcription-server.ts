import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as a transcription endpoint gets it. */
export interface TranscriptionRequest {
  path: string;
  headers: IncomingMessage['headers'];
  fields: Record<string, string[]>;
  wav: { sampleRateHz: number; samples: Int16Array };
}

export interface TranscriptionAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
  /** Breaks the connection instead of, or in the middle of, the answer. */
  breaks?: 'before' | 'within';
  /** Never answers. */
  silent?: boolean;
}

export type Respond = (
  request: TranscriptionRequest,
  count: number,
) => Promise<TranscriptionAnswer> | TranscriptionAnswer;

export interface TranscriptionServer extends AsyncDisposable {
  /** With /v1. */
  url: string;
  requests: TranscriptionRequest[];
}

/** A transcription endpoint on this machine that answers as told. */
export async function serveTranscription(respond: Respond): Promise<TranscriptionServer> {
  const requests: TranscriptionRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const request = await readRequest(incoming);
    requests.push(request);
    const { status = 200, headers = {}, body = '', breaks, silent } = await respond(request, requests.length);
    if (silent) return;
    if (breaks === 'before') {
      outgoing.destroy();
      return;
    }
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/plain' : 'application/json';
    outgoing.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(text),
      ...headers,
    });
    if (breaks === 'within') outgoing.write(text.slice(0, text.length / 2), () => outgoing.destroy());
    else outgoing.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<TranscriptionRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = { 'content-type': String(incoming.headers['content-type']) };
  const form = await new Response(Buffer.concat(chunks), { headers }).formData();
  const fields: TranscriptionRequest['fields'] = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = [...(fields[name] ?? []), value];
  }
  const file = form.get('file') as File;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { path: incoming.url ?? '', headers: incoming.headers, fields, wav: readWav(bytes) };
}

function readWav(bytes: Uint8Array): TranscriptionRequest['wav'] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number) => Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
  if (text(0) !== 'RIFF' || text(8) !== 'WAVE' || view.getUint32(4, true) !== bytes.length - 8) {
    throw new Error('not a whole WAV file');
  }
  return { sampleRateHz: view.getUint32(24, true), samples: new Int16Array(bytes.slice(44).buffer) };
}
