import {
  type HotWordList,
  type HotWordLists,
  longestHotWord,
  mostHotWords,
} from '../../../../src/model/hot-words.ts';

/** A list as it is written: its words are lines of one text, so that a whole list can be pasted. */
export interface Draft {
  key: string;
  /** Whoever adds one writes its name next. */
  isNew?: true;
  name: string;
  queues: string[];
  text: string;
}

/** What must change before a list can be saved. */
export interface DraftProblems {
  name: string | null;
  words: string | null;
}

const mostNamedLines = 5;

/** As files of hot words are read: one word or phrase a line (or cell of a table), `#` begins a comment. */
function linesOf(text: string): { line: number; word: string }[] {
  return text
    .split(/\r?\n/)
    .flatMap((line, n) => line.split('\t').map((cell) => ({ line: n + 1, word: cell })))
    .map(({ line, word }) => ({ line, word: word.replace(/\s+/g, ' ').trim() }))
    .filter(({ word }) => word !== '' && !word.startsWith('#'));
}

/** Each once, in their order. */
export function wordsOf(text: string): string[] {
  return [...new Set(linesOf(text).map(({ word }) => word))];
}

export function toDrafts(lists: readonly HotWordList[]): Draft[] {
  return lists.map(({ name, queues, words }, n) => ({
    key: `saved ${n} ${name}`,
    name,
    queues,
    text: words.join('\n'),
  }));
}

export function toLists(drafts: readonly Draft[]): HotWordLists {
  return {
    lists: drafts.map(({ name, queues, text }) => ({ name: name.trim(), queues, words: wordsOf(text) })),
  };
}

/** What of these drafts is not as it was saved. */
export function isChanged(drafts: readonly Draft[], saved: readonly HotWordList[]): boolean {
  return JSON.stringify(toLists(drafts).lists) !== JSON.stringify(saved);
}

export function countOf(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, { text }) => sum + wordsOf(text).length, 0);
}

/** Of all lists together; null when nothing is wrong. */
export function problemOfAll(drafts: readonly Draft[]): string | null {
  const count = countOf(drafts);
  if (count > mostHotWords)
    return `${count} words are more than ${mostHotWords}: take out ${count - mostHotWords}. Every stretch of speech is searched with all of them.`;
  return null;
}

export function problemsOf(draft: Draft, drafts: readonly Draft[]): DraftProblems {
  const name = draft.name.trim();
  const isTwice = drafts.some((other) => other !== draft && other.name.trim() === name);
  const long = linesOf(draft.text).filter(({ word }) => word.length > longestHotWord);
  const lines = long.slice(0, mostNamedLines).map(({ line }) => line);
  return {
    name: name === '' ? 'A list needs a name' : isTwice ? 'Another list has this name' : null,
    words:
      long.length > 0
        ? `Longer than ${longestHotWord} characters: line ${lines.join(', ')}${long.length > lines.length ? ' and others' : ''}`
        : null,
  };
}

/** How many lines say what another already said, and are left out. */
export function repeated(text: string): number {
  return linesOf(text).length - wordsOf(text).length;
}
