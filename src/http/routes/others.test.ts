import { expect, test } from 'vitest';
import { AgreementOverview } from '../../model/agreement.ts';
import { KeysOverview, QueueOverview, SpeechOverview } from '../../model/api.ts';
import { codeOf, startServer } from '../testing/running-server.ts';
import { callId, sampleScorecard } from '../testing/sample-calls.ts';

const json = { 'content-type': 'application/json' };

test('scorecards are listed', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/api/v1/scorecards`);
  expect(await response.json()).toEqual({ scorecards: [sampleScorecard] });
});

test('agreement is shown', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/api/v1/agreement`);
  expect(AgreementOverview.parse(await response.json()).bar.leastCalls).toBe(20);
});

test('the queue is shown, failed calls are tried again, a rejection is dismissed', async () => {
  await using server = await startServer();
  const queue = `${server.url}/api/v1/queue`;
  expect(QueueOverview.parse(await (await fetch(queue)).json()).counts.done).toBe(1);
  expect(await (await fetch(`${queue}/retry-failed`, { method: 'POST' })).json()).toEqual({ retried: 3 });
  expect((await fetch(`${queue}/rejections/${callId}`, { method: 'DELETE' })).status).toBe(204);
  expect(server.script.asked).toEqual([`dismiss ${callId}`]);
});

test('models are pulled, stopped, imported and removed, and each answer shows all models', async () => {
  await using server = await startServer();
  const models = `${server.url}/api/v1/speech/models`;
  const answers = [
    await fetch(`${models}/tiny-v2%2Eint8/pull`, { method: 'POST' }),
    await fetch(`${models}/tiny/pull`, { method: 'DELETE' }),
    await fetch(`${models}/import`, { method: 'POST', headers: json, body: '{"folder":"/media/usb/tiny"}' }),
    await fetch(`${models}/import`, {
      method: 'POST',
      headers: json,
      body: '{"folder":"/media/usb/voice","languages":["fr","de"]}',
    }),
    await fetch(`${models}/tiny`, { method: 'DELETE' }),
    await fetch(`${server.url}/api/v1/speech`),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([202, 200, 201, 201, 200, 200]);
  for (const answer of answers) SpeechOverview.parse(await answer.json());
  expect(server.script.asked).toEqual([
    'pull tiny-v2.int8',
    'cancel tiny',
    'import /media/usb/tiny',
    'import /media/usb/voice in fr,de',
    'remove tiny',
  ]);
});

test('the master keys are shown by their ids, and their rotation is begun', async () => {
  await using server = await startServer();
  const keys = `${server.url}/api/v1/keys`;
  const shown = KeysOverview.parse(await (await fetch(keys)).json());
  expect(shown).toEqual({ writing: 'new', all: ['new', 'old'], rotation: null });
  expect((await fetch(`${keys}/rotation`, { method: 'POST' })).status).toBe(202);
  expect(server.script.asked).toEqual(['rotate keys']);
});

test('a model nobody knows is not found', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/api/v1/speech/models/unknown/pull`, { method: 'POST' });
  expect(response.status).toBe(404);
  expect(await codeOf(response)).toBe('model_unknown');
});

test.each(['{"folder":""}', '{"folder":"a\\u0000b"}', '{"folder":7}', '{}', '{"folder":"/a","more":1}'])(
  'the import %s is invalid',
  async (body) => {
    await using server = await startServer();
    const options = { method: 'POST', headers: json, body };
    const response = await fetch(`${server.url}/api/v1/speech/models/import`, options);
    expect(response.status).toBe(400);
    expect(server.script.asked).toEqual([]);
  },
);

test.each([['["Fr"]'], ['[]'], ['"fr"'], ['["../x"]']])(
  'languages of a model as %s are refused',
  async (languages) => {
    await using server = await startServer();
    const response = await fetch(`${server.url}/api/v1/speech/models/import`, {
      method: 'POST',
      headers: json,
      body: `{"folder":"/media/usb/voice","languages":${languages}}`,
    });
    expect([response.status, await codeOf(response)]).toEqual([400, 'request_invalid']);
    expect(server.script.asked).toEqual([]);
  },
);
