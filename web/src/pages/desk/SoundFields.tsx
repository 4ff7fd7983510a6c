import { SegmentedControl } from '@mantine/core';
import { MicrophoneChoice } from '../../audio/MicrophoneChoice.tsx';
import { useDevices } from '../../audio/use-devices.ts';
import classes from './CallControls.module.css';
import type { SoundChoice } from './sound-choice.ts';

interface Props {
  choice: SoundChoice;
  onChange(next: Partial<SoundChoice>): void;
}

const meaning: Record<SoundChoice['output'], string> = {
  headset: 'You can break in: the caller stops when you speak.',
  loudspeaker:
    'The microphone is closed while the caller speaks, so that the caller is not taken for you. Alt B breaks in.',
};

export function SoundFields({ choice, onChange }: Props) {
  const { devices } = useDevices();
  return (
    <>
      <div>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="How you hear the caller"
          value={choice.output}
          onChange={(output) => onChange({ output: output as SoundChoice['output'] })}
          data={[
            { value: 'headset', label: 'Headset' },
            { value: 'loudspeaker', label: 'Loudspeaker' },
          ]}
        />
        <p className={classes.hint}>{meaning[choice.output]}</p>
      </div>
      <MicrophoneChoice devices={devices} deviceId={choice.deviceId} onChange={onChange} />
    </>
  );
}
