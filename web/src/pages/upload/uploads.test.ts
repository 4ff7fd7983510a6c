import { expect, test } from 'vitest';
import { type Bundle, dueUploads, nextUploads, type Upload, type UploadEvent } from './uploads.ts';

const bundle = (...names: string[]): Bundle => ({
  recordings: names.map((name) => new File(['sound'], name)),
  transcript: null,
  sidecar: null,
  paired: names.length === 2 ? 'by name' : null,
  channels: null,
});
const after = (...events: UploadEvent[]) => events.reduce<Upload[]>(nextUploads, []);
const added = (...names: string[]): UploadEvent => ({
  type: 'added',
  uploads: names.map((name) => ({ id: name, bundle: bundle(name) })),
});
const facts = { queue: 'Cards' };
const problem = { code: 'audio_empty', message: 'The file has no bytes.' };

test('no more than the limit is due while others are being sent', () => {
  const uploads = after(added('a', 'b', 'c', 'd'), { type: 'started', facts }, { type: 'sending', id: 'a' });
  expect(dueUploads(uploads, 3).map((upload) => upload.id)).toEqual(['b', 'c']);
  expect(dueUploads(uploads, 1)).toEqual([]);
});

test('files added after the start wait until they are started too', () => {
  const uploads = after(added('a'), { type: 'started', facts }, added('b'));
  expect(uploads.map((upload) => upload.at)).toEqual(['waiting', 'ready']);
});

test('a failed upload that is retried keeps the facts of its batch', () => {
  const uploads = after(
    added('a'),
    { type: 'started', facts },
    { type: 'sending', id: 'a' },
    { type: 'failed', id: 'a', problem },
    { type: 'retried', id: 'a' },
  );
  expect(uploads[0]).toMatchObject({ at: 'waiting', facts });
  expect(uploads[0]).not.toHaveProperty('problem');
});

test('two recordings paired by hand are one call, and two again when unpaired', () => {
  const paired = after(added('a', 'b'), { type: 'paired', ids: ['a', 'b'] });
  expect(paired).toHaveLength(1);
  expect(paired[0]?.recordings.map((file) => file.name)).toEqual(['a', 'b']);
  const apart = nextUploads(paired, { type: 'unpaired', id: 'a', newId: 'z' });
  expect(apart.map((upload) => [upload.id, upload.recordings[0]?.name])).toEqual([
    ['a', 'a'],
    ['z', 'b'],
  ]);
});

test('what is being sent can no longer be paired', () => {
  const uploads = after(added('a'), { type: 'started', facts }, added('b'), {
    type: 'paired',
    ids: ['a', 'b'],
  });
  expect(uploads).toHaveLength(2);
});

test('clearing away keeps what failed and what is not sent yet', () => {
  const uploads = after(
    added('a', 'b'),
    { type: 'started', facts },
    { type: 'sending', id: 'a' },
    { type: 'received', id: 'a', callId: 'x', duplicate: false, state: 'queued' },
    { type: 'cleared' },
  );
  expect(uploads.map((upload) => upload.id)).toEqual(['b']);
});
