import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import IconMicrophoneOff from '@tabler/icons-react/dist/esm/icons/IconMicrophoneOff.mjs';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useLiveDetail } from '../../api/live/use-live-detail.ts';
import { unplugged } from '../../audio/capture-problem.ts';
import { MicrophoneChoice } from '../../audio/MicrophoneChoice.tsx';
import { useDevices } from '../../audio/use-devices.ts';
import { LeaveGuard } from '../../parts/LeaveGuard.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Page, PageHead } from '../../parts/Page.tsx';
import { OpenCall } from '../live-call/OpenCall.tsx';
import { Controls } from './Controls.tsx';
import { useCallChoice } from './call-choice.ts';
import classes from './Microphone.module.css';
import { MicrophoneCall, type MicrophoneView } from './microphone-call.ts';
import { StartForm } from './StartForm.tsx';

export function MicrophonePage() {
  useDocumentTitle('Take a call · Earshot');
  const [call] = useState(() => new MicrophoneCall());
  const view = useSyncExternalStore(
    useCallback((told) => call.onChange(told), [call]),
    () => call.view(),
  );
  const [choice, choose] = useCallChoice();
  const { devices, refresh } = useDevices();
  useEffect(() => () => call.stop(), [call]);

  const start = () => void call.start(choice).then(refresh);
  const waits = view.at === 'idle' || view.at === 'opening';
  const problem = view.problem && (
    <div className={classes.notice}>
      <Notice tone="poor" role="alert" icon={IconMicrophoneOff} title={view.problem.title}>
        {view.problem.text}
        {view.problem === unplugged && (
          <div className={classes.again}>
            <MicrophoneChoice devices={devices} deviceId={choice.deviceId} onChange={choose} />
            <Button onClick={() => void call.replace(choice)}>Use this microphone</Button>
          </div>
        )}
      </Notice>
    </div>
  );
  if (waits) {
    return (
      <Page>
        <PageHead
          title="Take a call"
          note="With the microphone of this computer, as if it were a telephone line"
        />
        {problem}
        <StartForm
          choice={choice}
          devices={devices}
          opening={view.at === 'opening'}
          onChange={choose}
          onStart={start}
        />
      </Page>
    );
  }
  return (
    <div className={classes.page}>
      <PageHead title="Take a call">
        {(view.at === 'ended' || view.at === 'refused') && (
          <Button onClick={start}>Start another call</Button>
        )}
      </PageHead>
      {problem}
      <Controls call={call} view={view} kind={choice.kind} />
      {view.callId && <CallBeside key={view.callId} callId={view.callId} />}
      <Guard view={view} />
    </div>
  );
}

/** What is heard and known of the call, while it is spoken. */
function CallBeside({ callId }: { callId: string }) {
  const watched = useLiveDetail(callId);
  return <OpenCall watched={watched} listen={false} taker />;
}

function Guard({ view }: { view: MicrophoneView }) {
  return (
    <LeaveGuard
      when={view.at === 'connecting' || view.at === 'open' || view.at === 'away'}
      title="End the call?"
      leave="End it"
    >
      You are in a call. Leaving this page ends it; what was said so far is kept.
    </LeaveGuard>
  );
}
