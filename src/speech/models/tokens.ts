/**
 * A token table (`tokens.txt`): one `symbol id` per line, or only `id` where the symbol is a space.
 * sherpa-onnx ends the process on a line of another form, so the table is read by the same rules first.
 */
export interface TokenTable {
  ids: Map<string, number>;
  /** Whether any symbol has a lower-case letter: models without it write capitals only. */
  hasLowerCase: boolean;
  /** The first line that cannot be read, from 1, or null. */
  badLine: number | null;
  /** The first line whose symbol was there before, from 1, or null: some loaders end on it. */
  doubledLine: number | null;
}

const asciiSpace = /[ \t\r\n\f\v]+/;

export function readTokens(text: string): TokenTable {
  const table: TokenTable = { ids: new Map(), hasLowerCase: false, badLine: null, doubledLine: null };
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [index, line] of lines.entries()) {
    const parts = line.split(asciiSpace).filter(Boolean);
    const [symbol, id] = parts.length === 1 ? [' ', parts[0]] : parts;
    if (symbol === undefined || parts.length > 2 || !/^\d+$/.test(id ?? '')) {
      table.badLine ??= index + 1;
      continue;
    }
    if (table.ids.has(symbol)) table.doubledLine ??= index + 1;
    table.ids.set(symbol, Number(id));
    // Control symbols such as <blk> and <0x0A> say nothing about how the model spells.
    if (/\p{Ll}/u.test(symbol) && !symbol.startsWith('<')) table.hasLowerCase = true;
  }
  return table;
}

/** The table as a `bpe.vocab` for hot words: models do not ship one, and equal scores make the longest pieces win. */
export function bpeVocabulary(table: TokenTable): string {
  return [...table.ids.keys()].map((symbol) => `${symbol}\t-1.0\n`).join('');
}
