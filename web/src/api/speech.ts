import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { SpeechOverview } from '../../../src/model/api.ts';
import { ask, tell } from './ask.ts';
import { keys } from './keys.ts';

export function useSpeech() {
  return useQuery({
    queryKey: keys.speech,
    queryFn: ({ signal }) => ask(SpeechOverview, '/speech', { signal }),
  });
}

function useSpeechChange<Input>(change: (input: Input) => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: keys.speech }),
  });
}

const modelPath = (name: string) => `/speech/models/${encodeURIComponent(name)}`;

/** Starts a download, or goes on with one that was stopped. */
export function usePullModel() {
  return useSpeechChange((name: string) => tell(`${modelPath(name)}/pull`, { method: 'POST' }));
}

export function useStopPull() {
  return useSpeechChange((name: string) => tell(`${modelPath(name)}/pull`, { method: 'DELETE' }));
}

export function useRemoveModel() {
  return useSpeechChange((name: string) => tell(modelPath(name), { method: 'DELETE' }));
}

export function useImportModel() {
  return useSpeechChange((folder: string) =>
    tell('/speech/models/import', { method: 'POST', json: { folder } }),
  );
}
