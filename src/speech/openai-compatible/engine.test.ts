import { afterAll, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../log.ts';
import type { Heard, Hearing } from '../engine.ts';
import { EndpointSettings } from '../settings.ts';
import { openModemReader } from '../testing/modem-endpoint.ts';
import { spokenCall } from '../testing/spoken-call.ts';
import { tinyNemoCtc } from '../testing/tiny-models.ts';
import { scratchFolder, tinySherpaModel } from '../testing/tiny-sherpa.ts';
import {
  type Respond,
  serveTranscription,
  type TranscriptionServer,
} from '../testing/transcription-server.ts';
import { openEndpointEngine } from './engine.ts';

const scratch = await scratchFolder();
const files = { model: 'model.int8.onnx', tokens: 'tokens.txt' };
const model = await tinySherpaModel(scratch.path, 'nemo-ctc', tinyNemoCtc(), files);
const reader = openModemReader(model);
const { withTimes: verbose, bareText: lean } = reader;
afterAll(async () => {
  await reader[Symbol.asyncDispose]();
  await scratch[Symbol.asyncDispose]();
});

const dialogue = [
  { leg: 0, atMs: 500, text: 'what is the address' },
  { leg: 1, atMs: 4500, text: '42 oak street' },
  { leg: 0, atMs: 8000, text: 'is he breathing' },
  { leg: 1, atMs: 12_000, text: 'no' },
];
const dialogueTurns = dialogue.map(({ leg, text }) => [leg, text]);

function call(more: Partial<Parameters<typeof spokenCall>[0]> = {}): Hearing {
  return spokenCall({ sayings: dialogue, durationMs: 13_500, telephone: true, ...more });
}

const said = (heard: Heard) => heard.turns.map((turn) => [turn.leg, turn.text]);

function open(
  server: TranscriptionServer,
  settings: Partial<EndpointSettings> = {},
  clock: Clock = systemClock,
) {
  const endpoint = { ...EndpointSettings.parse({ ...settings }), url: server.url };
  return openEndpointEngine(endpoint, { clock, log: silentLog });
}

/** A clock that notes how long it was asked to wait, and does not. */
function hastyClock(nowMs = 1_000_000) {
  const waits: number[] = [];
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  return { clock: { now: () => nowMs, sleep }, waits };
}

test('each leg goes out in one request, and its words come back to where they were said', async () => {
  await using server = await serveTranscription(verbose);
  await using engine = open(server);
  const heard = await engine.hear(call());
  expect(said(heard)).toEqual(dialogueTurns);
  expect(server.requests).toHaveLength(2);
  expect(heard.language).toBe('en');
  const oak = heard.turns[1]?.words[1];
  // The word mark of "oak" is the fourth symbol of its saying.
  expect(oak?.text).toBe('oak');
  expect(oak?.startMs).toBeGreaterThanOrEqual(4500 + 3 * 160);
  expect(oak?.startMs).toBeLessThan(4500 + 3 * 160 + 120);
  expect(heard.missed).toEqual([]);
});

test('silence is not sent', async () => {
  await using server = await serveTranscription(verbose);
  await using engine = open(server);
  await engine.hear(call());
  const sentMs = server.requests.map(({ wav }) => (wav.samples.length * 1000) / wav.sampleRateHz);
  expect(Math.max(...sentMs)).toBeLessThan(7500);
});

test('an endpoint that gives no times gets a request for each turn, and the turns have the times of speech', async () => {
  await using server = await serveTranscription(lean);
  await using engine = open(server);
  const heard = await engine.hear(call());
  expect(said(heard)).toEqual(dialogueTurns);
  expect(heard.turns.map((turn) => turn.startMs)).toEqual(dialogue.map(({ atMs }) => atMs));
  expect(heard.turns.flatMap((turn) => turn.words)).toEqual([]);
  // One long request to find out, then one for each turn; the next call asks for turns at once.
  expect(server.requests).toHaveLength(5);
  await engine.hear(call());
  expect(server.requests).toHaveLength(9);
});

test('an endpoint that does not know the long form is asked in the short one from then on', async () => {
  await using server = await serveTranscription((request, count) =>
    request.fields.response_format?.[0] === 'verbose_json'
      ? { status: 400, body: { error: { message: 'response_format is not supported' } } }
      : lean(request, count),
  );
  await using engine = open(server, { parallel: 1 });
  expect(said(await engine.hear(call()))).toEqual(dialogueTurns);
  const formats = server.requests.map((request) => request.fields.response_format?.[0]);
  expect(formats.filter((format) => format === 'verbose_json')).toHaveLength(1);
});

test('a long leg is cut at silence into pieces, and their offsets are added back', async () => {
  await using server = await serveTranscription(verbose);
  await using engine = open(server, { maxPieceMs: 10_000 });
  const sayings = Array.from({ length: 10 }, (_, index) => ({
    leg: 0,
    atMs: 1000 + 4000 * index,
    text: `part ${index} of it`,
  }));
  const heard = await engine.hear(call({ sayings, durationMs: 42_000 }));
  expect(said(heard)).toEqual(sayings.map(({ text }) => [0, text]));
  expect(server.requests.length).toBeGreaterThan(2);
  for (const [index, turn] of heard.turns.entries())
    expect(turn.startMs).toBeCloseTo(1000 + 4000 * index, -2);
});

test('pieces stay under the size an endpoint takes', async () => {
  await using server = await serveTranscription(verbose);
  await using engine = open(server, { maxPieceBytes: 500_000 });
  const sayings = Array.from({ length: 20 }, (_, index) => ({
    leg: 0,
    atMs: 500 + 3000 * index,
    text: 'again and again',
  }));
  await engine.hear(call({ sayings, durationMs: 62_000 }));
  for (const { wav } of server.requests) expect(wav.samples.byteLength + 44).toBeLessThanOrEqual(500_000);
  expect(server.requests.length).toBeGreaterThan(1);
});

test('two speakers on one channel are sent apart', async () => {
  await using server = await serveTranscription(verbose);
  await using engine = open(server);
  expect(said(await engine.hear(call({ channels: 'shared' })))).toEqual(dialogueTurns);
});

test('the key, the model, the language and the hot words go along', async () => {
  await using server = await serveTranscription(verbose);
  await using engine = open(server, { apiKey: 'sk-secret', model: 'whisper-large-v3' });
  await engine.hear(call({ language: 'en-US', hotwords: ['Oak Street', 'Ng'] }));
  expect(server.requests[0]).toMatchObject({
    path: '/v1/audio/transcriptions',
    headers: { authorization: 'Bearer sk-secret' },
    fields: { model: ['whisper-large-v3'], language: ['en'], prompt: ['Oak Street, Ng'] },
  });
});

test('speech of which nothing came back is told as missed', async () => {
  await using server = await serveTranscription(() => ({ body: { text: '' } }));
  await using engine = open(server);
  const heard = await engine.hear(call());
  expect(heard.turns).toEqual([]);
  expect(heard.missed).toHaveLength(4);
});

test.each<[string, (nowMs: number) => string]>([
  ['seconds', () => '7'],
  ['a date', (nowMs) => new Date(nowMs + 7000).toUTCString()],
])('a busy endpoint is asked again after the time it gives in %s', async (_name, retryAfter) => {
  const { clock, waits } = hastyClock();
  await using server = await serveTranscription((request, count) =>
    count === 1
      ? { status: 429, headers: { 'retry-after': retryAfter(clock.now()) } }
      : verbose(request, count),
  );
  await using engine = open(server, {}, clock);
  expect(said(await engine.hear(call()))).toEqual(dialogueTurns);
  expect(waits).toEqual([7000]);
});

test('a Retry-After longer than one request should wait fails the call for now, with the time in the error', async () => {
  const { clock, waits } = hastyClock();
  await using server = await serveTranscription(() => ({ status: 429, headers: { 'retry-after': '3600' } }));
  await using engine = open(server, {}, clock);
  await expect(engine.hear(call())).rejects.toMatchObject({
    code: 'speech_engine_failed',
    details: { status: 429, retryAfterMs: 3_600_000 },
  });
  expect(waits).toEqual([]);
});

test.each([
  [401, 'speech.endpoint.apiKey'],
  [403, 'speech.endpoint.apiKey'],
  [404, 'speech.endpoint.model'],
  [413, 'speech.endpoint.maxPieceMs'],
])('a refusal with %i is not tried again and says what to check', async (status, setting) => {
  await using server = await serveTranscription(() => ({
    status,
    body: { error: { message: 'Incorrect API key provided: sk-secret.' } },
  }));
  await using engine = open(server, { apiKey: 'sk-secret' });
  await expect(engine.hear(call())).rejects.toMatchObject({
    code: 'speech_engine_refused',
    details: { status, check: expect.stringContaining(setting), said: 'Incorrect API key provided: ….' },
  });
  expect(server.requests).toHaveLength(1);
});

test.each<[string, Respond, object]>([
  ['is out of order', () => ({ status: 503, body: '<html>Bad gateway</html>' }), { status: 503 }],
  [
    'answers with a web page',
    () => ({ body: '<!doctype html>', headers: { 'content-type': 'text/html' } }),
    { reason: 'the answer is a web page' },
  ],
  ['answers with nothing', () => ({ body: '' }), { reason: 'the answer is empty' }],
  [
    'answers with half of its JSON',
    () => ({ body: '{"text": "he', headers: { 'content-type': 'application/json' } }),
    { reason: 'the answer is not whole JSON' },
  ],
  ['answers with something else', () => ({ body: { ok: true } }), { reason: 'the answer holds no text' }],
  ['breaks the connection', () => ({ breaks: 'before' }), { reason: 'ECONNRESET' }],
  ['breaks off its answer', () => ({ body: { text: 'a'.repeat(1000) }, breaks: 'within' }), {}],
  ['does not answer in time', () => ({ silent: true }), { reason: 'no answer in time' }],
])('an endpoint that %s is tried as often as set, then the call fails', async (_name, respond, details) => {
  const { clock, waits } = hastyClock();
  await using server = await serveTranscription(respond);
  await using engine = open(server, { tries: 3, timeoutMs: 1000 }, clock);
  await expect(engine.hear(call())).rejects.toMatchObject({ code: 'speech_engine_failed', details });
  expect(server.requests).toHaveLength(3);
  expect(waits).toHaveLength(2);
});

test('an endpoint that fails once is asked again, and the call is heard', async () => {
  const { clock } = hastyClock();
  await using server = await serveTranscription((request, count) =>
    count === 2 ? { breaks: 'within', body: { text: 'half' } } : verbose(request, count),
  );
  await using engine = open(server, {}, clock);
  expect(said(await engine.hear(call()))).toEqual(dialogueTurns);
});

test('an aborted call ends at once', async () => {
  await using server = await serveTranscription(() => ({ silent: true }));
  await using engine = open(server);
  const stop = new AbortController();
  const hearing = engine.hear(call(), { signal: stop.signal });
  await expect.poll(() => server.requests.length).toBe(1);
  stop.abort(new Error('enough'));
  await expect(hearing).rejects.toThrow('enough');
});

test('no more requests run at once than set, and progress goes up to the whole', async () => {
  let running = 0;
  let most = 0;
  await using server = await serveTranscription(async (request, count) => {
    most = Math.max(most, ++running);
    const answer = await lean(request, count);
    running--;
    return answer;
  });
  await using engine = open(server, { parallel: 2 });
  const shares: number[] = [];
  await engine.hear(call(), { onProgress: (share) => shares.push(share) });
  expect(most).toBeLessThanOrEqual(2);
  expect(shares.at(-1)).toBeCloseTo(1);
});
