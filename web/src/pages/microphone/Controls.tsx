import { Button } from '@mantine/core';
import IconMicrophone from '@tabler/icons-react/dist/esm/icons/IconMicrophone.mjs';
import IconMicrophoneOff from '@tabler/icons-react/dist/esm/icons/IconMicrophoneOff.mjs';
import IconPhoneOff from '@tabler/icons-react/dist/esm/icons/IconPhoneOff.mjs';
import IconPlayerPause from '@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs';
import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs';
import type { Kind } from '../../../../src/model/call.ts';
import { LevelMeter } from '../../audio/LevelMeter.tsx';
import { formatStretch } from '../../format/time.ts';
import { RunningClock } from '../../parts/RunningClock.tsx';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import { roleWord } from '../../words.ts';
import classes from './Microphone.module.css';
import type { MicrophoneCall, MicrophoneView } from './microphone-call.ts';

interface Props {
  call: MicrophoneCall;
  view: MicrophoneView;
  kind: Kind;
}

/** What one does to the call one is in. */
export function Controls({ call, view, kind }: Props) {
  const { muted, held, at } = view;
  const over = at === 'ended' || at === 'refused';
  const mute = () => call.mute(!muted);
  const hold = () => call.hold(!held);
  useShortcuts('Take a call', [
    { keys: ['m'], does: 'Mute or unmute', run: mute },
    { keys: ['h'], does: 'Hold or go on', run: hold },
  ]);
  return (
    <div className={classes.controls}>
      <Button
        size="sm"
        variant={muted ? 'filled' : 'default'}
        aria-pressed={muted}
        disabled={over}
        onClick={mute}
        leftSection={
          muted ? <IconMicrophoneOff size={16} aria-hidden /> : <IconMicrophone size={16} aria-hidden />
        }
      >
        {muted ? 'Muted' : 'Mute'}
      </Button>
      <Button
        size="sm"
        variant={held ? 'filled' : 'default'}
        aria-pressed={held}
        disabled={over}
        onClick={hold}
        leftSection={
          held ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />
        }
      >
        {held ? 'On hold' : 'Hold'}
      </Button>
      <Button
        size="sm"
        color="red.8"
        disabled={over || at === 'ending'}
        onClick={() => call.stop()}
        leftSection={<IconPhoneOff size={16} aria-hidden />}
      >
        End the call
      </Button>
      {view.sinceMs !== null && !over && <RunningClock sinceMs={view.sinceMs} className={classes.clock} />}
      {view.legs.map((role, leg) => (
        <LevelMeter key={role} levels={call} leg={leg} name={roleWord(role, kind)} />
      ))}
      <span className={classes.state} data-tone={at === 'away' ? 'poor' : 'none'} role="status">
        {standing(view)}
      </span>
    </div>
  );
}

function standing({ at, unsafeMs }: MicrophoneView): string {
  switch (at) {
    case 'away':
      return `Connection lost: ${formatStretch(unsafeMs)} are kept here and sent when it is back`;
    case 'open':
      return 'Connected';
    case 'ending':
      return 'The call is being kept';
    case 'ended':
      return 'The call is over';
    case 'refused':
      return 'The call was not taken';
    default:
      return 'Connecting';
  }
}
