import { type RawBuilder, sql } from 'kysely';
import type { KnowledgeHit, MarkedPiece } from '../../model/knowledge.ts';
import { plainWords } from './knowledge.ts';
import type { Db } from './tables.ts';

/** Words of one thing: all of them must be there. */
type Subject = string;

/** What stands around a hit in an answer of Postgres; readers take both out of every text. */
const marks = { from: '\ue000', to: '\ue001' };

const mostWords = 12;

export function soughtWords(typed: string): string[] {
  return plainWords(typed)
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, mostWords);
}

/** The passages that hold each of these words, or any, best first. The last word may be the beginning of one. */
export async function searchPassages(
  words: readonly string[],
  holding: 'each' | 'any',
  limit: number,
  db: Db,
): Promise<KnowledgeHit[]> {
  if (words.length === 0) return [];
  const terms = words.map((word, place) => termOf(word, place === words.length - 1));
  const query = joined(terms, holding === 'each' ? sql`&&` : sql`||`);
  const { rows } = await hitsOf(sql`${query} as least, null::tsquery as best`, limit).execute(db);
  return rows.map(toHit);
}

/**
 * The passages that speak of any of these subjects, those in whose headings one stands before others. A subject of one
 * word says little: it has to be a heading's.
 */
export async function passagesAbout(
  subjects: readonly Subject[],
  limit: number,
  db: Db,
): Promise<KnowledgeHit[]> {
  const all = subjects.map(soughtWords).filter((words) => words.length > 0);
  if (all.length === 0) return [];
  const anyOf = (isHeading: (words: string[]) => boolean) =>
    joined(
      all.map((words) => allOf(words, isHeading(words))),
      sql`||`,
    );
  const inHeading = anyOf(() => true);
  const anywhere = anyOf((words) => words.length === 1);
  const { rows } = await hitsOf(sql`${inHeading} as best, ${anywhere} as least`, limit).execute(db);
  return rows.map(toHit);
}

/**
 * Of words that stand nearly everywhere not all matches are ranked: with 10,000 passages, on a busy machine, 95 of 100
 * searches then took up to 110 ms instead of 170.
 */
const mostRanked = 2_000;

interface HitRow {
  id: string;
  document_id: string;
  title: string;
  headings: string[];
  marked: string;
}

/** Those that match `least`, those that match `best` before the others. */
function hitsOf(asked: RawBuilder<unknown>, limit: number) {
  const options = `HighlightAll=true, StartSel=${marks.from}, StopSel=${marks.to}`;
  // Marking takes longest: only what is shown is marked.
  return sql<HitRow>`
    with asked as (select ${asked}), matching as (
      select id, document_id, position, headings, text, words, best, least
      from knowledge_passages, asked
      where words @@ least
      limit ${mostRanked}
    ), found as (
      select id, document_id, position, headings, text, coalesce(words @@ best, false) as holds_best,
        ts_rank(words, least, 1) as rank, least
      from matching
      order by holds_best desc, rank desc, document_id, position
      limit ${limit}
    )
    select found.id, document_id, title, headings,
      ts_headline('english', text, least, ${options}) as marked
    from found join knowledge_documents on knowledge_documents.id = document_id
    order by holds_best desc, rank desc, document_id, position`;
}

/** Its stem, or the word as it stands, or what begins with it; nothing when it says nothing. */
function termOf(word: string, isLast: boolean): RawBuilder<unknown> {
  if (!isLast) return wholeWord(word, false);
  return sql`(plainto_tsquery('english', ${word}) || to_tsquery('simple', ${`'${word}':*`}))`;
}

function allOf(words: readonly string[], heading: boolean): RawBuilder<unknown> {
  return joined(
    words.map((word) => wholeWord(word, heading)),
    sql`&&`,
  );
}

function wholeWord(word: string, heading: boolean): RawBuilder<unknown> {
  const weight = heading ? ':A' : '';
  const written = `'${word}'${weight}`;
  return sql`(case when numnode(plainto_tsquery('english', ${word})) = 0 then ''::tsquery
    else to_tsquery('english', ${written}) || to_tsquery('simple', ${written}) end)`;
}

function joined(queries: readonly RawBuilder<unknown>[], operator: RawBuilder<unknown>): RawBuilder<unknown> {
  return queries.reduce((all, one) => sql`(${all} ${operator} ${one})`);
}

function toHit({ id, document_id, title, headings, marked }: HitRow): KnowledgeHit {
  return { id, documentId: document_id, documentTitle: title, headings, pieces: piecesOf(marked) };
}

function piecesOf(marked: string): MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  for (const [place, part] of marked.split(marks.from).entries()) {
    const [hit, rest] = place === 0 ? ['', part] : cutAt(part, marks.to);
    if (hit !== '') pieces.push({ text: hit, hit: true });
    if (rest !== '') pieces.push({ text: rest, hit: false });
  }
  return pieces;
}

function cutAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** The words of all documents that begin with one of these letters. */
export async function vocabulary(letters: readonly string[], db: Db): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select distinct word
    from unnest(${[...letters]}::text[]) as letter
    join knowledge_vocabulary on word >= letter collate "C" and word < (letter || '\uffff') collate "C"`.execute(
    db,
  );
  return rows.map(({ word }) => word);
}
