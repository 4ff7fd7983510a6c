import { expect, test } from 'vitest';
import { EarshotError } from '../../errors.ts';
import { ReceivedList } from '../../model/api.ts';
import { codeOf, eventually, maxUploadBytes, openSocket, startServer } from '../testing/running-server.ts';
import { callId } from '../testing/sample-calls.ts';

const recording = Buffer.from('RIFF a recording of some length');

type Part = [field: string, value: string | Buffer, fileName?: string];

function post(url: string, parts: Part[]): Promise<Response> {
  const form = new FormData();
  for (const [field, value, fileName] of parts) {
    if (fileName === undefined) form.append(field, String(value));
    else form.append(field, new Blob([Buffer.from(value)]), fileName);
  }
  return fetch(`${url}/api/v1/calls`, { method: 'POST', body: form });
}

/** A form written by hand, so that it can be wrong. */
function postRaw(url: string, lines: string[], type = 'multipart/form-data; boundary=b'): Promise<Response> {
  const body = Buffer.from(lines.join('\r\n'), 'latin1');
  return fetch(`${url}/api/v1/calls`, { method: 'POST', headers: { 'content-type': type }, body });
}

test('a recording with metadata after it becomes a call', async () => {
  await using server = await startServer();
  const response = await post(server.url, [
    ['agent', 'Desk 4'],
    ['file', recording, 'night \u00fc.wav'],
    ['startedAt', '2025-03-01T08:15:00+01:00'],
    ['channels', 'agent,customer'],
    ['extra', '{"console":4}'],
  ]);
  expect(response.status).toBe(201);
  expect(response.headers.get('location')).toBe(`/api/v1/calls/${callId}`);
  expect(ReceivedList.parse(await response.json())).toEqual({
    calls: [{ id: callId, state: 'queued', duplicate: false, fileNames: ['night \u00fc.wav'] }],
  });
  expect(server.script.taken).toEqual([
    {
      channel: 'upload',
      files: [{ fileName: 'night \u00fc.wav', bytes: recording }],
      metadata: {
        agent: 'Desk 4',
        startedAt: '2025-03-01T08:15:00+01:00',
        channels: ['agent', 'customer'],
        extra: { console: 4 },
      },
    },
  ]);
  expect(server.script.staged.size).toBe(0);
  expect(server.script.rejections).toEqual([]);
});

test('two files are the two legs of one call, in their order', async () => {
  await using server = await startServer();
  const response = await post(server.url, [
    ['file', 'the agent', 'agent.wav'],
    ['file', 'the caller', 'caller.wav'],
  ]);
  expect(response.status).toBe(201);
  expect(server.script.taken[0]?.files.map((file) => [file.fileName, String(file.bytes)])).toEqual([
    ['agent.wav', 'the agent'],
    ['caller.wav', 'the caller'],
  ]);
});

test('the same recording again is answered with the call that is here', async () => {
  await using server = await startServer();
  await post(server.url, [['file', recording, 'a.wav']]);
  const response = await post(server.url, [['file', recording, 'b.wav']]);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    calls: [{ id: callId, state: 'done', duplicate: true, fileNames: ['b.wav'] }],
  });
});

test('a sidecar and a transcript come as files or as text, before or after the recording', async () => {
  await using server = await startServer();
  const sidecar = '{"agent":"Desk 9","queue":"fire"}';
  const transcript = `WEBVTT\r\n\r\n${'a long line of words\r\n'.repeat(5000)}`;
  await post(server.url, [
    ['metadata', sidecar, 'side.json'],
    ['file', 'one', 'one.wav'],
    ['transcript', transcript, '../one.vtt'],
  ]);
  await post(server.url, [
    ['transcript', transcript],
    ['metadata', sidecar],
    ['file', 'two', 'two.wav'],
    ['queue', 'medical'],
  ]);
  expect(server.script.taken.map((call) => [call.metadata, call.transcript])).toEqual([
    [
      { agent: 'Desk 9', queue: 'fire' },
      { fileName: 'one.vtt', text: transcript },
    ],
    [
      { agent: 'Desk 9', queue: 'medical' },
      { fileName: 'transcript', text: transcript },
    ],
  ]);
});

test('a sidecar that says it is JSON arrives as it was sent', async () => {
  await using server = await startServer();
  const response = await postRaw(server.url, [
    '--b',
    'Content-Disposition: form-data; name="metadata"',
    'Content-Type: application/json',
    '',
    '{"agent":"Desk 9"}',
    '--b',
    'Content-Disposition: form-data; name="file"; filename="a.wav"',
    '',
    'sound',
    '--b--',
    '',
  ]);
  expect(response.status).toBe(201);
  expect(server.script.taken[0]?.metadata).toEqual({ agent: 'Desk 9' });
});

test.each([
  ['../../../etc/passwd', 'passwd'],
  ['..\\..\\boot.ini', 'boot.ini'],
  ['/abs/olute.wav', 'olute.wav'],
  ['C:\\calls\\one.wav', 'one.wav'],
  ['..', 'unnamed'],
  ['a\0b.wav', 'ab.wav'],
])('the file name %j is kept as %j', async (given, kept) => {
  await using server = await startServer();
  const response = await postRaw(server.url, [
    '--b',
    `Content-Disposition: form-data; name="file"; filename="${given}"`,
    '',
    'sound',
    '--b--',
    '',
  ]);
  expect(response.status).toBe(201);
  expect(server.script.taken[0]?.files[0]?.fileName).toBe(kept);
});

test('a file of exactly the limit is taken, one byte more is not and leaves nothing but a rejection', async () => {
  await using server = await startServer();
  const limit = Buffer.alloc(maxUploadBytes, 'x');
  expect((await post(server.url, [['file', limit, 'limit.wav']])).status).toBe(201);
  const response = await post(server.url, [['file', Buffer.concat([limit, Buffer.from('x')]), 'over.wav']]);
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({
    error: { code: 'upload_too_large', details: { maxBytes: maxUploadBytes } },
  });
  expect(server.script.taken).toHaveLength(1);
  expect(server.script.staged.size).toBe(0);
  expect(server.script.rejections).toMatchObject([
    { channel: 'upload', fileName: 'over.wav', problem: { code: 'upload_too_large' } },
  ]);
});

test('a file above the limit is refused also when all of it arrives at once', async () => {
  await using server = await startServer({ settings: { maxUploadBytes: 10 } });
  const response = await post(server.url, [['file', 'eleven byte', 'a.wav']]);
  expect(await codeOf(response)).toBe('upload_too_large');
  expect(server.script.staged.size).toBe(0);
  expect((await post(server.url, [['file', 'ten bytes!', 'b.wav']])).status).toBe(201);
});

test('a sender that does not stop at a refusal sees it, and may go on with the next request', async () => {
  await using server = await startServer();
  const { socket, until } = await openSocket(server.port);
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="huge.wav"\r\n\r\n';
  const sound = Buffer.alloc(maxUploadBytes * 100);
  socket.write(
    'POST /api/v1/calls HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n' +
      `Content-Length: ${head.length + sound.length}\r\n\r\n${head}`,
  );
  socket.write(sound);
  socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(await until('"status":"ok"')).toMatch(/^HTTP\/1.1 413 /);
  socket.destroy();
});

test('a file far above the limit is refused while it is still being sent', async () => {
  await using server = await startServer();
  const { socket, until } = await openSocket(server.port);
  socket.write(
    'POST /api/v1/calls HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n' +
      'Content-Length: 99999999999\r\n\r\n' +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="huge.wav"\r\n\r\n',
  );
  socket.write(Buffer.alloc(maxUploadBytes * 2));
  expect(await until('upload_too_large')).toMatch(/^HTTP\/1.1 413 /);
  // Whoever keeps sending is not in the way of others.
  socket.write(Buffer.alloc(1_000_000));
  expect((await post(server.url, [['file', recording, 'next.wav']])).status).toBe(201);
  socket.destroy();
});

test('an upload that breaks off leaves nothing but a rejection', async () => {
  await using server = await startServer();
  const { socket } = await openSocket(server.port);
  socket.write(
    'POST /api/v1/calls HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n' +
      'Content-Length: 100000\r\n\r\n' +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="whole.wav"\r\n\r\nwhole\r\n' +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="broken.wav"\r\n\r\nhalf of it',
  );
  await eventually(() => server.script.staged.size === 1);
  socket.destroy();
  await eventually(() => server.script.rejections.length > 0);
  expect(server.script.rejections).toMatchObject([
    { fileName: 'broken.wav', problem: { code: 'upload_interrupted' } },
  ]);
  expect(server.script.staged.size).toBe(0);
  expect(server.script.taken).toEqual([]);
});

test('an upload that stalls is cut off like one that breaks off', async () => {
  await using server = await startServer({ settings: { idleTimeoutMs: 50 } });
  const { socket, closed } = await openSocket(server.port);
  socket.write(
    'POST /api/v1/calls HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n' +
      'Transfer-Encoding: chunked\r\n\r\n60\r\n' +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="stalled.wav"\r\n\r\nhalf of',
  );
  await closed;
  await eventually(() => server.script.rejections.length > 0);
  expect(server.script.rejections).toMatchObject([{ problem: { code: 'upload_interrupted' } }]);
  expect(server.script.staged.size).toBe(0);
});

test('an upload that closing the server cuts off is cleared away before the server is closed', async () => {
  const server = await startServer({ settings: { shutdownGraceMs: 20 } });
  const { discard } = server.script.parts.uploads;
  server.script.parts.uploads.discard = async (file) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    await discard(file);
  };
  const { socket } = await openSocket(server.port);
  socket.write(
    'POST /api/v1/calls HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n' +
      'Content-Length: 100000\r\n\r\n' +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="first.wav"\r\n\r\nwhole\r\n' +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="second.wav"\r\n\r\nhalf',
  );
  await eventually(() => server.script.staged.size === 1);
  await server[Symbol.asyncDispose]();
  expect(server.script.staged.size).toBe(0);
  expect(server.script.rejections).toMatchObject([{ problem: { code: 'upload_interrupted' } }]);
});

test('a form without its end is an interrupted upload', async () => {
  await using server = await startServer();
  const response = await postRaw(server.url, [
    '--b',
    'Content-Disposition: form-data; name="file"; filename="a.wav"',
    '',
    'sound without an end',
  ]);
  expect(response.status).toBe(400);
  expect(await codeOf(response)).toBe('upload_interrupted');
  expect(server.script.staged.size).toBe(0);
  expect(server.script.rejections).toMatchObject([{ fileName: 'a.wav' }]);
});

test('an empty file is refused and shows as a rejection', async () => {
  await using server = await startServer();
  const response = await post(server.url, [['file', '', 'empty.wav']]);
  expect(response.status).toBe(422);
  expect(await codeOf(response)).toBe('audio_empty');
  expect(server.script.rejections).toMatchObject([
    { fileName: 'empty.wav', problem: { code: 'audio_empty' } },
  ]);
});

test.each([
  { what: 'a form without a file', parts: [['agent', 'Desk 4']] },
  { what: 'a form whose file was not chosen', parts: [['file', '', '']] },
  { what: 'a file that was sent as text', parts: [['transcript', 'WEBVTT']] },
])('$what holds no file', async ({ parts }) => {
  await using server = await startServer();
  const response = await post(server.url, parts as Part[]);
  expect(response.status).toBe(400);
  expect(await codeOf(response)).toBe('upload_without_file');
  expect(server.script.rejections).toEqual([]);
});

test.each(['application/json', 'audio/wav', 'text/plain', 'application/x-www-form-urlencoded', 'x/y; z'])(
  'a body of %s is told what to send instead',
  async (type) => {
    await using server = await startServer();
    const response = await postRaw(server.url, ['{"file":"/etc/passwd"}'], type);
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('upload_without_file');
  },
);

test('no body at all is told what to send', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/api/v1/calls`, { method: 'POST' });
  expect(await codeOf(response)).toBe('upload_without_file');
});

test.each([
  {
    what: 'a third file',
    parts: [
      ['file', 'a', 'a'],
      ['file', 'b', 'b'],
      ['file', 'c', 'c'],
    ],
    path: 'file',
  },
  {
    what: 'a file under another name',
    parts: [
      ['file', 'a', 'a'],
      ['audio', 'b', 'b.wav'],
    ],
    path: 'audio',
  },
  {
    what: 'a field given twice',
    parts: [
      ['file', 'a', 'a'],
      ['agent', 'x'],
      ['agent', 'y'],
    ],
    path: 'agent',
  },
  {
    what: 'two transcripts',
    parts: [
      ['transcript', 'x'],
      ['transcript', 'y'],
      ['file', 'a', 'a'],
    ],
    path: 'transcript',
  },
  {
    what: 'two sidecars',
    parts: [
      ['file', 'a', 'a'],
      ['metadata', '{}'],
      ['metadata', '{}'],
    ],
    path: 'metadata',
  },
  {
    what: 'a field that is too long',
    parts: [
      ['file', 'a', 'a'],
      ['agent', 'x'.repeat(70_000)],
    ],
    path: 'agent',
  },
])('$what is an invalid request that names the field', async ({ parts, path }) => {
  await using server = await startServer();
  const response = await post(server.url, parts as Part[]);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: { code: 'request_invalid', details: { fields: [{ path }] } },
  });
  expect(server.script.staged.size).toBe(0);
  expect(server.script.taken).toEqual([]);
});

test.each([
  { what: 'too many fields', lines: Array.from({ length: 100 }, (_, n) => field(`f${n}`, 'x')).flat() },
  { what: 'a field that would change a prototype', lines: field('__proto__', 'x') },
])('$what is an invalid request', async ({ lines }) => {
  await using server = await startServer();
  const response = await postRaw(server.url, [
    ...field('file"; filename="a.wav', 'x'),
    ...lines,
    '--b--',
    '',
  ]);
  expect(response.status).toBe(400);
  expect(await codeOf(response)).toBe('request_invalid');
  expect(server.script.staged.size).toBe(0);
});

test('a form that names no boundary is an invalid request', async () => {
  await using server = await startServer();
  const response = await postRaw(server.url, ['--b', '--b--'], 'multipart/form-data');
  expect(response.status).toBe(400);
  expect(await codeOf(response)).toBe('request_invalid');
});

test('a transcript above the limit is refused', async () => {
  await using server = await startServer({ settings: { maxTextBytes: 1000 } });
  const response = await post(server.url, [
    ['file', 'a', 'a.wav'],
    ['transcript', 'x'.repeat(1001)],
  ]);
  expect(response.status).toBe(413);
  expect(server.script.staged.size).toBe(0);
});

test.each([
  { parts: [['agnet', 'x']], status: 422, code: 'metadata_unknown_key' },
  { parts: [['direction', 'sideways']], status: 422, code: 'metadata_invalid' },
  { parts: [['metadata', '{']], status: 422, code: 'metadata_invalid' },
])(
  'metadata that are not right are $code, and the file shows as a rejection',
  async ({ parts, status, code }) => {
    await using server = await startServer();
    const response = await post(server.url, [['file', 'a', 'a.wav'], ...(parts as Part[])]);
    expect(response.status).toBe(status);
    expect(await codeOf(response)).toBe(code);
    expect(server.script.staged.size).toBe(0);
    expect(server.script.rejections).toMatchObject([{ fileName: 'a.wav', problem: { code } }]);
  },
);

test('a full disk is said as such, and what was stored is cleared away', async () => {
  await using server = await startServer();
  const stage = server.script.parts.uploads.stage;
  server.script.parts.uploads.stage = async (file) => {
    if (file.fileName === 'second.wav') throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    return stage(file);
  };
  const response = await post(server.url, [
    ['file', 'a', 'first.wav'],
    ['file', Buffer.alloc(200_000), 'second.wav'],
  ]);
  expect(response.status).toBe(507);
  expect(await codeOf(response)).toBe('disk_full');
  expect(server.script.staged.size).toBe(0);
});

test('a store that wraps what its input threw does not hide the reason', async () => {
  await using server = await startServer();
  server.script.parts.uploads.stage = async (file) => {
    try {
      for await (const _chunk of file.bytes);
    } catch (cause) {
      throw new EarshotError('storage_unavailable', { cause });
    }
    throw new Error('not reached');
  };
  const response = await post(server.url, [['file', Buffer.alloc(maxUploadBytes + 1), 'a.wav']]);
  expect(await codeOf(response)).toBe('upload_too_large');
});

test('a rejection that cannot be recorded does not hide the reason', async () => {
  await using server = await startServer();
  server.script.parts.uploads.reject = async () => {
    throw new EarshotError('database_unavailable');
  };
  expect(await codeOf(await post(server.url, [['file', '', 'empty.wav']]))).toBe('audio_empty');
});

test('files are passed on as they arrive', async () => {
  await using server = await startServer({ settings: { maxUploadBytes: 2 ** 30 } });
  let seenBytes = 0;
  server.script.parts.uploads.stage = async (file) => {
    for await (const chunk of file.bytes) seenBytes += chunk.length;
    return { token: 't', fileName: file.fileName };
  };
  server.script.parts.uploads.receive = async () => ({ id: callId, state: 'queued', duplicate: false });
  const { socket, until } = await openSocket(server.port);
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n';
  const end = '\r\n--b--\r\n';
  const half = 4_000_000;
  socket.write(
    'POST /api/v1/calls HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n' +
      `Content-Length: ${head.length + half * 2 + end.length}\r\n\r\n${head}`,
  );
  socket.write(Buffer.alloc(half));
  await eventually(() => seenBytes > half - 1000);
  socket.write(Buffer.alloc(half));
  socket.write(end);
  expect(await until(callId)).toMatch(/^HTTP\/1.1 201 /);
  expect(seenBytes).toBe(half * 2);
});

function field(name: string, value: string): string[] {
  return ['--b', `Content-Disposition: form-data; name="${name}"`, '', value];
}
