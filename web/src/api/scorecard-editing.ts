import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CallList } from '../../../src/model/api.ts';
import type { Kind } from '../../../src/model/call.ts';
import {
  Backtest,
  type DraftChange,
  GoldenCheck,
  type NewDraft,
  type Publication,
  ScorecardCheck,
  ScorecardLibrary,
  ScorecardPreview,
  ScorecardVersion,
} from '../../../src/model/scorecard-editing.ts';
import { ask, tell } from './ask.ts';
import { keys } from './keys.ts';

export type VersionPlace = Pick<ScorecardVersion, 'id' | 'version'>;

const pathOf = ({ id, version }: VersionPlace) => `/scorecards/${encodeURIComponent(id)}/versions/${version}`;

/** What was typed is asked about once, and not kept for long. */
const typedMs = 10_000;

export function exportUrl(place: VersionPlace): string {
  return `/api/v1${pathOf(place)}/yaml`;
}

export function useLibrary() {
  return useQuery({
    queryKey: keys.library,
    queryFn: ({ signal }) => ask(ScorecardLibrary, '/scorecards/versions', { signal }),
  });
}

export function useVersion(place: VersionPlace) {
  return useQuery({
    queryKey: keys.version(place.id, place.version),
    queryFn: ({ signal }) => ask(ScorecardVersion, pathOf(place), { signal }),
    // The text under somebody's hands is not replaced; saving tells when it is no longer the newest.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Changes one version and puts the answer where it is read from. */
function useVersionChange<Input>(change: (input: Input) => Promise<ScorecardVersion>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (version) => {
      client.setQueryData(keys.version(version.id, version.version), version);
      void client.invalidateQueries({ queryKey: keys.library });
      void client.invalidateQueries({ queryKey: keys.outlines });
    },
  });
}

export function useCreateDraft() {
  return useVersionChange((draft: NewDraft) =>
    ask(ScorecardVersion, '/scorecards/drafts', { method: 'POST', json: draft }),
  );
}

export function useSaveDraft(place: VersionPlace) {
  return useVersionChange((change: DraftChange) =>
    ask(ScorecardVersion, pathOf(place), { method: 'PUT', json: change }),
  );
}

export function usePublish(place: VersionPlace) {
  return useVersionChange((publication: Publication) =>
    ask(ScorecardVersion, `${pathOf(place)}/publish`, { method: 'POST', json: publication }),
  );
}

export function useArchive() {
  return useVersionChange((place: VersionPlace) =>
    ask(ScorecardVersion, `${pathOf(place)}/archive`, { method: 'POST' }),
  );
}

export function useDiscardDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (place: VersionPlace) => tell(pathOf(place), { method: 'DELETE' }),
    onSuccess: (_, place) => {
      client.removeQueries({ queryKey: keys.version(place.id, place.version) });
      return client.invalidateQueries({ queryKey: keys.library });
    },
  });
}

export function useCheck(place: VersionPlace, yaml: string) {
  return useQuery({
    queryKey: keys.trial(place.id, place.version, 'check', yaml),
    queryFn: ({ signal }) =>
      ask(ScorecardCheck, `${pathOf(place)}/check`, { method: 'POST', json: { yaml }, signal }),
    placeholderData: keepPreviousData,
    gcTime: typedMs,
    enabled: yaml !== '',
  });
}

export function usePreview(place: VersionPlace, yaml: string, callId: string | null, enabled: boolean) {
  return useQuery({
    queryKey: keys.trial(place.id, place.version, `preview ${callId}`, yaml),
    queryFn: ({ signal }) =>
      ask(ScorecardPreview, `${pathOf(place)}/preview`, { method: 'POST', json: { yaml, callId }, signal }),
    placeholderData: keepPreviousData,
    gcTime: typedMs,
    enabled: enabled && callId !== null,
  });
}

export function useGoldenCheck(place: VersionPlace, yaml: string) {
  return useQuery({
    queryKey: keys.trial(place.id, place.version, 'golden', yaml),
    queryFn: ({ signal }) =>
      ask(GoldenCheck, `${pathOf(place)}/golden`, { method: 'POST', json: { yaml }, signal }),
    staleTime: 60_000,
  });
}

export function useStartBacktest(place: VersionPlace) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: { yaml: string; calls: number }) =>
      ask(Backtest, `${pathOf(place)}/backtest`, { method: 'POST', json: asked }),
    onSuccess: (backtest) => client.setQueryData(keys.backtest(backtest.id), backtest),
  });
}

const lookMs = 400;

/** A backtest, asked for again while it runs. */
export function useBacktest(id: string | null) {
  return useQuery({
    queryKey: keys.backtest(id),
    queryFn: ({ signal }) => ask(Backtest, `/scorecards/backtests/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data?.state === 'running' ? lookMs : false),
    staleTime: 0,
  });
}

export function useStopBacktest() {
  return useMutation({
    mutationFn: (id: string) => tell(`/scorecards/backtests/${id}`, { method: 'DELETE' }),
  });
}

/** The last judged calls of a kind, to try a scorecard on. */
export function useCallsOfKind(kind: Kind) {
  return useQuery({
    queryKey: keys.callsOfKind(kind),
    queryFn: async ({ signal }) =>
      (
        await ask(CallList, `/calls?${new URLSearchParams({ kind, state: 'done', limit: '100' })}`, {
          signal,
        })
      ).calls,
  });
}
