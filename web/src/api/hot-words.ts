import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type HotWordList, type HotWordLists, HotWordsInForce } from '../../../src/model/hot-words.ts';
import { ApiFailure, ask } from './ask.ts';
import { keys } from './keys.ts';

const path = '/speech/hot-words';

/** Not asked for anew by itself: what is being written would be lost under it. */
export function useHotWords() {
  return useQuery({
    queryKey: keys.hotWords,
    queryFn: ({ signal }) => ask(HotWordsInForce, path, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

interface Saving {
  lists: HotWordLists;
  /** What they were made of: when others are in force by now, somebody else saved meanwhile. */
  from: readonly HotWordList[];
}

/** @throws ApiFailure; `changed_meanwhile` when the lists in force are not those that were changed */
export function useSaveHotWords() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ lists, from }: Saving) => {
      const now = await ask(HotWordsInForce, path);
      if (JSON.stringify(now.lists) !== JSON.stringify(from)) {
        const message =
          'Somebody else saved other lists since this page was opened. Copy what you wrote, discard your changes, and put it in again.';
        throw new ApiFailure({ code: 'changed_meanwhile', message, status: 409 });
      }
      return await ask(HotWordsInForce, path, { method: 'PUT', json: lists });
    },
    onSuccess(saved) {
      client.setQueryData(keys.hotWords, saved);
      return client.invalidateQueries({ queryKey: keys.speech });
    },
  });
}
