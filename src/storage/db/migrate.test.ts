import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { checksumOf, migrate, nextMigration, readMigrations } from './migrate.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const migration = (name: string, checksum = name) => ({ name, checksum, sql: '' });
const [first, second, third] = [migration('0001-a.sql'), migration('0002-b.sql'), migration('0003-c.sql')];

test('the next migration is the first that was not applied', () => {
  expect(nextMigration([first, second], [])).toBe(first);
  expect(nextMigration([first, second], [first])).toBe(second);
  expect(nextMigration([first, second], [first, second])).toBeUndefined();
});

test('a database that a newer version changed is refused', () => {
  expect(() => nextMigration([first, second], [first, second, third])).toThrow(
    expect.objectContaining({ code: 'database_newer' }),
  );
});

test('a database whose migrations are not ours is refused', () => {
  const altered = expect.objectContaining({ code: 'database_altered' });
  expect(() => nextMigration([first, second], [migration('0001-a.sql', 'other')])).toThrow(altered);
  expect(() => nextMigration([first, third], [first, second])).toThrow(altered);
});

test('a comment or a line end may change in a migration that was applied, and nothing else', () => {
  const text = '-- why\ncreate table a (\n  -- what\n  b text\n);\n';
  const mended = '-- because\r\n\r\ncreate table a (\r\n  b text\r\n);';
  expect(checksumOf(mended)).toBe(checksumOf(text));
  expect(checksumOf(text.replace('text', 'json'))).not.toBe(checksumOf(text));
});

test('migrations are numbered without a gap, from 0001', async () => {
  const names = (await readMigrations(new URL('./migrations/', import.meta.url))).map(({ name }) => name);
  expect(names.map((name) => name.slice(0, 5))).toEqual(
    names.map((_, position) => `${String(position + 1).padStart(4, '0')}-`),
  );
});

test('a migrated database needs nothing more', async () => {
  expect(await migrate(database.db)).toEqual({ applied: [] });
});

test('an empty database that many migrate at once is migrated once', async () => {
  await using empty = await testDatabase();
  await sql`drop schema public cascade`.execute(empty.db);
  await sql`create schema public`.execute(empty.db);
  const results = await Promise.all(Array.from({ length: 4 }, () => migrate(empty.db)));
  const applied = results.flatMap((result) => result.applied);
  const names = (await readMigrations(new URL('./migrations/', import.meta.url))).map(({ name }) => name);
  expect(applied.toSorted()).toEqual(names);
});
