import { z } from 'zod';

/** Words and phrases that recognition is to favour: streets, units, terms of an agency. */

/** Every segment of speech is searched with all of them. */
export const mostHotWords = 2_000;
export const longestHotWord = 100;

export const HotWord = z.string().trim().min(1).max(longestHotWord);

export const HotWordList = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** The queues whose calls it is for, as their sources name them: those of one centre. Empty: every call. */
  queues: z.array(z.string().trim().min(1).max(200)).max(200).default([]),
  words: z.array(HotWord).max(mostHotWords),
});
export type HotWordList = z.infer<typeof HotWordList>;

/** All lists there are to be. */
export const HotWordLists = z
  .strictObject({ lists: z.array(HotWordList).max(100) })
  .superRefine(({ lists }, context) => {
    const names = new Set(lists.map(({ name }) => name));
    if (names.size < lists.length)
      context.addIssue({ code: 'custom', path: ['lists'], message: 'two lists have one name' });
    const words = lists.reduce((sum, list) => sum + list.words.length, 0);
    if (words > mostHotWords) {
      const message = `${words} words are more than ${mostHotWords}`;
      context.addIssue({ code: 'custom', path: ['lists'], message });
    }
  });
export type HotWordLists = z.infer<typeof HotWordLists>;

export const HotWordsInForce = z.object({
  /** Of the settings and the file they name: for every call, and changed there. */
  settings: z.array(z.string()),
  lists: z.array(HotWordList),
});
export type HotWordsInForce = z.infer<typeof HotWordsInForce>;
