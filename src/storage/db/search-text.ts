import { storableText } from './storable.ts';

/** A tsvector holds 1 MB of lexemes: some four hours of talk without a pause, of which this is safely less. */
const maxSearchBytes = 200_000;

/** What search reads of a call: its turns as one text. What lies beyond the limit is not found by search. */
export function searchText(turns: readonly { text: string }[]): string {
  const texts: string[] = [];
  let bytes = 0;
  for (const turn of turns) {
    const text = storableText(turn.text);
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > maxSearchBytes) break;
    texts.push(text);
  }
  return texts.join('\n');
}
