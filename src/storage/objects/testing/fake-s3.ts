import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next matching request meets instead of its answer. */
interface Fault {
  method: string;
  /** `cut` breaks the connection half-way through the body, `stall` never ends it. */
  kind: 'cut' | 'stall' | { status: number; code: string };
}

interface FakeUpload {
  key: string;
  initiatedAt: Date;
  parts: Map<number, Buffer>;
}

/**
 * A server that speaks as much of the S3 protocol as the store uses, with a script of faults: one bucket, path style,
 * in memory. It is as strict as other people's servers where that matters: it knows one access key, checks the
 * declared hash of a body, refuses `aws-chunked` bodies and parts that are too small.
 */
export interface FakeS3 extends AsyncDisposable {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly objects: Map<string, Buffer>;
  readonly uploads: Map<string, FakeUpload>;
  readonly requests: string[];
  faults: Fault[];
}

const leastPartBytes = 5 * 1024 * 1024;

export async function openFakeS3(): Promise<FakeS3> {
  const bucket = 'recordings';
  const accessKeyId = 'EXAMPLEACCESSKEY';
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, FakeUpload>();
  const requests: string[] = [];

  const server = createServer((request, response) => {
    void answer(request, response).catch((thrown) => response.destroy(thrown));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? '';
    const url = new URL(request.url ?? '/', 'http://s3.test');
    const [, wantedBucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    requests.push(`${method} ${key}${url.searchParams.has('uploadId') ? '?uploadId' : ''}`);
    const body = await readBody(request);
    const refuse = (status: number, code: string): void => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(method === 'HEAD' ? undefined : `<Error><Code>${code}</Code></Error>`);
    };
    const at = fake.faults.findIndex((each) => each.method === method && key !== '');
    const fault = at < 0 ? undefined : fake.faults.splice(at, 1)[0];
    if (typeof fault?.kind === 'object') return refuse(fault.kind.status, fault.kind.code);
    if (!request.headers.authorization?.includes(`Credential=${accessKeyId}/`)) {
      return refuse(403, 'InvalidAccessKeyId');
    }
    if (request.headers['content-encoding']?.includes('aws-chunked')) return refuse(501, 'NotImplemented');
    const declared = request.headers['x-amz-content-sha256'];
    if (declared !== createHash('sha256').update(body).digest('hex') && declared !== 'UNSIGNED-PAYLOAD') {
      return refuse(400, 'XAmzContentSHA256Mismatch');
    }
    if (wantedBucket !== bucket) return refuse(404, 'NoSuchBucket');
    if (key === '') return ofBucket(method, url, response);
    const upload = url.searchParams.get('uploadId');
    if (upload !== null || url.searchParams.has('uploads')) {
      return ofUpload({ method, url, key, body, response, refuse });
    }
    if (method === 'PUT') {
      objects.set(key, body);
      response.writeHead(200, { etag: etagOf(body) }).end();
    } else if (method === 'DELETE') {
      objects.delete(key);
      response.writeHead(204).end();
    } else {
      const stored = objects.get(key);
      if (!stored) return refuse(404, 'NoSuchKey');
      sendRange(request, response, stored, refuse, fault);
    }
  }

  function ofBucket(method: string, url: URL, response: ServerResponse): void {
    if (method === 'HEAD') {
      response.writeHead(200).end();
      return;
    }
    const prefix = url.searchParams.get('prefix') ?? '';
    const entries = url.searchParams.has('uploads')
      ? [...uploads]
          .filter(([, { key }]) => key.startsWith(prefix))
          .map(
            ([id, { key, initiatedAt }]) =>
              `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${initiatedAt.toISOString()}</Initiated></Upload>`,
          )
      : [...objects.keys()]
          .filter((key) => key.startsWith(prefix))
          .slice(0, Number(url.searchParams.get('max-keys') ?? 1000))
          .map((key) => `<Contents><Key>${key}</Key></Contents>`);
    const kind = url.searchParams.has('uploads') ? 'ListMultipartUploadsResult' : 'ListBucketResult';
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(`<?xml version="1.0"?><${kind}>${entries.join('')}</${kind}>`);
  }

  function ofUpload(asked: {
    method: string;
    url: URL;
    key: string;
    body: Buffer;
    response: ServerResponse;
    refuse(status: number, code: string): void;
  }): void {
    const { method, url, key, body, response, refuse } = asked;
    if (method === 'POST' && url.searchParams.has('uploads')) {
      const id = randomUUID();
      uploads.set(id, { key, initiatedAt: new Date(), parts: new Map() });
      const xml = `<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`;
      response.writeHead(200, { 'content-type': 'application/xml' }).end(xml);
      return;
    }
    const id = url.searchParams.get('uploadId') ?? '';
    const upload = uploads.get(id);
    if (upload?.key !== key) {
      refuse(404, 'NoSuchUpload');
    } else if (method === 'PUT') {
      upload.parts.set(Number(url.searchParams.get('partNumber')), body);
      response.writeHead(200, { etag: etagOf(body) }).end();
    } else if (method === 'DELETE') {
      uploads.delete(id);
      response.writeHead(204).end();
    } else {
      complete(id, upload, body, response, refuse);
    }
  }

  function complete(
    id: string,
    upload: FakeUpload,
    body: Buffer,
    response: ServerResponse,
    refuse: (status: number, code: string) => void,
  ): void {
    const numbers = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map((m) =>
      Number(m[1]),
    );
    const parts = numbers.map((number) => upload.parts.get(number) ?? Buffer.alloc(0));
    if (parts.length === 0 || parts.some((part) => part.length === 0)) {
      refuse(400, 'InvalidPart');
    } else if (parts.slice(0, -1).some((part) => part.length < leastPartBytes)) {
      refuse(400, 'EntityTooSmall');
    } else {
      objects.set(upload.key, Buffer.concat(parts));
      uploads.delete(id);
      const xml = `<CompleteMultipartUploadResult><Key>${upload.key}</Key><ETag>"whole"</ETag></CompleteMultipartUploadResult>`;
      response.writeHead(200, { 'content-type': 'application/xml' }).end(xml);
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeS3 = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    accessKeyId,
    objects,
    uploads,
    requests,
    faults: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

function sendRange(
  request: IncomingMessage,
  response: ServerResponse,
  stored: Buffer,
  refuse: (status: number, code: string) => void,
  fault: Fault | undefined,
): void {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const start = Number(range?.[1] ?? 0);
  if (range && start >= stored.length) {
    refuse(416, 'InvalidRange');
    return;
  }
  const end = range ? Math.min(stored.length, Number(range[2]) + 1) : stored.length;
  response.writeHead(range ? 206 : 200, {
    'content-length': end - start,
    etag: etagOf(stored),
    ...(range ? { 'content-range': `bytes ${start}-${end - 1}/${stored.length}` } : {}),
  });
  const bytes = stored.subarray(start, end);
  if (request.method === 'HEAD') response.end();
  else if (!fault) response.end(bytes);
  else {
    response.write(bytes.subarray(0, bytes.length >> 1), () => {
      if (fault.kind === 'cut') response.destroy();
    });
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function etagOf(bytes: Buffer): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}
