export interface Piece {
  text: string;
  hit: boolean;
}

/**
 * The words of a web-search query that a matching text holds: `"white van" or truck -blue` → white, van, truck.
 * A phrase is marked word by word, since the text it matched may have been cut differently.
 */
export function searchWords(query: string): string[] {
  const wanted = query.toLowerCase().match(/-?"[^"]*"?|\S+/g) ?? [];
  return wanted
    .filter((part) => !part.startsWith('-') && part !== 'or')
    .flatMap((part) => part.match(/[\p{L}\p{N}']+/gu) ?? []);
}

/** English endings that a text search sees through, so that `fires` is marked for `fire`. */
function stem(word: string): string {
  const short = word.replace(/'s?$/, '').replace(/(?:ing|ed|es|s|ly|e)$/, '');
  return short.length >= 3 ? short : word;
}

/** Cuts a text into what matches the words and what does not; joined again the pieces are the text. */
export function markWords(text: string, words: string[]): Piece[] {
  const stems = new Set(words.map(stem));
  const pieces: Piece[] = [];
  for (const part of text.split(/([\p{L}\p{N}']+)/u)) {
    if (part === '') continue;
    const hit = stems.has(stem(part.toLowerCase()));
    const last = pieces.at(-1);
    if (last && last.hit === hit) last.text += part;
    else pieces.push({ text: part, hit });
  }
  return pieces;
}

/** The same, cut to about `length` characters around the first hit, with an ellipsis where something is left out. */
export function markAround(text: string, words: string[], length: number): Piece[] {
  const pieces = markWords(text, words);
  if (text.length <= length) return pieces;
  const before = pieces.slice(
    0,
    Math.max(
      0,
      pieces.findIndex((piece) => piece.hit),
    ),
  );
  const firstHit = before.reduce((sum, piece) => sum + piece.text.length, 0);
  const start = text.lastIndexOf(' ', Math.max(0, firstHit - length / 3)) + 1;
  const end = text.indexOf(' ', start + length);
  const cut = markWords(text.slice(start, end === -1 ? undefined : end), words);
  if (start > 0) cut.unshift({ text: '… ', hit: false });
  if (end !== -1) cut.push({ text: ' …', hit: false });
  return cut;
}
