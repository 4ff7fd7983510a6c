import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { SpeechOverview } from '../../../src/model/api.ts';
import type { VoiceTrial } from '../../../src/model/voice.ts';
import { ask, fetchFile, tell } from './ask.ts';
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
    onSettled: () =>
      Promise.all([keys.speech, keys.voices].map((queryKey) => client.invalidateQueries({ queryKey }))),
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

/** A sentence said by a voice, as the telephone has it. */
export function useTryVoice() {
  return useMutation({
    mutationFn: (trial: VoiceTrial) => fetchFile('/voices/try', { method: 'POST', json: trial }),
  });
}

export function useImportModel() {
  return useSpeechChange((folder: string) =>
    tell('/speech/models/import', { method: 'POST', json: { folder } }),
  );
}
