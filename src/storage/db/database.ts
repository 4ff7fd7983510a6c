import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  sql,
} from 'kysely';
import pg from 'pg';
import { EarshotError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../log.ts';
import { databaseError } from './database-error.ts';
import { openEmbedded } from './embedded/embedded.ts';
import type { DatabaseSettings } from './settings.ts';
import type { Db, Tables } from './tables.ts';

export interface Database extends AsyncDisposable {
  readonly db: Db;
  /** The same connections, for those that bring their own SQL (the job queue). */
  readonly pool: pg.Pool;
  /** Where it is, for those that need a connection of their own; with its password. */
  readonly url: string;
}

const oldestVersion = 150_000;
/** A new connection costs some 20 ms: they are kept while somebody looks at the dashboard. */
const idleTimeoutMillis = 5 * 60_000;

/**
 * Connects to the PostgreSQL at `databaseUrl`, or starts the embedded one in `dataFolder` when there is none.
 * The tables are not touched: see `migrate`. Disposing ends the connections, then the embedded server.
 * @throws database_unavailable, data_folder_unusable, disk_full
 */
export async function openDatabase(
  options: { databaseUrl?: string | undefined; dataFolder: string; settings: DatabaseSettings },
  deps: { clock: Clock; log: Log },
): Promise<Database> {
  await using opened = new AsyncDisposableStack();
  let url = options.databaseUrl;
  if (url === undefined) {
    const embedded = opened.use(await openEmbedded({ dataFolder: options.dataFolder }, deps));
    url = embedded.url;
  }
  const database = opened.use(connect(url, options.settings, deps));
  await checkServer(database.db);
  const parts = opened.move();
  return {
    db: database.db,
    pool: database.pool,
    url,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

/** A pool on a database that runs. Nothing is asked of it yet. */
export function connect(url: string, settings: DatabaseSettings, deps: { log: Log }): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: settings.poolSize,
    connectionTimeoutMillis: settings.connectTimeoutMs,
    statement_timeout: settings.statementTimeoutMs,
    idle_in_transaction_session_timeout: settings.statementTimeoutMs,
    keepAlive: true,
    idleTimeoutMillis,
    application_name: 'earshot',
  });
  // A connection that breaks while idle has nobody to tell; the pool replaces it with the next query.
  // Not the error itself: it carries the whole connection, address and password included.
  pool.on('error', (thrown: NodeJS.ErrnoException) =>
    deps.log.warn({ reason: thrown.code ?? 'connection lost' }, 'an idle database connection broke'),
  );
  // One that breaks while lent out fails its query; without a listener it would end the process as well.
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: guarded(pool) }) });
  return { db, pool, url, [Symbol.asyncDispose]: () => db.destroy() };
}

/** Runs a statement with `$1` parameters on this database or in this transaction. */
export function runSqlIn(db: Db): (statement: string, parameters: readonly unknown[]) => Promise<unknown[]> {
  return async (statement, parameters) =>
    (await db.executeQuery(CompiledQuery.raw(statement, [...parameters]))).rows;
}

/** The pool as Kysely uses it, with every error mapped by `databaseError`. */
function guarded(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    async connect() {
      const client = await pool.connect().catch((thrown) => {
        throw databaseError(thrown);
      });
      const known = clients.get(client);
      if (known) return known;
      const made = guardedClient(client);
      clients.set(client, made);
      return made;
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

function guardedClient(client: pg.PoolClient): PostgresPoolClient {
  let isBroken = false;
  const query = async (statement: string, parameters: unknown[]) => {
    try {
      return await client.query(statement, parameters);
    } catch (thrown) {
      const error = databaseError(thrown);
      isBroken ||= error instanceof EarshotError && error.code === 'database_unavailable';
      throw error;
    }
  };
  // The server says that it ends a connection before the connection ends: nobody may be given it in between.
  const release = (destroy?: boolean) => client.release(destroy || isBroken);
  return Object.create(client, {
    query: { value: query },
    release: { value: release },
  }) as PostgresPoolClient;
}

async function checkServer(db: Db): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string }>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding
  `.execute(db);
  const { version, encoding } = rows[0] ?? { version: 0, encoding: '' };
  if (version >= oldestVersion && encoding === 'UTF8') return;
  throw new EarshotError('database_unsuitable', {
    details: { version, oldestVersion, encoding, neededEncoding: 'UTF8' },
  });
}
