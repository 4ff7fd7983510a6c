import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { QueueOverview } from '../../../src/model/api.ts';
import { ask, tell } from './ask.ts';
import { keys } from './keys.ts';

export function useQueue() {
  return useQuery({
    queryKey: keys.queue,
    queryFn: ({ signal }) => ask(QueueOverview, '/queue', { signal }),
    // Why speech work pauses (load, the nightly window) changes without an event.
    refetchInterval: 15_000,
  });
}

export function useRetryFailed() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => tell('/queue/retry-failed', { method: 'POST' }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.queue }),
        client.invalidateQueries({ queryKey: keys.calls }),
      ]),
  });
}

export function useDismissRejection() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => tell(`/queue/rejections/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onMutate: (id) => {
      const before = client.getQueryData<QueueOverview>(keys.queue);
      if (before) {
        const rejections = before.rejections.filter((rejection) => rejection.id !== id);
        client.setQueryData<QueueOverview>(keys.queue, { ...before, rejections });
      }
      return { before };
    },
    onError: (_error, _id, context) => {
      if (context?.before) client.setQueryData(keys.queue, context.before);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.queue }),
  });
}
