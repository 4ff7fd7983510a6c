import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { EarshotError, publicError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import { CallDetail, QueueOverview } from '../../model/api.ts';
import type { CallMetrics } from '../../model/metrics.ts';
import { callAudioNotes, callPeaks, saveAudioNotes, saveMetrics, savePeaks } from './call-audio.ts';
import { callDetail } from './call-detail.ts';
import { callFiles, knownObjectIds, replaceCallFiles } from './call-files.ts';
import { insertCall, setCall } from './calls.ts';
import { saveEvaluation } from './evaluations.ts';
import { replaceFindings, replaceFlags } from './findings.ts';
import { queueOverview } from './queue-overview.ts';
import { insertRejection } from './rejections.ts';
import type { Db } from './tables.ts';
import { newCall, newEvaluation, newFinding, newLeg, newTurn, storeCall } from './testing/calls.ts';
import { replaceLegs, saveTranscript } from './transcripts.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database[Symbol.asyncDispose]());

const metrics: CallMetrics = {
  durationMs: 61_250.5,
  legs: [
    {
      leg: 0,
      role: 'agent',
      talkMs: 1500.5,
      talkRatio: 1,
      longestTalkMs: 1500.5,
      words: 2,
      wordsPerMinute: null,
    },
  ],
  silenceMs: 59_750,
  silenceRatio: 0.9755,
  deadAir: { count: 1, totalMs: 59_750, longestMs: 59_750, spans: [{ startMs: 1500.5, endMs: 61_250.5 }] },
  talkOver: null,
};

const file = {
  objectId: 'o1',
  fileName: 'a.wav',
  bytes: 123,
  sha256: 'ab',
  sampleRateHz: null,
  channels: null,
};

test('everything that was stored of a call comes back as the API says it', async () => {
  const call = newCall({
    metadata: {
      title: 'Fire',
      externalId: 'X-1',
      direction: 'inbound',
      language: 'en-US',
      extra: { a: { b: null } },
    },
  });
  const { id } = await insertCall(call, db);
  const legs = [
    newLeg({}),
    newLeg({ index: 1, channel: 1, role: 'customer', roleSource: 'words', roleConfidence: 0.5 }),
  ];
  const word = { text: 'Fire', startMs: 0.5, endMs: 400.25, confidence: 0.93 };
  const turns = [
    {
      ...newTurn('Fire department', 0),
      words: [word, { ...word, text: 'department', confidence: null }],
      confidence: 0.5,
    },
    newTurn('My house burns', 1),
  ];
  const finding = newFinding({});
  const evaluation = newEvaluation({});
  const flag = {
    code: 'score_below_threshold',
    severity: 'warning' as const,
    reason: 'The score lies below the threshold.',
    scorecardId: 'classic',
    criteria: ['closing', 'greeting'],
  };
  await replaceCallFiles(id, 'original', [file, { ...file, objectId: 'o2', fileName: 'b.wav' }], db);
  await replaceCallFiles(
    id,
    'audio',
    [{ ...file, objectId: 'o3', fileName: null, sampleRateHz: 8000, channels: 2 }],
    db,
  );
  await replaceLegs(id, legs, db);
  await saveMetrics(id, metrics, db);
  await saveTranscript(id, { language: 'en', engine: 'given', turns }, db);
  await replaceFindings(id, 'analyse', [finding], db);
  await saveEvaluation(id, evaluation, db);
  await replaceFlags(id, [flag], db);
  await setCall(
    id,
    { state: 'done', stage: null, durationMs: 61_250.5, score: 83.25, band: 'good', scorecardId: 'classic' },
    db,
  );

  const detail = await callDetail(id, db);
  expect(CallDetail.parse(detail)).toEqual(detail);
  expect(detail).toMatchObject({
    id,
    state: 'done',
    stage: null,
    title: 'Fire',
    externalId: 'X-1',
    direction: 'inbound',
    language: 'en-US',
    receivedAt: '2026-03-01T12:00:00.000Z',
    startedAt: null,
    durationMs: 61_250.5,
    score: 83.25,
    extra: { a: { b: null } },
    fileNames: ['a.wav', 'b.wav'],
    hasAudio: true,
    flags: [flag],
    legs,
    metrics,
    transcript: { language: 'en', engine: 'given', turns },
    findings: [finding],
    evaluations: [evaluation],
  });
});

test('a call that just came in has a detail too', async () => {
  const id = await storeCall({}, db);
  const detail = await callDetail(id, db);
  expect(CallDetail.parse(detail)).toEqual(detail);
  expect(detail).toMatchObject({
    transcript: null,
    metrics: null,
    hasAudio: false,
    evaluations: [],
    fileNames: [],
  });
});

test.each([newId(), '../etc/passwd'])('there is no detail of "%s"', async (id) => {
  await expect(callDetail(id, db)).rejects.toMatchObject({ code: 'call_not_found' });
});

test('the audio of a second try takes the place of the first, whose object is named', async () => {
  const id = await storeCall({}, db);
  const first = { ...file, objectId: 'first' };
  expect(await replaceCallFiles(id, 'audio', [first], db)).toEqual({ replacedObjectIds: [] });
  expect(await replaceCallFiles(id, 'audio', [first], db)).toEqual({ replacedObjectIds: [] });
  const second = { ...file, objectId: 'second' };
  expect(await replaceCallFiles(id, 'audio', [second], db)).toEqual({ replacedObjectIds: ['first'] });
  expect(await callFiles(id, 'audio', db)).toEqual([second]);
  expect(await callFiles(id, 'original', db)).toEqual([]);
  expect((await knownObjectIds(db)).has('second')).toBe(true);
});

test('peaks come back to the fifth decimal, also of channels that differ in length', async () => {
  const id = await storeCall({}, db);
  expect(await callPeaks(id, db)).toBeUndefined();
  await savePeaks(id, { stepMs: 12.5, channels: [[0, 1, 0.33333], [0.5]] }, db);
  expect(await callPeaks(id, db)).toEqual({
    stepMs: 12.5,
    channels: [
      [0, 1, 0.33333],
      [0.50001, 0, 0],
    ],
  });
  await savePeaks(id, { stepMs: 10, channels: [] }, db);
  expect(await callPeaks(id, db)).toEqual({ stepMs: 10, channels: [] });
});

test('notes of the audio come back as they were', async () => {
  const id = await storeCall({}, db);
  expect(await callAudioNotes(id, db)).toBeUndefined();
  await saveAudioNotes(id, [{ code: 'clipped', share: 0.01 }], db);
  expect(await callAudioNotes(id, db)).toEqual([{ code: 'clipped', share: 0.01 }]);
});

test('the queue shows what runs, waits and failed, and which files were not taken', async () => {
  await db.deleteFrom('calls').execute();
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));
  const problem = publicError(new EarshotError('speech_engine_failed'));
  const running = await storeCall({ receivedAt: at(0), patch: { state: 'processing', progress: 0.25 } }, db);
  const queued = await storeCall({ receivedAt: at(2) }, db);
  const waiting = await storeCall({ receivedAt: at(1), patch: { state: 'waiting for a speech engine' } }, db);
  const failed = await storeCall({ receivedAt: at(1), patch: { state: 'failed', problem } }, db);
  const failedLater = await storeCall({ receivedAt: at(3), patch: { state: 'failed', problem } }, db);
  await storeCall({ patch: { state: 'done' } }, db);
  const rejection = await insertRejection({ channel: 'upload', fileName: 'a.txt', problem, at: at(5) }, db);

  const overview = { ...(await queueOverview(db)), speechPaused: null, watchFolder: null };
  expect(QueueOverview.parse(overview)).toEqual(overview);
  expect(overview.counts).toEqual({
    queued: 1,
    processing: 1,
    'waiting for a speech engine': 1,
    done: 1,
    failed: 2,
  });
  expect(overview.running.map((call) => call.id)).toEqual([running]);
  expect(overview.running[0]?.progress).toBe(0.25);
  expect(overview.waiting.map((call) => call.id)).toEqual([waiting, queued]);
  expect(overview.failed.map((call) => call.id)).toEqual([failedLater, failed]);
  expect(overview.failed[0]?.problem).toEqual(problem);
  expect(overview.rejections.map((one) => one.id)).toEqual([rejection]);
});
