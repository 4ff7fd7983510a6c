import { toEarshotError } from '../errors.ts';
import type { Log } from '../log.ts';
import { HotWordLists } from '../model/hot-words.ts';
import type { HotWords } from '../speech/hot-words.ts';
import { keepValue, keptValue } from '../storage/db/kept-values.ts';
import type { Db } from '../storage/db/tables.ts';

const key = 'speech.hotWords';

/** Puts the lists of hot words that were made here into force, as the database keeps them. */
export async function loadKeptHotWords(parts: { db: Db; hotWords: HotWords; log: Log }): Promise<void> {
  const kept = await keptValue(key, parts.db);
  if (kept === undefined) return;
  const parsed = HotWordLists.safeParse(kept);
  if (parsed.success) parts.hotWords.replace(parsed.data.lists);
  // Calls are heard without them: better than not at all.
  else parts.log.error({ err: toEarshotError(parsed.error) }, 'the kept hot words cannot be read');
}

export async function changeHotWords(
  { lists }: HotWordLists,
  parts: { db: Db; hotWords: HotWords },
): Promise<void> {
  await keepValue(key, { lists }, parts.db);
  parts.hotWords.replace(lists);
}
