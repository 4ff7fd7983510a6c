import { useLocalStorage } from '@mantine/hooks';
import { z } from 'zod';

/** How one hears and is heard at this desk. */
export const SoundChoice = z.object({
  deviceId: z.string().nullable(),
  /** headset: both may speak at once. loudspeaker: the microphone is closed while the caller is heard. */
  output: z.enum(['headset', 'loudspeaker']),
  ring: z.boolean(),
});
export type SoundChoice = z.infer<typeof SoundChoice>;

const usual: SoundChoice = { deviceId: null, output: 'headset', ring: true };

/** What was chosen last on this computer. */
export function useSoundChoice(): [SoundChoice, (next: Partial<SoundChoice>) => void] {
  const [choice, setChoice] = useLocalStorage<SoundChoice>({
    key: 'earshot-desk-sound',
    defaultValue: usual,
    getInitialValueInEffect: false,
    deserialize: readChoice,
  });
  return [choice, (next) => setChoice((before) => ({ ...before, ...next }))];
}

/** What an earlier version wrote, or somebody else, is no reason not to answer a call. */
function readChoice(text: string | undefined): SoundChoice {
  try {
    return SoundChoice.parse(JSON.parse(text ?? ''));
  } catch {
    return usual;
  }
}
