import { expect, test } from 'vitest';
import { CallDetail } from '../../model/api.ts';
import { codeOf, startServer } from '../testing/running-server.ts';
import { callId, unknownCallId } from '../testing/sample-calls.ts';

const vtt = 'WEBVTT\n\n00:00.000 --> 00:02.000\nFire department, \u00fcber.\n';

function put(
  url: string,
  type: string | undefined,
  body: string | Uint8Array<ArrayBuffer> | FormData,
  id = callId,
) {
  const headers = type === undefined ? {} : { 'content-type': type };
  return fetch(`${url}/api/v1/calls/${id}/transcript`, { method: 'PUT', headers, body });
}

test.each([
  ['text/vtt', 'transcript.vtt'],
  ['application/x-subrip', 'transcript.srt'],
  ['text/plain; charset=utf-8', 'transcript.txt'],
  ['application/x-www-form-urlencoded', 'transcript.txt'],
  ['application/octet-stream', 'transcript.txt'],
])('a body of %s is the transcript itself', async (type, fileName) => {
  await using server = await startServer();
  const response = await put(server.url, type, vtt);
  expect(CallDetail.parse(await response.json()).id).toBe(callId);
  expect(server.script.transcripts).toEqual([{ id: callId, transcript: { fileName, text: vtt } }]);
});

test('a body without a type is the transcript itself', async () => {
  await using server = await startServer();
  expect((await put(server.url, undefined, new TextEncoder().encode(vtt))).status).toBe(200);
  expect(server.script.transcripts[0]?.transcript.text).toBe(vtt);
});

test('a text in UTF-16 with a byte order mark is read as what it is', async () => {
  await using server = await startServer();
  const littleEndian = Buffer.from(`\ufeff${vtt}`, 'utf16le');
  expect((await put(server.url, 'text/vtt', littleEndian)).status).toBe(200);
  expect((await put(server.url, 'text/vtt', Buffer.from(littleEndian).swap16())).status).toBe(200);
  expect(server.script.transcripts.map(({ transcript }) => transcript.text)).toEqual([vtt, vtt]);
});

test('JSON of a file name and a text is the file', async () => {
  await using server = await startServer();
  const body = JSON.stringify({ fileName: '../../night.vtt', text: vtt });
  expect((await put(server.url, 'application/json', body)).status).toBe(200);
  expect(server.script.transcripts[0]?.transcript).toEqual({ fileName: 'night.vtt', text: vtt });
});

test('any other JSON is the transcript itself, well formed or not', async () => {
  await using server = await startServer();
  for (const body of ['{"text":"Fire.","segments":[]}', '{"turns":']) {
    expect((await put(server.url, 'application/json', body)).status).toBe(200);
    expect(server.script.transcripts.at(-1)?.transcript).toEqual({ fileName: 'transcript.json', text: body });
  }
});

test('no text at all is malformed', async () => {
  await using server = await startServer();
  for (const body of ['', ' \n', '{"fileName":"a.vtt","text":""}']) {
    const response = await put(server.url, 'application/json', body);
    expect(response.status).toBe(422);
    expect(await codeOf(response)).toBe('transcript_malformed');
  }
  expect(server.script.transcripts).toEqual([]);
});

test('a form is refused, with a code', async () => {
  await using server = await startServer();
  const form = new FormData();
  form.set('transcript', new Blob([vtt]), 'a.vtt');
  const response = await put(server.url, undefined, form);
  expect(response.status).toBe(415);
  expect(await codeOf(response)).toBe('media_type_unsupported');
});

test('a transcript above the limit is refused', async () => {
  await using server = await startServer({ settings: { maxTextBytes: 1000 } });
  const response = await put(server.url, 'text/vtt', 'x'.repeat(1001));
  expect(response.status).toBe(413);
  expect(await codeOf(response)).toBe('request_too_large');
  expect((await put(server.url, 'text/vtt', 'x'.repeat(1000))).status).toBe(200);
});

test('a transcript for a call there is not is not found', async () => {
  await using server = await startServer();
  const response = await put(server.url, 'text/vtt', vtt, unknownCallId);
  expect(response.status).toBe(404);
  expect(await codeOf(response)).toBe('call_not_found');
});
