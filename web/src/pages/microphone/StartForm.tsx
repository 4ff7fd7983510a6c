import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import IconMicrophone from '@tabler/icons-react/dist/esm/icons/IconMicrophone.mjs';
import { Kind } from '../../../../src/model/call.ts';
import { MicrophoneChoice } from '../../audio/MicrophoneChoice.tsx';
import type { Device } from '../../audio/use-devices.ts';
import { kindWords, roleWord } from '../../words.ts';
import classes from './Microphone.module.css';
import type { CallChoice } from './microphone-call.ts';

interface Props {
  choice: CallChoice;
  devices: Device[];
  opening: boolean;
  onChange(next: Partial<CallChoice>): void;
  onStart(): void;
}

export function StartForm({ choice, devices, opening, onChange, onStart }: Props) {
  const { kind } = choice;
  const start = (event: React.FormEvent) => {
    event.preventDefault();
    onStart();
  };
  return (
    <form className={classes.form} onSubmit={start}>
      <fieldset className={classes.field}>
        <legend>Kind of call</legend>
        <SegmentedControl
          aria-label="Kind of call"
          value={kind}
          onChange={(value) => onChange({ kind: value as Kind })}
          data={Kind.options.map((value) => ({ value, label: kindWords[value] }))}
        />
      </fieldset>
      <TextInput
        label={`Name of the ${roleWord('agent', kind).toLowerCase()}`}
        value={choice.agent}
        maxLength={200}
        onChange={({ currentTarget }) => onChange({ agent: currentTarget.value })}
      />
      <MicrophoneChoice devices={devices} deviceId={choice.deviceId} onChange={onChange} />
      <fieldset className={classes.field}>
        <legend>Who speaks into it</legend>
        <SegmentedControl
          aria-label="Who speaks into it"
          value={choice.role}
          onChange={(value) => onChange({ role: value as CallChoice['role'] })}
          data={(['agent', 'customer'] as const).map((value) => ({ value, label: roleWord(value, kind) }))}
        />
      </fieldset>
      <Checkbox
        label="Take the other side from a browser tab"
        description="The browser asks which one; its sound must be shared too."
        checked={choice.tab}
        onChange={({ currentTarget }) => onChange({ tab: currentTarget.checked })}
      />
      <Checkbox
        label="Let the browser clean up the sound"
        description="Takes away echo and noise, and with them some of what recognition needs."
        checked={choice.cleanUp}
        onChange={({ currentTarget }) => onChange({ cleanUp: currentTarget.checked })}
      />
      <Button
        type="submit"
        size="md"
        loading={opening}
        leftSection={<IconMicrophone size={18} aria-hidden />}
      >
        Start the call
      </Button>
    </form>
  );
}
