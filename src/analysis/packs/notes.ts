import { type Cue, compilePhrases, cueBook, type Phrases } from '../rules/phrases.ts';
import type { Speaker } from '../rules/window.ts';
import type { NoteSign, NotesFormat } from './notes-format.ts';

export interface NotedSign {
  phrases: Phrases;
  by: Speaker;
  points: number;
  first: number | undefined;
}

/** One of several things a call may be, and what speaks for it. */
export interface NotedOption {
  id: string;
  title: string;
  signs: NotedSign[];
}

/** What is noted of a pack's calls, ready to be looked for. */
export interface Notes {
  intents: NotedOption[];
  moods: { positive: NotedSign[]; negative: NotedSign[] } | null;
  complaint: {
    atLeast: number;
    signs: NotedSign[];
    kinds: NotedOption[];
    severity: { high: number; medium: number };
  } | null;
  actionItems: (Omit<NotesFormat['actionItems'][number], 'says'> & { phrases: Phrases })[];
  summary: (Omit<NotesFormat['summary'][number], 'says'> & { phrases: Phrases })[];
}

/** @throws PhraseError */
export function compileNotes(format: NotesFormat, cues: ReadonlyMap<string, Cue>): Notes {
  const book = cueBook(cues);
  const phrases = (says: readonly string[]) => compilePhrases(says, book);
  const signs = (all: readonly NoteSign[]) =>
    all.map(({ says, by, points, first }): NotedSign => ({ phrases: phrases(says), by, points, first }));
  const options = (all: NotesFormat['intents']) =>
    all.map(({ id, title, signs: its }): NotedOption => ({ id, title, signs: signs(its) }));
  const { moods, complaint } = format;
  return {
    intents: options(format.intents),
    moods: moods ? { positive: signs(moods.positive), negative: signs(moods.negative) } : null,
    complaint: complaint
      ? { ...complaint, signs: signs(complaint.signs), kinds: options(complaint.kinds) }
      : null,
    actionItems: format.actionItems.map(({ says, ...rest }) => ({ ...rest, phrases: phrases(says) })),
    summary: format.summary.map(({ says, ...rest }) => ({ ...rest, phrases: phrases(says) })),
  };
}
