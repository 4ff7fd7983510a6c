import { expect, test } from 'vitest';
import { loadKeptHotWords } from '../src/app/hot-words.ts';
import { silentLog } from '../src/log.ts';
import { HotWordsInForce } from '../src/model/hot-words.ts';
import { hotWordsOf } from '../src/speech/hot-words.ts';
import { serveTranscription } from '../src/speech/testing/transcription-server.ts';
import { send } from './client.ts';
import { liveStart, openSource, tone } from './live-source.ts';
import { startApp } from './running-app.ts';
import { until } from './until.ts';

const lists = [
  { name: 'units', queues: [], words: ['Medic 12'] },
  { name: 'streets', queues: ['Brightwater 911'], words: ['Wickapecko Drive'] },
  { name: 'elsewhere', queues: ['Oakville 911'], words: ['Elm Street'] },
];
const path = '/api/v1/speech/hot-words';

test('hot words that were made here are told to the engine that hears an open call, those of its centre first', async () => {
  await using server = await serveTranscription(() => ({ body: { text: 'send help' } }));
  const endpoint = { EARSHOT_SPEECH_ENGINE: 'openai-compatible', EARSHOT_SPEECH_ENDPOINT_URL: server.url };
  await using app = await startApp({ env: { ...endpoint, EARSHOT_SPEECH_HOT_WORDS: '[Ladder 4]' } });
  const answer = await send(app.url, 'PUT', path, { lists });
  expect(HotWordsInForce.parse(await answer.json())).toEqual({ settings: ['Ladder 4'], lists });
  const { transcript: _, ...start } = liveStart();
  const source = await openSource(app.url);
  source.say({ ...start, call: { ...start.call, queue: 'Brightwater 911' } });
  const { callId } = await source.reply('ready');
  const silence = new Int16Array(16_000);
  for (const [leg, sound] of [tone(2_000), silence].entries()) {
    source.frames(leg, sound);
    source.frames(leg, silence, 16_000);
  }
  await until(async () => {
    const { turns } = (await (await fetch(new URL(`/api/v1/live/${callId}`, app.url))).json()) as {
      turns: unknown[];
    };
    return turns.length > 0;
  });
  expect(server.requests[0]?.fields.prompt).toEqual(['Wickapecko Drive, Ladder 4, Medic 12']);
  const afterRestart = hotWordsOf([]);
  await loadKeptHotWords({ db: app.parts.db, hotWords: afterRestart, log: silentLog });
  expect(afterRestart.lists).toEqual(lists);
});

test('lists that cannot be are refused, and those in force stay', async () => {
  await using app = await startApp();
  await send(app.url, 'PUT', path, { lists });
  const many = Array.from({ length: 1_500 }, (_, n) => `unit ${n}`);
  const wrong = [
    { lists: [lists[0], lists[0]] },
    {
      lists: [
        { name: 'a', words: many },
        { name: 'b', words: many },
      ],
    },
    { lists: [{ name: '', words: [] }] },
    { words: ['Elm'] },
  ];
  for (const body of wrong) expect((await send(app.url, 'PUT', path, body)).status).toBe(400);
  expect(HotWordsInForce.parse(await (await fetch(new URL(path, app.url))).json()).lists).toEqual(lists);
});
