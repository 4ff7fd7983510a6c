import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openModelServer } from '../src/analysis/llm/testing/model-server.ts';
import { SpeechOverview } from '../src/model/api.ts';
import { backgroundNumber, microphoneRateHz } from '../src/model/drill-desk.ts';
import { writeFrame } from '../src/model/live-frame.ts';
import { writeTinyModel } from '../src/speech/testing/tiny-models.ts';
import { scratchFolder } from '../src/speech/testing/tiny-sherpa.ts';
import { tinySupertonic } from '../src/speech/testing/tiny-supertonic.ts';
import { serveTranscription } from '../src/speech/testing/transcription-server.ts';
import { hasProgram } from '../src/voices/testing/lines.ts';
import { send } from './client.ts';
import { drillDetail, openDesk, startDrill, type TestDesk } from './drill-desk-client.ts';
import { tone } from './live-source.ts';
import { startApp } from './running-app.ts';
import { until } from './until.ts';

const asksPlace = '911, what is the address of your emergency?';
const loudest = (samples: Int16Array) => samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);

/** As a microphone does: a frame every 20 ms. */
async function speak(samples: Int16Array, desk: TestDesk): Promise<void> {
  const frame = microphoneRateHz / 50;
  for (let at = 0, sequence = 0; at < samples.length; at += frame, sequence++) {
    await delay(20);
    desk.raw(writeFrame(0, { sequence, firstSample: at, samples: samples.subarray(at, at + frame) }));
  }
}

test.skipIf(!hasProgram('flite'))(
  'the caller is heard, for as long as it takes, and can be spoken over',
  async () => {
    await using app = await startApp();
    const drill = await startDrill(app.url, { scenarioId: 'chest-pain', voice: 'flite' });
    expect(drill.voice).toBe('flite');
    const desk = await openDesk(app.url, drill.id);
    desk.say({ type: 'answer' });
    const { speaks } = await desk.next('speaks');
    expect(speaks).toMatchObject({ audio: true, utterance: 0 });
    const bytes = Buffer.from(await until(async () => desk.audio[0]));
    const [utterance, rateHz] = [bytes.readUInt32BE(0), bytes.readUInt32BE(4)];
    expect(utterance).toBe(0);
    expect(Math.round(((bytes.length - 8) * 500) / rateHz)).toBe(speaks.durationMs);
    await desk.next('turn', ({ turn }) => turn.endMs === speaks.startMs + speaks.durationMs);
    const { callId } = await drillDetail(app.url, drill.id);
    const line = await fetch(new URL(`/api/v1/live/${callId}/audio?leg=1&fromMs=${speaks.startMs}`, app.url));
    expect(loudest(new Int16Array(await line.arrayBuffer()))).toBeGreaterThan(500);
    desk.say({ type: 'said', id: '1', text: asksPlace });
    const reply = await desk.next('speaks', (message) => message.speaks.text.includes('Oak Terrace'));
    desk.say({ type: 'cut', utterance: reply.speaks.utterance, heardMs: reply.speaks.durationMs / 2 });
    await desk.next('hush');
    const cut = await desk.next('turn', ({ turn }) => turn.text.endsWith('—'));
    expect(cut.turn.endMs - cut.turn.startMs).toBeLessThanOrEqual(Math.ceil(reply.speaks.durationMs / 2));
    desk.say({ type: 'said', id: '2', text: 'How old is he?' });
    const age = await desk.next('speaks', (message) => message.speaks.text.includes('58'));
    desk.say({ type: 'hold', on: true });
    await desk.next('hush');
    await desk.next('turn', ({ turn }) => turn.text === age.speaks.text);
    desk.say({ type: 'hang_up' });
    const { drill: over } = await desk.next('drill', (message) => message.drill.phase === 'ended');
    expect(over.problem).toBeNull();
  },
  60_000,
);

test('an installed model that speaks is the caller’s voice without being asked for', async () => {
  await using scratch = await scratchFolder();
  await using app = await startApp();
  const folder = await writeTinyModel(join(scratch.path, 'supertonic-3-int8'), tinySupertonic());
  const imported = await send(app.url, 'POST', '/api/v1/speech/models/import', { folder });
  expect(SpeechOverview.parse(await imported.json()).voice).toBe('supertonic-3-int8');
  const drill = await startDrill(app.url, { scenarioId: 'chest-pain', voice: undefined });
  expect(drill.voice).toBe('sherpa-onnx');
  const desk = await openDesk(app.url, drill.id);
  desk.say({ type: 'answer' });
  const { speaks } = await desk.next('speaks');
  expect(speaks.audio).toBe(true);
  const bytes = Buffer.from(await until(async () => desk.audio[0]));
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 8, bytes.byteOffset + bytes.length));
  expect(loudest(samples)).toBeGreaterThan(500);
  desk.say({ type: 'hang_up' });
  const { drill: over } = await desk.next('drill', (message) => message.drill.phase === 'ended');
  expect(over.problem).toBeNull();
}, 60_000);

test.skipIf(!hasProgram('flite'))(
  'what lies under the call goes on between the words of the caller, at the desk and on the line, but not on hold',
  async () => {
    await using app = await startApp();
    const drill = await startDrill(app.url, { scenarioId: 'crash-minor', voice: 'flite' });
    const desk = await openDesk(app.url, drill.id);
    const loops = () => desk.audio.filter((bytes) => Buffer.from(bytes).readUInt32BE(0) === backgroundNumber);
    desk.say({ type: 'answer' });
    await desk.next('background', ({ atMs }) => atMs !== null);
    const loop = Buffer.from(await until(async () => loops()[0]));
    expect((loop.length - 8) / 2 / loop.readUInt32BE(4)).toBe(16);
    desk.say({ type: 'said', id: '1', text: asksPlace });
    const { endMs } = (await desk.next('turn', ({ turn }) => turn.text.includes('5th Avenue'))).turn;
    const { callId } = await drillDetail(app.url, drill.id);
    const between = async () => {
      const address = `/api/v1/live/${callId}/audio?leg=1&fromMs=${endMs + 300}`;
      const line = await fetch(new URL(address, app.url));
      const samples = new Int16Array(await line.arrayBuffer());
      return samples.length > 2_000 ? samples : undefined;
    };
    const under = await until(between);
    expect(loudest(under)).toBeGreaterThan(50);
    desk.say({ type: 'hold', on: true });
    await desk.next('background', ({ atMs }) => atMs === null);
    const { durationMs } = await drillDetail(app.url, drill.id);
    await delay(600);
    const held = await fetch(
      new URL(`/api/v1/live/${callId}/audio?leg=1&fromMs=${durationMs + 50}`, app.url),
    );
    expect(loudest(new Int16Array(await held.arrayBuffer()))).toBe(0);
    desk.say({ type: 'hold', on: false });
    await desk.next('background', ({ atMs }) => atMs !== null && atMs > durationMs);
    desk.say({ type: 'hang_up' });
    const { drill: over } = await desk.next('drill', (message) => message.drill.phase === 'ended');
    expect(over.turns.filter(({ role }) => role !== 'agent')).toHaveLength(
      desk.heard.filter(({ type }) => type === 'speaks').length,
    );
  },
  60_000,
);

test.skipIf(!hasProgram('flite'))(
  "what is heard are a model's words, where it phrases them",
  async () => {
    await using model = await openModelServer([
      ({ prompt }) => {
        if (!prompt.startsWith('{"caller"')) return { status: 500 };
        const { lines } = JSON.parse(prompt) as { lines: { line: string }[] };
        return { text: JSON.stringify({ lines: lines.map(({ line }) => `${before}${line}`) }) };
      },
    ]);
    const before = 'Oh God, please help, please hurry, please, ';
    const chain = [{ provider: 'openai-compatible', model: 'm', baseUrl: model.url }];
    await using app = await startApp({
      env: { EARSHOT_MODELS_CHAIN: JSON.stringify(chain), EARSHOT_DRILLS_PHRASE_WITHIN_MS: '5000' },
    });
    const firstWords = async (words: 'written' | 'model') => {
      const drill = await startDrill(app.url, { scenarioId: 'chest-pain', voice: 'flite', words });
      const desk = await openDesk(app.url, drill.id);
      desk.say({ type: 'answer' });
      const { speaks } = await desk.next('speaks');
      desk.say({ type: 'hang_up' });
      await desk.closed;
      return speaks;
    };
    const [written, phrased] = [await firstWords('written'), await firstWords('model')];
    expect(phrased).toMatchObject({ audio: true, utterance: 0, text: `${before}${written.text}` });
    expect(phrased.durationMs).toBeGreaterThan(written.durationMs + 1_000);
  },
  60_000,
);

test('a trainee who speaks is heard on the line, and the caller answers', async () => {
  await using server = await serveTranscription(() => ({ body: { text: asksPlace } }));
  await using app = await startApp({
    env: { EARSHOT_SPEECH_ENGINE: 'openai-compatible', EARSHOT_SPEECH_ENDPOINT_URL: server.url },
  });
  const drill = await startDrill(app.url, { scenarioId: 'chest-pain', mode: 'voice' });
  expect(drill.hearing).toContain('openai-compatible');
  const desk = await openDesk(app.url, drill.id);
  desk.say({ type: 'answer' });
  await desk.next('drill', (message) => message.drill.phase === 'open');
  const said = new Int16Array(4 * microphoneRateHz);
  said.set(tone(1_500, microphoneRateHz), microphoneRateHz / 2);
  await speak(said, desk);
  const heard = await desk.next('turn', ({ turn }) => turn.role === 'agent');
  expect(heard.turn.text).toBe(asksPlace);
  expect(heard.turn.startMs).toBeLessThan(1_500);
  await desk.next('turn', ({ turn }) => turn.text.includes('66 Oak Terrace'));
  await until(async () => desk.heard.some((message) => message.type === 'ack' && message.received > 0));
  desk.say({ type: 'hang_up' });
  const { drill: over } = await desk.next('drill', (message) => message.drill.phase === 'ended');
  expect(over.turns.filter(({ role }) => role === 'agent')).toHaveLength(1);
}, 60_000);
