import { useLocalStorage } from '@mantine/hooks';
import { z } from 'zod';
import { CallerWords } from '../../../../src/model/drill-phrasing.ts';
import { DrillMode } from '../../../../src/model/drills.ts';

const StartChoice = z.object({
  mode: DrillMode,
  /** Null for the server's default. */
  voice: z.string().nullable(),
  words: CallerWords.default('written'),
});
type StartChoice = z.infer<typeof StartChoice>;

const usual: StartChoice = { mode: 'typed', voice: null, words: 'written' };

/** How one trained last on this computer. */
export function useStartChoice(): [StartChoice, (next: Partial<StartChoice>) => void] {
  const [choice, setChoice] = useLocalStorage<StartChoice>({
    key: 'earshot-training',
    defaultValue: usual,
    getInitialValueInEffect: false,
    deserialize: readChoice,
  });
  return [choice, (next) => setChoice((before) => ({ ...before, ...next }))];
}

/** What an earlier version wrote, or somebody else, is no reason not to train. */
function readChoice(text: string | undefined): StartChoice {
  try {
    return StartChoice.parse(JSON.parse(text ?? ''));
  } catch {
    return usual;
  }
}
