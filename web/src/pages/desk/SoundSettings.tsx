import { Button, Checkbox, Popover } from '@mantine/core';
import IconHeadphones from '@tabler/icons-react/dist/esm/icons/IconHeadphones.mjs';
import classes from './CallControls.module.css';
import type { DeskCall } from './desk-call.ts';
import { SoundFields } from './SoundFields.tsx';
import { useSoundChoice } from './sound-choice.ts';

interface Props {
  call: DeskCall;
  withMicrophone: boolean;
}

/** How one hears and is heard, changed in the middle of the call. */
export function SoundSettings({ call, withMicrophone }: Props) {
  const [choice, choose] = useSoundChoice();
  return (
    <Popover trapFocus returnFocus position="bottom-end" withArrow>
      <Popover.Target>
        <Button size="sm" variant="subtle" leftSection={<IconHeadphones size={16} aria-hidden />}>
          Sound
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Sound">
        <div className={classes.sound}>
          {withMicrophone && (
            <SoundFields
              choice={choice}
              onChange={(next) => {
                choose(next);
                call.sound.choose({ ...choice, ...next });
              }}
            />
          )}
          <Checkbox
            label="Calls ring aloud"
            checked={choice.ring}
            onChange={({ currentTarget }) => choose({ ring: currentTarget.checked })}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
