import { Button } from '@mantine/core';
import IconMicrophone from '@tabler/icons-react/dist/esm/icons/IconMicrophone.mjs';
import IconMicrophoneOff from '@tabler/icons-react/dist/esm/icons/IconMicrophoneOff.mjs';
import IconPhoneOff from '@tabler/icons-react/dist/esm/icons/IconPhoneOff.mjs';
import IconPlayerPause from '@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs';
import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs';
import { useState } from 'react';
import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import { LevelMeter } from '../../audio/LevelMeter.tsx';
import { roleWord } from '../../words.ts';
import classes from './CallControls.module.css';
import type { DeskCall, DeskShown } from './desk-call.ts';
import { Keypad } from './Keypad.tsx';
import { SoundSettings } from './SoundSettings.tsx';
import { Transfer } from './Transfer.tsx';
import { useDeskKeys } from './use-desk-keys.ts';

interface Props {
  call: DeskCall;
  drill: DrillDetail;
  shown: DeskShown;
}

/** What one does to the line one is on. */
export function CallControls({ call, drill, shown }: Props) {
  const [open, setOpen] = useState<'keypad' | 'transfer' | null>(null);
  const held = drill.phase === 'held';
  const { muted } = drill;
  const spoken = drill.mode !== 'text';
  const hold = () => call.hold(!held);
  const mute = () => call.mute(!muted);
  const toggle = (one: 'keypad' | 'transfer') => setOpen(open === one ? null : one);
  useDeskKeys([
    { letter: 'H', does: 'Hold or go on', run: hold },
    ...(spoken ? [{ letter: 'M', does: 'Mute or unmute', run: mute }] : []),
    { letter: 'T', does: 'Transfer', run: () => toggle('transfer') },
    ...(spoken ? [{ letter: 'K', does: 'Keypad', run: () => toggle('keypad') }] : []),
    ...(drill.mode === 'voice'
      ? [{ letter: 'B', does: 'Break in: stop the caller', run: () => call.interrupt() }]
      : []),
    { letter: 'E', does: 'End the call', run: () => call.hangUp() },
  ]);
  return (
    <div className={classes.controls}>
      <Button
        size="sm"
        variant={held ? 'filled' : 'default'}
        aria-pressed={held}
        onClick={hold}
        leftSection={
          held ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />
        }
      >
        {held ? 'On hold' : 'Hold'}
      </Button>
      {spoken && (
        <Button
          size="sm"
          variant={muted ? 'filled' : 'default'}
          aria-pressed={muted}
          onClick={mute}
          leftSection={
            muted ? <IconMicrophoneOff size={16} aria-hidden /> : <IconMicrophone size={16} aria-hidden />
          }
        >
          {muted ? 'Muted' : 'Mute'}
        </Button>
      )}
      <Transfer opened={open === 'transfer'} onOpen={(on) => setOpen(on ? 'transfer' : null)} call={call} />
      {spoken && (
        <Keypad opened={open === 'keypad'} onOpen={(on) => setOpen(on ? 'keypad' : null)} call={call} />
      )}
      <Button
        size="sm"
        color="red.8"
        onClick={() => call.hangUp()}
        leftSection={<IconPhoneOff size={16} aria-hidden />}
      >
        {spoken ? 'Hang up' : 'Close the session'}
      </Button>
      {drill.mode === 'voice' && shown.sound.microphone === 'on' && (
        <LevelMeter levels={call.sound} leg={0} name={roleWord('agent', drill.scenario.kind)} />
      )}
      {spoken && <SoundSettings call={call} withMicrophone={drill.mode === 'voice'} />}
    </div>
  );
}
