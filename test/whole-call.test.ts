import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiError, QueueOverview } from '../src/model/api.ts';
import { callFiles } from '../src/storage/db/call-files.ts';
import { detail, send, settled, upload } from './client.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { wavOf } from './sound.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
});

const turns = [
  { speaker: 'agent', startMs: 500, endMs: 2_500, text: '911, what is the address of your emergency?' },
  { speaker: 'customer', startMs: 3_000, endMs: 6_000, text: '12 Quarry Lane. My kitchen is on fire.' },
  {
    speaker: 'agent',
    startMs: 6_500,
    endMs: 9_000,
    text: '12 Quarry Lane, is that right? Help is on the way.',
  },
  { speaker: 'customer', startMs: 9_200, endMs: 10_000, text: 'Yes.' },
];
const bursts = (speaker: string) => turns.filter((turn) => turn.speaker === speaker);
let made = 0;

/** A short two-leg call, each a little longer than the one before, so that no two are the same recording. */
function newCall(): { name: string; bytes: Buffer } {
  made++;
  return { name: `call-${made}.wav`, bytes: wavOf(11_000 + made, [bursts('agent'), bursts('customer')]) };
}
const transcript = JSON.stringify({ language: 'en-US', turns });

test('a recording with its transcript is measured, scored with evidence, and can be played', async () => {
  const { id, status } = await upload(
    app.url,
    [newCall()],
    { kind: 'psap', agent: 'Ines Okafor' },
    transcript,
  );
  expect(status).toBe(201);
  const call = await settled(app.url, id);
  expect(call).toMatchObject({
    state: 'done',
    problem: null,
    agent: 'Ines Okafor',
    kind: 'psap',
    hasAudio: true,
  });
  expect(call.stages.map((stage) => [stage.stage, stage.state, stage.tries])).toEqual(
    ['record', 'transcribe', 'analyse', 'score', 'flag'].map((stage) => [stage, 'done', 1]),
  );
  expect(call.metrics?.legs.map((leg) => leg.role)).toEqual(['agent', 'customer']);
  expect(call.metrics?.legs.every((leg) => leg.talkMs > 1_000 && (leg.words ?? 0) > 3)).toBe(true);
  const [evaluation] = call.evaluations;
  expect(evaluation?.score).toBeGreaterThan(0);
  for (const mark of evaluation?.marks ?? []) {
    expect(mark.evidence.length, mark.criterionId).toBeGreaterThan(0);
    for (const evidence of mark.evidence) {
      if (evidence.kind === 'turns') expect(evidence.turns.every((turn) => turn < turns.length)).toBe(true);
    }
  }
  const audio = await fetch(new URL(`/api/v1/calls/${id}/audio`, app.url), {
    headers: { range: 'bytes=0-43' },
  });
  expect(audio.status).toBe(206);
  expect(Buffer.from(await audio.arrayBuffer()).toString('latin1', 8, 16)).toBe('WAVEfmt ');
});

test('the same recording again is recognised and not processed twice', async () => {
  const file = newCall();
  const first = await upload(app.url, [file], {}, transcript);
  await settled(app.url, first.id);
  const again = await upload(app.url, [{ ...file, name: 'another name.wav' }], {}, transcript);
  expect(again).toMatchObject({ status: 200, id: first.id, duplicate: true });
  expect((await detail(app.url, first.id)).stages.every((stage) => stage.tries === 1)).toBe(true);
});

test('without a speech engine a call keeps its measurements and says what it waits for', async () => {
  const { id } = await upload(app.url, [newCall()]);
  const call = await settled(app.url, id);
  expect(call.state).toBe('waiting for a speech engine');
  expect(call.problem?.code).toBe('speech_engine_missing');
  expect(call.metrics?.legs).toHaveLength(2);
  expect([call.transcript, call.evaluations, call.score]).toEqual([null, [], null]);

  const attached = await send(app.url, 'PUT', `/api/v1/calls/${id}/transcript`, {
    fileName: 'a.json',
    text: transcript,
  });
  expect(attached.ok).toBe(true);
  expect(await settled(app.url, id)).toMatchObject({ state: 'done', problem: null });
});

test('a waiting recording that comes again with its transcript goes on', async () => {
  const file = newCall();
  const { id } = await upload(app.url, [file]);
  expect((await settled(app.url, id)).state).toBe('waiting for a speech engine');
  await upload(app.url, [file], {}, transcript);
  expect((await settled(app.url, id)).state).toBe('done');
});

test('swapped roles are judged anew and what a person decided stays', async () => {
  const { id } = await upload(app.url, [newCall()], { kind: 'psap' }, transcript);
  const before = await settled(app.url, id);
  await send(app.url, 'PUT', `/api/v1/calls/${id}/roles`, { roles: ['customer', 'agent'] });
  const after = await settled(app.url, id);
  expect(after.legs.map((leg) => [leg.role, leg.roleSource])).toEqual([
    ['customer', 'person'],
    ['agent', 'person'],
  ]);
  expect(after.transcript?.turns.map((turn) => turn.role)).toEqual([
    'customer',
    'agent',
    'customer',
    'agent',
  ]);
  expect(after.score).not.toBe(before.score);
  await send(app.url, 'PUT', `/api/v1/calls/${id}/roles`, { roles: ['agent', 'customer'] });
  expect((await settled(app.url, id)).score).toBe(before.score);
});

test('two files that are the legs of one call become one call with their roles', async () => {
  made++;
  const { id } = await upload(
    app.url,
    [
      { name: 'x-customer.wav', bytes: wavOf(11_000 + made, [bursts('customer')]) },
      { name: 'x-agent.wav', bytes: wavOf(11_000 + made, [bursts('agent')]) },
    ],
    { channels: 'customer,agent' },
    transcript,
  );
  const call = await settled(app.url, id);
  expect(call.state).toBe('done');
  expect(call.legs.map((leg) => leg.role)).toEqual(['customer', 'agent']);
  expect(call.transcript?.turns.map((turn) => turn.leg)).toEqual([1, 0, 1, 0]);
});

test('the demo calls go through the pipeline, and a mono one has its speakers told apart', async () => {
  const ids = await app.loadDemo({ signal: new AbortController().signal });
  expect(ids.length).toBeGreaterThanOrEqual(12);
  const calls = await Promise.all(ids.map((id) => settled(app.url, id, 400_000)));
  expect(calls.map((call) => [call.title, call.state])).toEqual(calls.map((call) => [call.title, 'done']));
  expect(calls.filter((call) => call.kind === 'psap').length).toBeGreaterThanOrEqual(8);
  expect(calls.every((call) => call.evaluations.length >= 1 && call.score !== null)).toBe(true);
  expect(calls.some((call) => call.legs.length === 2 && call.legs.every((leg) => leg.mixed))).toBe(true);
  expect(await app.loadDemo({ signal: new AbortController().signal })).toEqual([]);
}, 420_000);

test('a call that was removed takes its files with it', async () => {
  const { id } = await upload(app.url, [newCall()], {}, transcript);
  await settled(app.url, id);
  expect((await send(app.url, 'DELETE', `/api/v1/calls/${id}`)).ok).toBe(true);
  expect((await fetch(new URL(`/api/v1/calls/${id}`, app.url))).status).toBe(404);
  expect((await fetch(new URL(`/api/v1/calls/${id}/audio`, app.url))).status).toBe(404);
});

test('what cannot be a call is refused at once with a code, and seen on the queue page', async () => {
  const bad = {
    audio_empty: { name: 'empty.wav', bytes: '' },
    audio_not_recognised: { name: 'text.wav', bytes: 'Dear sir or madam, this is a letter.' },
    audio_channels_unsupported: { name: 'three.wav', bytes: wavOf(1_000, [[], [], []]) },
    audio_silent_length: { name: 'none.wav', bytes: wavOf(0, [[]]) },
  };
  for (const [code, file] of Object.entries(bad)) {
    expect((await upload(app.url, [file])).error?.code, code).toBe(code);
  }
  const malformed = await upload(app.url, [newCall()], {}, '{"turns": [');
  expect(malformed.error?.code).toBe('transcript_malformed');
  const unknownKey = await upload(app.url, [newCall()], { agnet: 'x' });
  expect(unknownKey.error?.code).toBe('metadata_unknown_key');
  const queue = await (await fetch(new URL('/api/v1/queue', app.url))).json();
  const seen = QueueOverview.parse(queue).rejections.map((one) => one.problem.code);
  expect(seen).toEqual(expect.arrayContaining(Object.keys(bad)));
});

test('a recording that breaks off is kept, played and flagged', async () => {
  const whole = newCall();
  const { id } = await upload(
    app.url,
    [{ name: 'cut.wav', bytes: whole.bytes.subarray(0, 100_000) }],
    {},
    transcript,
  );
  const call = await settled(app.url, id);
  expect(call.state).toBe('done');
  expect(call.durationMs).toBeLessThan(11_000);
  expect(call.flags.map((flag) => flag.code)).toContain('audio_truncated');
});

test('a path in a file name is a name and nothing more', async () => {
  const { id } = await upload(app.url, [{ ...newCall(), name: '../../../etc/passwd.wav' }], {}, transcript);
  const call = await settled(app.url, id);
  expect(call.state).toBe('done');
  expect(call.fileNames[0]).not.toContain('..');
});

test('a stored file that was altered is reported and not played', async () => {
  const { id } = await upload(app.url, [newCall()], {}, transcript);
  await settled(app.url, id);
  const [file] = await callFiles(id, 'audio', app.parts.db);
  const [path] = globSync(join(app.dataFolder, 'objects', '**', `*${file?.objectId}*`));
  const bytes = await readFile(path as string);
  bytes[bytes.length - 10] = (bytes[bytes.length - 10] ?? 0) ^ 1;
  await writeFile(path as string, bytes);
  const response = await fetch(new URL(`/api/v1/calls/${id}/audio`, app.url));
  expect(ApiError.parse(await response.json()).error.code).toBe('object_damaged');
});
