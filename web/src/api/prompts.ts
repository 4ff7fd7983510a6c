import { useQuery } from '@tanstack/react-query';
import { Prompt, PromptList, type PromptReport } from '../../../src/model/prompt.ts';
import { ask } from './ask.ts';
import { keys } from './keys.ts';

/** What a screen put before the call taker, and what came of it. */
export function useCallPrompts(callId: string, enabled = true) {
  return useQuery({
    queryKey: keys.callPrompts(callId),
    queryFn: ({ signal }) => ask(PromptList, `/calls/${encodeURIComponent(callId)}/prompts`, { signal }),
    enabled,
  });
}

/** @throws ApiFailure */
export function reportPrompt(callId: string, report: PromptReport): Promise<Prompt> {
  return ask(Prompt, `/live/${encodeURIComponent(callId)}/prompts`, { method: 'POST', json: report });
}
