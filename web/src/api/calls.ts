import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { CallDetail, CallFacets, CallList, type CallSummary, Peaks } from '../../../src/model/api.ts';
import type { Role } from '../../../src/model/call.ts';
import { ask, tell } from './ask.ts';
import { keys } from './keys.ts';
import { withRoles } from './optimistic.ts';

export type CallProgress = Pick<CallSummary, 'state' | 'stage' | 'progress' | 'problem'>;

/** `query` is the query string without cursor, as `toApiQuery` makes it. */
export function useCallList(query: string) {
  return useInfiniteQuery({
    queryKey: keys.callList(query),
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(query);
      if (pageParam !== null) params.set('cursor', pageParam);
      return ask(CallList, `/calls?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

export function useFacets() {
  return useQuery({
    queryKey: keys.facets,
    queryFn: ({ signal }) => ask(CallFacets, '/calls/facets', { signal }),
    staleTime: 60_000,
  });
}

export function useCall(id: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: keys.call(id),
    queryFn: ({ signal }) => ask(CallDetail, `/calls/${encodeURIComponent(id)}`, { signal }),
  });
}

/** Only where a call stands; moved by live events, and asked for again after a lost connection. */
export function useProgress(id: string, known: CallProgress) {
  return useQuery({
    queryKey: keys.progress(id),
    queryFn: async ({ signal }): Promise<CallProgress> =>
      ask(CallDetail, `/calls/${encodeURIComponent(id)}`, { signal }),
    initialData: known,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function usePeaks(id: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.peaks(id),
    queryFn: ({ signal }) => ask(Peaks, `/calls/${encodeURIComponent(id)}/peaks`, { signal }),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function audioUrl(id: string): string {
  return `/api/v1/calls/${encodeURIComponent(id)}/audio`;
}

export function originalUrl(id: string, position: number): string {
  return `/api/v1/calls/${encodeURIComponent(id)}/original/${position}`;
}

export function useRetryCall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => tell(`/calls/${encodeURIComponent(id)}/retry`, { method: 'POST' }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.calls }),
        client.invalidateQueries({ queryKey: keys.queue }),
      ]),
  });
}

/** Shows the new roles at once; the score follows when the server has judged the call again. */
export function useChangeRoles(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (roles: Role[]) =>
      tell(`/calls/${encodeURIComponent(id)}/roles`, { method: 'PUT', json: { roles } }),
    onMutate: async (roles) => {
      await client.cancelQueries({ queryKey: keys.call(id) });
      const before = client.getQueryData<CallDetail>(keys.call(id));
      if (before) client.setQueryData(keys.call(id), withRoles(before, roles));
      return { before };
    },
    onError: (_error, _roles, context) => {
      if (context?.before) client.setQueryData(keys.call(id), context.before);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.calls }),
  });
}

export function useAttachTranscript(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) => {
      const query = new URLSearchParams({ fileName: file.name });
      const text = await file.text();
      await tell(`/calls/${encodeURIComponent(id)}/transcript?${query}`, { method: 'PUT', text });
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.calls }),
  });
}

export function useDeleteCall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => tell(`/calls/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: (_answer, id) => {
      client.removeQueries({ queryKey: keys.call(id) });
      return Promise.all([
        client.invalidateQueries({ queryKey: keys.callLists }),
        client.invalidateQueries({ queryKey: keys.queue }),
      ]);
    },
  });
}
