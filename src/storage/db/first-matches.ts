import { type RawBuilder, sql } from 'kysely';
import type { CallSummary } from '../../model/api.ts';
import type { SoughtWords } from './search-words.ts';
import type { Db } from './tables.ts';

type Matches = Map<string, CallSummary['match']>;

/**
 * By call, the first turn that holds any of what is sought. A phrase that begins in one turn and ends in the next
 * has none.
 */
export async function firstMatches(ids: string[], words: SoughtWords, db: Db): Promise<Matches> {
  // Taking every turn's words apart costs 10 µs each, 15 ms a page. Most turns are ruled out by their letters.
  const matches = await turnsThatHold(
    words,
    ids,
    sql`lower(text) like any(${lettersOf(words.any)}::text[])`,
    db,
  );
  const missing = ids.filter((id) => !matches.has(id));
  if (missing.length === 0 || words.holdsPhrase) return matches;
  // A few words do not begin as their stems do: `die`, for `dying`.
  return new Map([...matches, ...(await turnsThatHold(words, missing, sql`true`, db))]);
}

async function turnsThatHold(
  words: SoughtWords,
  ids: string[],
  condition: RawBuilder<unknown>,
  db: Db,
): Promise<Matches> {
  const { rows } = await sql<{ id: string; turn: number; startMs: number; text: string }>`
    select id, matching.index as turn, matching.start_ms as "startMs", matching.text
    from unnest(${ids}::uuid[]) as page (id)
    cross join lateral (
      select index, start_ms, text
      from turns
      where call_id = page.id and ${condition} and spoken_words(text) @@ ${words.any}::tsquery
      order by index
      limit 1
    ) as matching`.execute(db);
  return new Map(rows.map(({ id, ...match }) => [id, match]));
}

/** Patterns of which a text matches one when it holds a word of these stems: all of a stem but its last letter. */
export function lettersOf(query: string): string[] {
  return [...query.matchAll(/'((?:[^']|'')+)'/g)].map(([, written]) => {
    const stem = (written as string).replaceAll("''", "'").replaceAll('\\\\', '\\');
    const letters = stem.length > 1 ? stem.slice(0, -1) : stem;
    return `%${letters.replace(/[\\%_]/g, '\\$&')}%`;
  });
}
