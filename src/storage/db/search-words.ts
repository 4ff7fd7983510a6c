import { type RawBuilder, sql } from 'kysely';
import { storableText } from './storable.ts';
import type { Db } from './tables.ts';

/** What a person typed, taken apart as `websearch_to_tsquery` will. */
export interface TypedWords {
  text: string;
  /** The quoted ones that every match must hold, without their quotes. */
  phrases: string[];
  /** All that is sought and not excluded, joined by `or`: finds the turn that speaks for a match. */
  anyText: string;
}

/** A search as Postgres understands it. */
export interface SoughtWords {
  /** A tsquery in text form. */
  query: string;
  /** A tsquery that is true of a turn which holds any of what is sought. */
  any: string;
  /** False when nothing but stop words was typed: it finds nothing. */
  holdsWords: boolean;
  /** False when only exclusions were typed: an index of words is of no help. */
  isIndexable: boolean;
  /** Whether the order of words must be looked up in each call. */
  holdsPhrase: boolean;
}

export function readTypedWords(typed: string): TypedWords {
  const text = storableText(typed).replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[…–—]/g, ' ');
  const operands = [...text.matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g)].map(([, minus, phrase, word]) => ({
    isExcluded: minus === '-',
    phrase,
    isOr: word?.toLowerCase() === 'or',
    written: phrase === undefined ? (word as string) : `"${phrase}"`,
  }));
  const holdsWords = /[\p{L}\p{N}]/u;
  const sought = operands.filter(
    (operand) => !operand.isExcluded && !operand.isOr && holdsWords.test(operand.written),
  );
  const isAlternative = operands.some((operand) => operand.isOr);
  return {
    text,
    phrases: isAlternative ? [] : sought.flatMap(({ phrase }) => (phrase ? [phrase] : [])),
    anyText: sought.map((operand) => operand.written).join(' or '),
  };
}

/** Asks Postgres what the words mean: it knows the stems and the stop words. */
export async function readSoughtWords(typed: string, db: Db): Promise<SoughtWords> {
  const { text, phrases, anyText } = readTypedWords(typed);
  const words: RawBuilder<unknown> = sql`websearch_to_tsquery('english', ${text})`;
  const query = phrases.reduce((all, phrase) => sql`${all} && phrase_query(${phrase})`, words);
  const { rows } = await sql<{ query: string; any: string; words: string; indexable: string }>`
    select (${query})::text as query, websearch_to_tsquery('english', ${anyText})::text as any,
      words::text, querytree(words) as indexable
    from (select ${words} as words) as typed`.execute(db);
  const row = rows[0] ?? { query: '', any: '', words: '', indexable: '' };
  return {
    query: row.query,
    any: row.any,
    holdsWords: row.words !== '',
    isIndexable: row.indexable !== 'T' && row.indexable !== '',
    holdsPhrase: /<(-|\d+)>/.test(row.words),
  };
}
