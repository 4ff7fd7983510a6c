import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import {
  archiveVersion,
  deleteDraft,
  insertDraft,
  judgingStamp,
  judgingVersions,
  publishDraft,
  saveDraft,
  type VersionRow,
  versionRow,
  versionRows,
} from './scorecard-versions.ts';
import type { Db } from './tables.ts';
import { textDigest } from './text-versions.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database[Symbol.asyncDispose]());

const write = (version: number) => ({ title: 'Desk', yaml: `version: ${version}` });
const newDraft = (scorecardId: string, newestInFiles = 0) =>
  insertDraft({ packId: 'library', scorecardId, newestInFiles, author: null, write }, db);
const addressOf = (row: VersionRow) => ({ scorecardId: row.scorecard_id, version: row.version });
const publish = (row: VersionRow) =>
  publishDraft(
    addressOf(row),
    {
      seenDigest: row.digest,
      title: row.title,
      yaml: row.yaml,
      uses: { cues: [] },
      note: 'Why.',
      author: 'Ines',
    },
    db,
  );

test('drafts are numbered above those in files and each other, also when many ask at once', async () => {
  const rows = await Promise.all([1, 2, 3, 4].map(() => newDraft('numbered', 2)));
  expect(rows.map((row) => row.version).toSorted()).toEqual([3, 4, 5, 6]);
  expect(rows.every((row) => row.yaml === `version: ${row.version}`)).toBe(true);
  expect((await versionRows(db)).map((row) => row.version)).toEqual([6, 5, 4, 3]);
});

test('of two who save what they both saw, the second is told', async () => {
  const draft = await newDraft('shared');
  const save = (yaml: string) =>
    saveDraft(addressOf(draft), { title: 'Desk', yaml, seenDigest: draft.digest }, db);
  const saved = await save('mine');
  expect(saved).toMatchObject({ yaml: 'mine', digest: textDigest('mine'), status: 'draft' });
  await expect(save('theirs')).rejects.toMatchObject({
    code: 'scorecard_changed',
    details: { digest: saved.digest },
  });
  expect((await versionRow(addressOf(draft), db))?.yaml).toBe('mine');
});

test('what was published is neither saved over, nor published twice, nor deleted', async () => {
  const row = await publish(await newDraft('locked'));
  expect(row).toMatchObject({ status: 'published', note: 'Why.', author: 'Ines', uses: { cues: [] } });
  const refused = expect.objectContaining({ code: 'scorecard_not_draft' });
  const again = saveDraft(addressOf(row), { title: '', yaml: 'other', seenDigest: row.digest }, db);
  await expect(again).rejects.toEqual(refused);
  await expect(publish(row)).rejects.toEqual(refused);
  await expect(deleteDraft(addressOf(row), db)).rejects.toEqual(refused);
});

test('the stamp changes when a version begins or ceases to judge, and not for drafts', async () => {
  const before = await judgingStamp(db);
  const draft = await newDraft('stamped');
  expect(await judgingStamp(db)).toBe(before);
  await publish(draft);
  const published = await judgingStamp(db);
  expect(published).toBeGreaterThan(before);
  await archiveVersion(addressOf(draft), db);
  expect(await judgingStamp(db)).toBeGreaterThan(published);
  const judging = (await judgingVersions(db)).filter((row) => row.scorecard_id === 'stamped');
  expect(judging.map((row) => row.status)).toEqual(['archived']);
});

test('only what is published is archived, and what is not there is told as such', async () => {
  const draft = await newDraft('early');
  await expect(archiveVersion(addressOf(draft), db)).rejects.toMatchObject({
    code: 'scorecard_not_published',
  });
  await deleteDraft(addressOf(draft), db);
  const gone = expect.objectContaining({ code: 'scorecard_version_not_found' });
  await expect(deleteDraft(addressOf(draft), db)).rejects.toEqual(gone);
  await expect(archiveVersion(addressOf(draft), db)).rejects.toEqual(gone);
  await expect(publish(draft)).rejects.toEqual(gone);
});
