import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Debrief } from '../../../src/model/debrief.ts';
import { DrillDetail } from '../../../src/model/drill-desk.ts';
import { DrillList, type StartDrill } from '../../../src/model/drills.ts';
import { ScenarioList } from '../../../src/model/scenario-card.ts';
import { VoiceList } from '../../../src/model/voice.ts';
import { ask } from './ask.ts';
import { keys } from './keys.ts';

/** What can be trained; it changes only with the files of the server. */
export function useScenarios() {
  return useQuery({
    queryKey: keys.scenarios,
    queryFn: ({ signal }) => ask(ScenarioList, '/scenarios', { signal }),
    staleTime: 300_000,
  });
}

export function useVoices() {
  return useQuery({
    queryKey: keys.voices,
    queryFn: ({ signal }) => ask(VoiceList, '/voices', { signal }),
    staleTime: 60_000,
  });
}

/** The newest drills of one trainee; nobody's while the name is not known. */
export function useRuns(trainee: string) {
  const query = new URLSearchParams({ trainee, limit: '200' }).toString();
  return useQuery({
    queryKey: keys.drillList(query),
    queryFn: ({ signal }) => ask(DrillList, `/drills?${query}`, { signal }),
    enabled: trainee !== '',
  });
}

/** As it is when the page opens: the desk follows it from there by itself. */
export function useDrill(id: string) {
  return useQuery({
    queryKey: keys.drill(id),
    queryFn: ({ signal }) => ask(DrillDetail, `/drills/${encodeURIComponent(id)}`, { signal }),
    refetchOnWindowFocus: false,
  });
}

export function useDebrief(id: string) {
  return useQuery({
    queryKey: keys.debrief(id),
    queryFn: ({ signal }) => ask(Debrief, `/drills/${encodeURIComponent(id)}/debrief`, { signal }),
  });
}

export function debriefPdfUrl(id: string): string {
  return `/api/v1/drills/${encodeURIComponent(id)}/debrief.pdf`;
}

export function useStartDrill() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: StartDrill) => ask(DrillDetail, '/drills', { method: 'POST', json }),
    onSuccess: (drill) => {
      client.setQueryData(keys.drill(drill.id), drill);
      return client.invalidateQueries({ queryKey: keys.drills, refetchType: 'none' });
    },
  });
}
