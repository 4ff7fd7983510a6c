import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CallReview, ReviewQueue, type ReviewRequest } from '../../../src/model/review.ts';
import { ask } from './ask.ts';
import { keys } from './keys.ts';

/** `query` is the query string of `GET /api/v1/review`. */
export function useReviewQueue(query: string) {
  return useQuery({
    queryKey: keys.reviewQueue(query),
    queryFn: ({ signal }) => ask(ReviewQueue, `/review?${query}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** How much waits, and nothing of what it is. */
export function useReviewCounts() {
  return useReviewQueue('limit=0');
}

export function useCallReview(id: string) {
  return useQuery({
    queryKey: keys.callReview(id),
    queryFn: ({ signal }) => ask(CallReview, `/calls/${encodeURIComponent(id)}/review`, { signal }),
  });
}

/** Does what a person decided; the call is asked for again, with its score and flags. */
export function useDecide(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: ReviewRequest) =>
      ask(CallReview, `/calls/${encodeURIComponent(id)}/review`, { method: 'POST', json }),
    onSuccess: (review) => client.setQueryData(keys.callReview(id), review),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.call(id) }),
        client.invalidateQueries({ queryKey: keys.callLists }),
        client.invalidateQueries({ queryKey: keys.review }),
      ]),
  });
}
