import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { EarshotError } from '../../errors.ts';
import type { Db } from './tables.ts';

export interface Migration {
  /** Its file name: four digits that count up from 0001, and words. */
  name: string;
  sql: string;
  /** SHA-256 in hex. */
  checksum: string;
}

interface Applied {
  name: string;
  checksum: string;
}

/** Any number that nobody else takes locks with. */
const lockKey = 0x45617273;

/**
 * Brings the tables to what this version of Earshot needs. Each migration is one transaction, and whoever else
 * migrates at this moment is waited for, so it may be called by many at once and be killed at any point.
 * @throws database_newer when a later version of Earshot was here, database_altered when a migration that was
 *   applied is not the one this version knows
 */
export async function migrate(db: Db): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(new URL('./migrations/', import.meta.url));
  const applied: string[] = [];
  for (;;) {
    const name = await applyNext(migrations, db);
    if (name === undefined) return { applied };
    applied.push(name);
  }
}

async function applyNext(migrations: Migration[], db: Db): Promise<string | undefined> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);
    // Building an index over years of calls may take longer than a query ever should.
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql`
      create table if not exists earshot_migrations (
        name text primary key,
        checksum text not null,
        applied_at timestamptz not null default clock_timestamp()
      )`.execute(tx);
    const { rows } = await sql<Applied>`select name, checksum from earshot_migrations order by name`.execute(
      tx,
    );
    const next = nextMigration(migrations, rows);
    if (!next) return undefined;
    await sql.raw(next.sql).execute(tx);
    await sql`insert into earshot_migrations (name, checksum) values (${next.name}, ${next.checksum})`.execute(
      tx,
    );
    return next.name;
  });
}

/**
 * The first migration that is not applied yet, once those that are have been checked.
 * @throws database_newer, database_altered
 */
export function nextMigration(known: Migration[], applied: Applied[]): Migration | undefined {
  for (const [position, row] of applied.entries()) {
    const migration = known[position];
    if (!migration) throw new EarshotError('database_newer', { details: { unknown: row.name } });
    if (migration.name !== row.name || migration.checksum !== row.checksum) {
      throw new EarshotError('database_altered', {
        details: { applied: row.name, expected: migration.name },
      });
    }
  }
  return known[applied.length];
}

/** In the order of their names. */
export async function readMigrations(folder: URL): Promise<Migration[]> {
  const path = fileURLToPath(folder);
  const names = (await readdir(path)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(path, name), 'utf8');
      return { name, sql: text, checksum: checksumOf(text) };
    }),
  );
}

/** Of what a migration does: comments may be mended later, and a checkout on Windows may change the line ends. */
export function checksumOf(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(--|$)/.test(line));
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
