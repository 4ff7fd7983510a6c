import { useLocalStorage } from '@mantine/hooks';
import { z } from 'zod';
import { Kind } from '../../../../src/model/call.ts';
import type { CallChoice } from './microphone-call.ts';

const Choice = z.object({
  kind: Kind,
  agent: z.string().max(200),
  role: z.enum(['agent', 'customer']),
  deviceId: z.string().nullable(),
  cleanUp: z.boolean(),
  tab: z.boolean(),
});

const usual: CallChoice = {
  kind: 'psap',
  agent: '',
  role: 'agent',
  deviceId: null,
  cleanUp: false,
  tab: false,
};

/** What was chosen last on this computer. */
export function useCallChoice(): [CallChoice, (next: Partial<CallChoice>) => void] {
  const [choice, setChoice] = useLocalStorage<CallChoice>({
    key: 'earshot-microphone',
    defaultValue: usual,
    getInitialValueInEffect: false,
    deserialize: (text) => readChoice(text),
  });
  return [choice, (next) => setChoice((before) => ({ ...before, ...next }))];
}

/** What an earlier version wrote, or somebody else, is no reason not to take a call. */
function readChoice(text: string | undefined): CallChoice {
  try {
    return Choice.parse(JSON.parse(text ?? ''));
  } catch {
    return usual;
  }
}
