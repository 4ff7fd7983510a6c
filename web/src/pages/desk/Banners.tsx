import { Button, Group } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconEar from '@tabler/icons-react/dist/esm/icons/IconEar.mjs';
import IconMicrophoneOff from '@tabler/icons-react/dist/esm/icons/IconMicrophoneOff.mjs';
import IconPlugConnectedX from '@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs';
import IconVolumeOff from '@tabler/icons-react/dist/esm/icons/IconVolumeOff.mjs';
import { useEffect, useState } from 'react';
import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import { Notice } from '../../parts/Notice.tsx';
import classes from './Banners.module.css';
import type { DeskCall, DeskShown } from './desk-call.ts';
import { EarConsent } from './EarConsent.tsx';
import { NoVoice } from './NoVoice.tsx';

interface Props {
  call: DeskCall;
  drill: DrillDetail;
  shown: DeskShown;
}

/** A connection that is back within this needs no alarm. */
const alarmAfterMs = 1_500;

/** What is not as it should be, what goes on instead, and what to do. */
export function Banners({ call, drill, shown }: Props) {
  const lost = useLasting(shown.link === 'away', alarmAfterMs);
  const { sound } = shown;
  const over = drill.phase === 'ended';
  if (over) return null;
  const elsewhere = shown.link === 'closed';
  const heard = drill.mode !== 'text' && drill.voice !== 'none';
  return (
    <div className={classes.banners}>
      {elsewhere && (
        <Notice
          tone="fair"
          role="alert"
          icon={IconPlugConnectedX}
          title="This drill goes on in another window"
        >
          {shown.problem ?? 'It was opened a second time; only the newest desk has the line.'}
          <Group mt="xs">
            <Button variant="default" onClick={() => window.location.reload()}>
              Take it back here
            </Button>
          </Group>
        </Notice>
      )}
      {lost && (
        <Notice tone="poor" role="alert" icon={IconPlugConnectedX} title="The connection is lost">
          Trying again by itself. What you say, type and enter is kept here and sent when it is back; the
          caller hears silence until then.
        </Notice>
      )}
      {!elsewhere && shown.problem !== null && (
        <Notice tone="poor" role="alert" icon={IconAlertTriangle} title="The server says">
          {shown.problem}
        </Notice>
      )}
      {drill.mode === 'voice' && sound.problem && (
        <Notice tone="fair" role="alert" icon={IconMicrophoneOff} title={sound.problem.title}>
          {sound.problem.text} Until then the call goes on with what you type.
          <Group mt="xs">
            <Button variant="default" onClick={() => void call.sound.openMicrophone()}>
              Try the microphone again
            </Button>
          </Group>
        </Notice>
      )}
      {heard && !sound.allowed && (
        <Notice tone="info" role="status" icon={IconVolumeOff} title="The browser keeps this page silent">
          It lets a page sound only after a click.
          <Group mt="xs">
            <Button variant="default" onClick={() => void call.sound.allow()}>
              Let it sound
            </Button>
          </Group>
        </Notice>
      )}
      {drill.mode !== 'text' && drill.voice === 'browser' && <NoVoice />}
      {drill.mode === 'voice' && drill.hearing === 'browser' && <EarConsent call={call} shown={shown} />}
      {drill.problem !== null && (
        <Notice tone="info" role="status" icon={IconEar} title="Not everything can be had">
          {drill.problem}
        </Notice>
      )}
    </div>
  );
}

/** Whether something has been so for a while. */
function useLasting(is: boolean, afterMs: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!is) return;
    const timer = setTimeout(() => setLasting(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [is, afterMs]);
  return lasting;
}
