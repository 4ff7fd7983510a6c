import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type NewScenarioDraft,
  ScenarioCheck,
  type ScenarioDraftChange,
  ScenarioLibrary,
  type ScenarioPublication,
  type ScenarioTrial,
  ScenarioVersion,
  TriedScenario,
  type TwinLook,
  TwinReview,
} from '../../../src/model/scenario-editing.ts';
import { ask, tell } from './ask.ts';
import { keys } from './keys.ts';

export type ScenarioPlace = Pick<ScenarioVersion, 'id' | 'version'>;

const pathOf = ({ id, version }: ScenarioPlace) => `/scenarios/${encodeURIComponent(id)}/versions/${version}`;

/** What was typed is asked about once, and not kept for long. */
const typedMs = 10_000;

export function scenarioExportUrl(place: ScenarioPlace): string {
  return `/api/v1${pathOf(place)}/yaml`;
}

export function useScenarioLibrary() {
  return useQuery({
    queryKey: keys.scenarioLibrary,
    queryFn: ({ signal }) => ask(ScenarioLibrary, '/scenarios/versions', { signal }),
  });
}

export function useScenarioVersion(place: ScenarioPlace) {
  return useQuery({
    queryKey: keys.scenarioVersion(place.id, place.version),
    queryFn: ({ signal }) => ask(ScenarioVersion, pathOf(place), { signal }),
    // The text under somebody's hands is not replaced; saving tells when it is no longer the newest.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Changes one version and puts the answer where it is read from. */
function useVersionChange<Input>(change: (input: Input) => Promise<ScenarioVersion>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (version) => {
      client.setQueryData(keys.scenarioVersion(version.id, version.version), version);
      void client.invalidateQueries({ queryKey: keys.scenarios });
      void client.invalidateQueries({ queryKey: keys.twin(version.id, version.version) });
    },
  });
}

export function useCreateScenarioDraft() {
  return useVersionChange((draft: NewScenarioDraft) =>
    ask(ScenarioVersion, '/scenarios/drafts', { method: 'POST', json: draft }),
  );
}

export function useSaveScenario(place: ScenarioPlace) {
  return useVersionChange((change: ScenarioDraftChange) =>
    ask(ScenarioVersion, pathOf(place), { method: 'PUT', json: change }),
  );
}

export function usePublishScenario(place: ScenarioPlace) {
  return useVersionChange((publication: ScenarioPublication) =>
    ask(ScenarioVersion, `${pathOf(place)}/publish`, { method: 'POST', json: publication }),
  );
}

export function useArchiveScenario() {
  return useVersionChange((place: ScenarioPlace) =>
    ask(ScenarioVersion, `${pathOf(place)}/archive`, { method: 'POST' }),
  );
}

export function useDiscardScenario() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (place: ScenarioPlace) => tell(pathOf(place), { method: 'DELETE' }),
    onSuccess: (_, place) => {
      client.removeQueries({ queryKey: keys.scenarioVersion(place.id, place.version) });
      return client.invalidateQueries({ queryKey: keys.scenarios });
    },
  });
}

export function useScenarioCheck(place: ScenarioPlace, yaml: string) {
  return useQuery({
    queryKey: keys.scenarioTrial(place.id, 'check', yaml),
    queryFn: ({ signal }) =>
      ask(ScenarioCheck, `${pathOf(place)}/check`, { method: 'POST', json: { yaml }, signal }),
    placeholderData: keepPreviousData,
    gcTime: typedMs,
    enabled: yaml !== '',
  });
}

/** How a text answers; null asks nothing. */
export function useTriedScenario(id: string, trial: ScenarioTrial | null) {
  return useQuery({
    queryKey: keys.scenarioTrial(id, 'try', JSON.stringify(trial)),
    queryFn: ({ signal }) => ask(TriedScenario, '/scenarios/try', { method: 'POST', json: trial, signal }),
    placeholderData: keepPreviousData,
    gcTime: typedMs,
    enabled: trial !== null,
  });
}

export function useMakeTwin(callId: string) {
  return useVersionChange((seed: number | null) =>
    ask(ScenarioVersion, `/calls/${callId}/twin`, { method: 'POST', json: seed === null ? {} : { seed } }),
  );
}

export function useTwinReview(place: ScenarioPlace) {
  return useQuery({
    queryKey: keys.twin(place.id, place.version),
    queryFn: ({ signal }) => ask(TwinReview, `${pathOf(place)}/twin`, { signal }),
  });
}

export function useApproveTwin(place: ScenarioPlace) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (look: TwinLook) =>
      ask(TwinReview, `${pathOf(place)}/twin/approve`, { method: 'POST', json: look }),
    onSuccess: (review) => client.setQueryData(keys.twin(place.id, place.version), review),
  });
}
