import { storableText } from './storable.ts';

/** A tsvector holds 1 MB of lexemes: some four hours of talk without a pause, of which this is safely less. */
const maxSearchBytes = 200_000;

/** What search reads of a call: its turns as one text. What lies beyond the limit is not found by search. */
export function searchText(turns: readonly { text: string }[]): string {
  const texts: string[] = [];
  let room = maxSearchBytes;
  for (const turn of turns) {
    const bytes = Buffer.from(storableText(turn.text));
    texts.push(bytes.subarray(0, room).toString('utf8'));
    room -= bytes.length + 1;
    if (room <= 0) break;
  }
  return texts.join('\n');
}
