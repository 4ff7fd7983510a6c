import { expect, test } from 'vitest';
import { VoiceList } from '../../model/voice.ts';
import { codeOf, startServer } from '../testing/running-server.ts';

const json = { 'content-type': 'application/json' };
const post = (url: string, body: unknown) =>
  fetch(`${url}/api/v1/voices/try`, { method: 'POST', headers: json, body: JSON.stringify(body) });

test('voices are listed', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/api/v1/voices`);
  expect(VoiceList.parse(await response.json())).toEqual({ voices: [] });
});

test('a voice says a sentence, which comes as a WAV file', async () => {
  await using server = await startServer();
  const response = await post(server.url, { voice: 'flite:slt', text: ' He is not breathing. ' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('audio/wav');
  const file = Buffer.from(await response.arrayBuffer());
  expect([file.toString('latin1', 0, 4), file.readUInt32LE(24), file.length]).toEqual(['RIFF', 8000, 50]);
  expect([file.readInt16LE(44), file.readInt16LE(46), file.readInt16LE(48)]).toEqual([1, -2, 3]);
  expect(server.script.asked).toEqual(['say He is not breathing. in en at 1 as flite:slt']);
});

test('a voice that is not there is not found', async () => {
  await using server = await startServer();
  const response = await post(server.url, { voice: 'nobody', text: 'help' });
  expect([response.status, await codeOf(response)]).toEqual([404, 'voice_not_found']);
});

test.each([
  {},
  { voice: 'flite' },
  { voice: 'flite', text: '   ' },
  { voice: 'flite', text: 'x'.repeat(301) },
  { voice: 'flite', text: 'help', language: '../en' },
  { voice: 'flite', text: 'help', distress: 6 },
  { voice: 'flite', text: 'help', speed: 2 },
])('%j is refused', async (body) => {
  await using server = await startServer();
  const response = await post(server.url, body);
  expect([response.status, await codeOf(response)]).toEqual([400, 'request_invalid']);
});
