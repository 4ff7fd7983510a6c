import { expect, test } from 'vitest';
import { EarshotError } from '../../errors.ts';
import { bufferSource } from '../../lib/bytes.ts';
import { codeOf, openSocket, send, startServer } from '../testing/running-server.ts';
import { callId, silentCallId, unknownCallId } from '../testing/sample-calls.ts';

const audioPath = `/api/v1/calls/${callId}/audio`;

function audio(url: string, headers: Record<string, string> = {}, query = '') {
  return fetch(`${url}${audioPath}${query}`, { headers });
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

test('the whole audio is a WAV file of the stored samples', async () => {
  await using server = await startServer();
  const response = await audio(server.url);
  const wav = await bytesOf(response);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('audio/wav');
  expect(response.headers.get('accept-ranges')).toBe('bytes');
  expect(response.headers.get('cache-control')).toBe('private, no-cache');
  expect(response.headers.get('content-length')).toBe(String(wav.length));
  expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
  expect(wav.subarray(44).equals(server.script.pcm)).toBe(true);
});

test('every range is the same bytes as in the whole file', async () => {
  await using server = await startServer();
  const whole = await bytesOf(await audio(server.url));
  const size = whole.length;
  const ranges: [string, number, number][] = [
    ['0-0', 0, 1],
    ['0-43', 0, 44],
    ['0-44', 0, 45],
    ['43-44', 43, 45],
    ['44-', 44, size],
    ['1001-2002', 1001, 2003],
    ['0-', 0, size],
    [`${size - 1}-`, size - 1, size],
    [`0-${size * 2}`, 0, size],
    ['-1', size - 1, size],
    ['-1000', size - 1000, size],
    [`-${size * 2}`, 0, size],
  ];
  for (const [range, start, end] of ranges) {
    const response = await audio(server.url, { range: `bytes=${range}` });
    expect(response.status, range).toBe(206);
    expect(response.headers.get('content-range'), range).toBe(`bytes ${start}-${end - 1}/${size}`);
    expect(response.headers.get('content-length'), range).toBe(String(end - start));
    expect((await bytesOf(response)).equals(whole.subarray(start, end)), range).toBe(true);
  }
});

test('a file of many pieces arrives whole and by range', async () => {
  const pcm = Buffer.alloc(3 * 256 * 1024 + 8, 'not one piece');
  await using server = await startServer({ pcm });
  const whole = await bytesOf(await audio(server.url));
  expect(whole.subarray(44).equals(pcm)).toBe(true);
  const part = await bytesOf(await audio(server.url, { range: 'bytes=262100-786500' }));
  expect(part.equals(whole.subarray(262_100, 786_501))).toBe(true);
});

test('a range outside the file is 416 and says how long the file is', async () => {
  await using server = await startServer();
  for (const range of ['bytes=16044-', 'bytes=-0', 'bytes=99999999999-']) {
    const response = await audio(server.url, { range });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */16044');
    expect(await codeOf(response)).toBe('range_not_satisfiable');
  }
});

test('a range that makes no sense, or is several, gets the whole file', async () => {
  await using server = await startServer();
  for (const range of ['bytes=5-4', 'seconds=0-5', 'bytes=0-1,4-5', 'bytes=x']) {
    const response = await audio(server.url, { range });
    expect(response.status, range).toBe(200);
    expect((await bytesOf(response)).length, range).toBe(16_044);
  }
});

test('HEAD says what GET would, and sends nothing', async () => {
  await using server = await startServer();
  const response = await fetch(server.url + audioPath, { method: 'HEAD', headers: { range: 'bytes=0-5' } });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-length')).toBe('16044');
  expect(response.headers.get('content-type')).toBe('audio/wav');
  expect((await bytesOf(response)).length).toBe(0);
});

test('a range is only answered while the file is the one that was asked about', async () => {
  await using server = await startServer();
  const etag = (await audio(server.url)).headers.get('etag') ?? '';
  expect(etag).toBe('"object-1-wav"');
  const range = 'bytes=0-5';
  expect((await audio(server.url, { range, 'if-range': etag })).status).toBe(206);
  expect((await audio(server.url, { range, 'if-range': '"object-0-wav"' })).status).toBe(200);
  expect((await audio(server.url, { range, 'if-range': 'Sat, 01 Mar 2025 08:00:00 GMT' })).status).toBe(200);
});

test('a file that did not change is not sent again', async () => {
  await using server = await startServer();
  for (const condition of ['"object-1-wav"', 'W/"object-1-wav"', '"a", "object-1-wav"', '*']) {
    const response = await audio(server.url, { 'if-none-match': condition });
    expect(response.status, condition).toBe(304);
    expect(response.headers.get('etag'), condition).toBe('"object-1-wav"');
    expect((await bytesOf(response)).length, condition).toBe(0);
  }
  expect((await audio(server.url, { 'if-none-match': '"object-2"' })).status).toBe(200);
});

test('one channel alone is a file of its own', async () => {
  await using server = await startServer();
  const response = await audio(server.url, {}, '?channel=1');
  const wav = await bytesOf(response);
  expect(response.headers.get('etag')).toBe('"object-1-wav-1"');
  expect(wav.length).toBe(44 + server.script.pcm.length / 2);
  expect(wav.readInt16LE(44 + 2 * 7)).toBe(server.script.pcm.readInt16LE(7 * 4 + 2));
  for (const channel of ['2', '-1', 'x', '1.5', '']) {
    expect((await audio(server.url, {}, `?channel=${channel}`)).status, channel).toBe(400);
  }
});

test('a call without audio says so, an unknown call is not found', async () => {
  await using server = await startServer();
  for (const file of ['audio', 'peaks']) {
    const silent = await fetch(`${server.url}/api/v1/calls/${silentCallId}/${file}`);
    expect(silent.status).toBe(404);
    expect(await codeOf(silent)).toBe('call_without_audio');
    const unknown = await fetch(`${server.url}/api/v1/calls/${unknownCallId}/${file}`);
    expect(await codeOf(unknown)).toBe('call_not_found');
  }
});

test('a stored file that is damaged from the start is an error with a code', async () => {
  await using server = await startServer();
  server.script.original.source = {
    size: 100,
    read: async () => {
      throw new EarshotError('object_damaged');
    },
  };
  const response = await fetch(`${server.url}/api/v1/calls/${callId}/original/0`);
  expect(response.status).toBe(500);
  expect(response.headers.get('etag')).toBeNull();
  expect(await codeOf(response)).toBe('object_damaged');
});

test.each([
  { what: 'damaged', further: () => Promise.reject(new EarshotError('object_damaged')) },
  { what: 'shorter than it should be', further: async () => Buffer.alloc(10) },
])('a stored file that turns out to be $what cuts the connection', async ({ further }) => {
  await using server = await startServer();
  server.script.original.source = {
    size: 1_000_000,
    read: (start, end) => (start === 0 ? Promise.resolve(Buffer.alloc(end)) : further()),
  };
  const response = await fetch(`${server.url}/api/v1/calls/${callId}/original/0`);
  expect(response.headers.get('content-length')).toBe('1000000');
  await expect(response.arrayBuffer()).rejects.toThrow();
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

test('a listener that goes away ends the reading', async () => {
  await using server = await startServer();
  let reads = 0;
  server.script.original.source = {
    size: 2 ** 40,
    read: async (start, end) => {
      reads++;
      return Buffer.alloc(end - start);
    },
  };
  const { socket, until } = await openSocket(server.port);
  socket.write(`GET /api/v1/calls/${callId}/original/0 HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await until('\r\n\r\n');
  socket.destroy();
  await new Promise((resolve) => socket.once('close', resolve));
  await fetch(`${server.url}/health`);
  const before = reads;
  await fetch(`${server.url}/health`);
  expect(reads).toBe(before);
});

test('an original file is saved under its name and never shown as a page', async () => {
  await using server = await startServer();
  server.script.original.fileName = '../\u00fcber "x".html';
  const response = await fetch(`${server.url}/api/v1/calls/${callId}/original/0`);
  expect(await response.text()).toBe('the original bytes');
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="_ber _x_.html"; filename*=UTF-8''%C3%BCber%20%22x%22.html`,
  );
});

test('an original file is had by range, and an empty one as a whole', async () => {
  await using server = await startServer();
  const path = `/api/v1/calls/${callId}/original/0`;
  const part = await send(server.port, { path, headers: { range: 'bytes=4-11' } });
  expect(part).toMatchObject({ status: 206, body: 'original' });
  server.script.original.source = bufferSource(Buffer.alloc(0));
  expect(await send(server.port, { path })).toMatchObject({ status: 200, body: '' });
  expect((await send(server.port, { path, headers: { range: 'bytes=0-' } })).status).toBe(416);
});

test('a position no file has is not found, a position that is none is invalid', async () => {
  await using server = await startServer();
  const statuses = [];
  for (const position of ['1', '999', '-1', 'x', '1e2', '..%2f..%2fetc%2fpasswd']) {
    statuses.push((await fetch(`${server.url}/api/v1/calls/${callId}/original/${position}`)).status);
  }
  expect(statuses).toEqual([404, 404, 400, 400, 400, 400]);
});

test('peaks are the levels of the call', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/api/v1/calls/${callId}/peaks`);
  expect(await response.json()).toEqual({
    stepMs: 20,
    channels: [
      [0, 0.5],
      [0.25, 1],
    ],
  });
});
