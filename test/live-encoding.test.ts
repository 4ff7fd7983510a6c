import { expect, test } from 'vitest';
import type { SampleEncoding } from '../src/audio/live/encoding-check.ts';
import { encoded } from '../src/audio/testing/encoded.ts';
import { seededRandom } from '../src/audio/testing/random.ts';
import { low, speak } from '../src/audio/testing/voices.ts';
import { LiveDetail } from '../src/model/live.ts';
import { writeFrame } from '../src/model/live-frame.ts';
import { settled } from './client.ts';
import { liveStart, openSource, type TestSource } from './live-source.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { until } from './until.ts';

/** Sources that say another encoding than they send. */
const spoken = speak(low, 4, seededRandom(3));
const loudest = spoken.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
const voice = spoken.map((sample) => (0.5 * sample) / loudest);

/** One leg, in frames of 20 ms numbered as a source does that knows what it sends. */
function send(source: TestSource, leg: number, encoding: SampleEncoding): void {
  const bytes = encoded(voice, encoding);
  const step = encoding.startsWith('pcm') ? 320 : 160;
  for (let n = 0; n * step < bytes.length; n++) {
    const header = writeFrame(leg, { sequence: n, firstSample: n * 160, samples: new Int16Array(0) });
    source.raw(Buffer.concat([header, bytes.subarray(n * step, (n + 1) * step)]));
  }
}

const look = async (app: RunningApp, id: string) =>
  LiveDetail.parse(await (await fetch(new URL(`/api/v1/live/${id}`, app.url))).json());
const doubts = async (app: RunningApp, id: string) =>
  (await look(app, id)).notes.filter(({ kind }) => kind === 'encoding');

test('a source that sends another encoding than it said is told so, and its call noted and flagged', async () => {
  await using app = await startApp();
  const start = liveStart();
  const source = await openSource(app.url);
  source.say(start);
  const { callId } = await source.reply('ready');
  send(source, 0, 'pcm_s16le');
  send(source, 1, 'mulaw');
  const warning = await source.reply('warning');
  expect(warning).toMatchObject({ code: 'encoding', leg: 1 });
  expect(warning.message).toMatch('does not look like pcm_s16le: it looks like mulaw');
  expect(await doubts(app, callId)).toMatchObject([{ leg: 1, text: warning.message }]);
  const again = await openSource(app.url);
  again.say(start);
  await again.reply('ready');
  send(again, 1, 'mulaw');
  await again.reply('warning');
  expect(await doubts(app, callId)).toHaveLength(1);
  again.say({ type: 'stop' });
  await again.reply('ended');
  const call = await settled(app.url, callId);
  expect(call.flags.map(({ code }) => code)).toContain('audio_encoding_doubtful');
  expect(source.replies.filter(({ type }) => type === 'warning')).toHaveLength(1);
}, 120_000);

test('G.711 as it was said is heard as it was spoken, and nobody is warned', async () => {
  await using app = await startApp();
  for (const encoding of ['mulaw', 'alaw'] as const) {
    const { transcript: _, ...start } = liveStart({ encoding });
    const source = await openSource(app.url);
    source.say(start);
    const { callId } = await source.reply('ready');
    send(source, 0, encoding);
    send(source, 1, encoding);
    await until(async () => (await look(app, callId)).durationMs === 4_000);
    const heard = await fetch(new URL(`/api/v1/live/${callId}/audio?leg=1`, app.url));
    const samples = new Int16Array(await heard.arrayBuffer());
    // Within a step of the loudest segment.
    for (const [n, sample] of voice.entries())
      expect(Math.abs(samples[n]! / 32_768 - sample)).toBeLessThan(0.02);
    source.say({ type: 'stop' });
    await source.reply('ended');
    expect(source.replies.map(({ type }) => type)).not.toContain('warning');
    expect((await settled(app.url, callId)).flags.map(({ code }) => code)).not.toContain(
      'audio_encoding_doubtful',
    );
  }
}, 120_000);

test('a client that knows nothing but JSON is warned too', async () => {
  await using app = await startApp();
  const socket = new WebSocket(new URL('/api/v1/live/source', app.url.replace('http', 'ws')));
  const replies: { type: string; call_id?: string; callId?: string; leg?: number; message?: string }[] = [];
  socket.addEventListener('message', ({ data }) => replies.push(JSON.parse(String(data))));
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const say = (message: object) => socket.send(JSON.stringify({ call_id: '17', ...message }));
  say({ action: 'start', sample_rate: 8_000, encoding: 'mulaw' });
  const bytes = encoded(voice, 'pcm_s16le');
  for (let at = 0; at < bytes.length; at += 4_000)
    say({ audio_chunk: Buffer.from(bytes.subarray(at, at + 4_000)).toString('base64') });
  say({ action: 'stop' });
  await until(async () => replies.some(({ type }) => type === 'ended'));
  const warned = replies.filter(({ type }) => type === 'warning');
  expect(warned).toMatchObject([{ call_id: '17', leg: 0 }]);
  expect(warned[0]!.message).toMatch('does not look like mulaw: it looks like pcm_s16le');
  socket.close();
}, 120_000);
