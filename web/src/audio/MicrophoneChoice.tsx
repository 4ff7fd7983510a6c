import { Select } from '@mantine/core';
import type { Device } from './use-devices.ts';

interface Props {
  devices: Device[];
  deviceId: string | null;
  onChange(next: { deviceId: string | null }): void;
}

export function MicrophoneChoice({ devices, deviceId, onChange }: Props) {
  const known = devices.some(({ value }) => value === deviceId);
  return (
    <Select
      label="Microphone"
      placeholder="Whichever the browser prefers"
      data={devices}
      value={known ? deviceId : null}
      onChange={(value) => onChange({ deviceId: value })}
      clearable
      clearButtonProps={{ 'aria-label': 'Clear microphone' }}
    />
  );
}
