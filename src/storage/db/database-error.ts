import pg from 'pg';
import { EarshotError } from '../../errors.ts';

/** Conditions in which the server is not there for us, by SQLSTATE (appendix A of the PostgreSQL manual). */
const unavailable = [
  /^08/, // the connection failed
  /^28/, // this account may not enter
  /^3D000$/, // the database does not exist
  /^53[23]00$/, // out of memory, too many connections
  /^57P0[1-5]$/, // it shuts down, crashed or still starts
];
const diskFull = '53100';

/**
 * What a failed query or connection means: `database_unavailable` (try again) or `disk_full`; anything else,
 * such as a broken constraint, is left as it is. An error without SQLSTATE never reached the server, or the
 * connection broke under it.
 */
export function databaseError(thrown: unknown): unknown {
  if (thrown instanceof EarshotError) return thrown;
  if (!(thrown instanceof pg.DatabaseError)) {
    const reason = (thrown as { code?: unknown } | null)?.code ?? 'connection lost';
    return new EarshotError('database_unavailable', { details: { reason }, cause: thrown });
  }
  // These quote the row or its values, and errors are logged: they may be words, names and numbers of a call.
  thrown.detail = undefined;
  thrown.where = undefined;
  const sqlState = thrown.code ?? '';
  if (sqlState === diskFull) return new EarshotError('disk_full', { cause: thrown });
  if (!unavailable.some((pattern) => pattern.test(sqlState))) return thrown;
  return new EarshotError('database_unavailable', { details: { reason: sqlState }, cause: thrown });
}
