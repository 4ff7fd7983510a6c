import { Button, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import { useDrill } from '../../api/drills.ts';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { RunningClock } from '../../parts/RunningClock.tsx';
import { useQuiet } from '../../shell/quiet.ts';
import { levelWords } from '../training/words.ts';
import { Banners } from './Banners.tsx';
import { CadForm } from './CadForm.tsx';
import { CallControls } from './CallControls.tsx';
import { Clocks } from './Clocks.tsx';
import classes from './Desk.module.css';
import { DeskTranscript } from './DeskTranscript.tsx';
import { DeskCall, type DeskShown } from './desk-call.ts';
import { Ended } from './Ended.tsx';
import { Hints } from './Hints.tsx';
import { Ringing } from './Ringing.tsx';
import { SayBox } from './SayBox.tsx';
import { useSoundChoice } from './sound-choice.ts';
import { Whispers } from './Whispers.tsx';

const route = getRouteApi('/training/$drillId');

/** A drill as the trainee works it. */
export function DeskPage() {
  const { drillId } = route.useParams();
  const drill = useDrill(drillId);
  useDocumentTitle('Desk · Earshot');
  if (drill.data) return <Desk key={drillId} drillId={drillId} />;
  return (
    <Page>
      <PageHead title="Desk" />
      {drill.isError ? (
        <>
          <Failed
            what="The drill could not be loaded"
            error={drill.error}
            onRetry={() => void drill.refetch()}
          />
          <Button component={Link} to="/training" variant="default" mt="md">
            To the scenarios
          </Button>
        </>
      ) : (
        <div role="status" aria-label="Loading the drill">
          <Skeleton height={26} width={320} mb="lg" />
          <Skeleton height={420} />
        </div>
      )}
    </Page>
  );
}

function Desk({ drillId }: { drillId: string }) {
  useQuiet();
  const [choice] = useSoundChoice();
  const [call, setCall] = useState<DeskCall | null>(null);
  // What was chosen when the desk opens; later changes go to the call itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const opened = new DeskCall(drillId, choice);
    setCall(opened);
    return () => opened.close();
  }, [drillId]);
  return call && <DeskOf call={call} />;
}

function DeskOf({ call }: { call: DeskCall }) {
  const shown = useSyncExternalStore(
    useCallback((told) => call.onChange(told), [call]),
    () => call.shown(),
  );
  const { drill } = shown;
  const mode = drill?.mode;
  useEffect(() => {
    if (mode === 'voice') void call.sound.openMicrophone();
  }, [call, mode]);
  useFirstGesture(call);
  if (!drill) {
    return (
      <Page>
        <PageHead
          title="Desk"
          note={shown.link === 'away' ? 'The server does not answer; trying again.' : ''}
        />
        <Skeleton height={420} />
      </Page>
    );
  }
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div className={classes.naming}>
          <h1>{headOf(drill)}</h1>
          <p className={classes.about}>
            <span>
              Level {drill.scenario.level}, {levelWords[drill.scenario.level]?.name}
            </span>
            <span>{drill.trainee}</span>
          </p>
        </div>
        {shown.beganAtMs !== null && <Clocks drill={drill} beganAtMs={shown.beganAtMs} />}
        {shown.beganAtMs !== null && drill.phase !== 'ended' && (
          <RunningClock sinceMs={shown.beganAtMs} className={classes.clock} />
        )}
      </header>
      <Banners call={call} drill={drill} shown={shown} />
      {drill.phase === 'ringing' ? (
        <Ringing call={call} drill={drill} shown={shown} />
      ) : (
        <Line call={call} drill={drill} shown={shown} />
      )}
    </div>
  );
}

/** Browsers let a page sound, and hear, only once somebody clicked or pressed a key on it. */
function useFirstGesture(call: DeskCall): void {
  useEffect(() => {
    const allow = () => void call.sound.allow();
    window.addEventListener('pointerdown', allow, { once: true });
    window.addEventListener('keydown', allow, { once: true });
    return () => {
      window.removeEventListener('pointerdown', allow);
      window.removeEventListener('keydown', allow);
    };
  }, [call]);
}

/** The open line: what is said at the left, what is written down at the right. */
function Line({ call, drill, shown }: { call: DeskCall; drill: DrillDetail; shown: DeskShown }) {
  const over = drill.phase === 'ended';
  return (
    <>
      {over ? (
        <div className={classes.ended}>
          <Ended drill={drill} />
        </div>
      ) : (
        <CallControls call={call} drill={drill} shown={shown} />
      )}
      <div className={classes.columns}>
        <div className={classes.talk}>
          <DeskTranscript shown={shown} />
          {!over && <SayBox call={call} drill={drill} />}
        </div>
        <aside className={classes.side} aria-label="Your desk">
          <Whispers call={call} shown={shown} />
          {drill.hints && !over && <Hints hints={drill.hints} />}
          <CadForm call={call} drill={drill} link={shown.link} />
        </aside>
      </div>
    </>
  );
}

function headOf({ phase, muted, scenario, mode }: DrillDetail): string {
  if (phase === 'ringing') return mode === 'text' ? 'A text session waits' : 'The line rings';
  if (phase === 'held') return 'On hold';
  if (phase === 'ended') return 'The call is over';
  if (muted) return 'On the line, muted';
  return mode === 'text' ? 'In the session' : scenario.kind === 'psap' ? 'On the 911 line' : 'On the line';
}
