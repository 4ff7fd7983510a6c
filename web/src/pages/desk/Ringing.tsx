import { Button } from '@mantine/core';
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import { useEffect, useState } from 'react';
import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import { LevelMeter } from '../../audio/LevelMeter.tsx';
import { RunningClock } from '../../parts/RunningClock.tsx';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import { roleWord } from '../../words.ts';
import { answerGoalsS } from './clocks.ts';
import type { DeskCall, DeskShown } from './desk-call.ts';
import classes from './Ringing.module.css';
import { startRinging } from './ring.ts';
import { SoundSettings } from './SoundSettings.tsx';
import { useSoundChoice } from './sound-choice.ts';

interface Props {
  call: DeskCall;
  drill: DrillDetail;
  shown: DeskShown;
}

/** How far the bar of the answer goes, in seconds. */
const barS = 20;

/** A call that waits for an answer: seen, heard, and taken with one key. */
export function Ringing({ call, drill, shown }: Props) {
  const [{ ring }] = useSoundChoice();
  const spoken = drill.mode !== 'text';
  useEffect(() => (ring ? startRinging() : undefined), [ring]);
  useShortcuts('At the desk', [{ keys: ['a'], does: 'Answer', run: () => call.answer() }]);
  const what = spoken ? 'Incoming call' : 'Incoming text session';
  const Icon = spoken ? IconPhone : IconMessage;
  return (
    <section className={classes.ringing} aria-label={what}>
      <span className={classes.bell} aria-hidden>
        <Icon size={44} stroke={1.4} />
      </span>
      <p className={classes.what} role="alert">
        {what}
      </p>
      <p className={classes.line}>
        {drill.scenario.kind === 'psap' ? '911 line' : 'Service line'}. Nothing is known of the{' '}
        {roleWord('customer', drill.scenario.kind).toLowerCase()} yet.
      </p>
      <div className={classes.wait}>
        <RunningClock sinceMs={shown.rangSinceMs} className={classes.clock} />
        <AnswerBar sinceMs={shown.rangSinceMs} />
      </div>
      <Button
        size="lg"
        color="teal"
        data-autofocus
        autoFocus
        onClick={() => call.answer()}
        leftSection={<Icon size={22} aria-hidden />}
      >
        Answer
      </Button>
      <p className={classes.hint}>Enter or A answers</p>
      {drill.mode === 'voice' && (
        <div className={classes.check}>
          {shown.sound.microphone === 'on' && (
            <LevelMeter levels={call.sound} leg={0} name="Your microphone" />
          )}
          {shown.sound.microphone === 'opening' && <span>Opening the microphone</span>}
        </div>
      )}
      {spoken && <SoundSettings call={call} withMicrophone={drill.mode === 'voice'} />}
    </section>
  );
}

/** The goals of the answer on one line; the bar fills by itself, from where it stands. */
function AnswerBar({ sinceMs }: { sinceMs: number }) {
  const [begunS] = useState(() => (Date.now() - sinceMs) / 1000);
  return (
    <div className={classes.bar}>
      <span
        className={classes.fill}
        style={{ animationDuration: `${barS}s`, animationDelay: `${-begunS}s` }}
      />
      {answerGoalsS.map((goalS) => (
        <span key={goalS} className={classes.goal} style={{ insetInlineStart: `${(goalS / barS) * 100}%` }}>
          {goalS} s
        </span>
      ))}
    </div>
  );
}
