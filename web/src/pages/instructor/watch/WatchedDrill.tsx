import IconPlugConnectedX from '@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs';
import { useEffect, useRef, useState } from 'react';
import type { DrillWatch } from '../../../../../src/model/drill-watch.ts';
import { useLiveDetail } from '../../../api/live/use-live-detail.ts';
import { formatDuration } from '../../../format/time.ts';
import { BackLink, Naming } from '../../../parts/Naming.tsx';
import { Notice } from '../../../parts/Notice.tsx';
import { ReviewerName } from '../../../parts/ReviewerName.tsx';
import { RunningClock } from '../../../parts/RunningClock.tsx';
import { usePointedTurn } from '../../../parts/spoken/use-pointed-turn.ts';
import { toProblem } from '../../../parts/to-problem.ts';
import { useShortcuts } from '../../../shell/Shortcuts.tsx';
import { ListenIn } from '../../live-call/ListenIn.tsx';
import { phrasingSentences } from '../../training/phrasing-words.ts';
import { levelWords, modeWords } from '../../training/words.ts';
import { WordToTrainee } from '../WordToTrainee.tsx';
import { phaseWords } from '../words.ts';
import { FactList } from './FactList.tsx';
import { Mind } from './Mind.tsx';
import { Over } from './Over.tsx';
import { RecordSoFar } from './RecordSoFar.tsx';
import { Timeline } from './Timeline.tsx';
import { useBeginning } from './use-beginning.ts';
import classes from './Watch.module.css';
import { WatchClocks } from './WatchClocks.tsx';
import { WatchTranscript } from './WatchTranscript.tsx';

type Live = ReturnType<typeof useLiveDetail>;

interface Props {
  watch: DrillWatch;
  /** When the server told it, by the clock of this browser. */
  toldAtMs: number;
  over: boolean;
  /** Why nothing newer is there, or null. */
  problem: unknown;
  /** Something was said since. */
  onStale(): void;
}

export function WatchedDrill(props: Props) {
  const { callId } = props.watch.drill;
  return callId === null || props.over ? (
    <Watched {...props} live={null} />
  ) : (
    <OnTheLine {...props} callId={callId} />
  );
}

/** The open call that the drill is tells at once what is said; the drill then has more to tell. */
function OnTheLine({ callId, ...props }: Props & { callId: string }) {
  const live = useLiveDetail(callId);
  const { onStale } = props;
  const said = live.detail?.turns.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for anew with every turn
  useEffect(() => {
    if (said > 0) onStale();
  }, [said]);
  return <Watched {...props} live={live} />;
}

function Watched({ watch, toldAtMs, over, problem, live }: Props & { live: Live | null }) {
  const { drill } = watch;
  const { follow, pointed, go } = usePointedTurn();
  const [listening, setListening] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  useShortcuts('Watched drill', [
    { keys: ['w'], does: 'To the word for the trainee', run: () => box.current?.focus() },
    { keys: ['f'], does: 'Follow the call', run: follow.resume },
    { keys: ['l'], does: 'Listen or stop', run: () => setListening(!listening) },
  ]);
  const beganAtMs = useBeginning(drill, toldAtMs);
  const isOpen = !over && (drill.phase === 'open' || drill.phase === 'held');
  const call = live?.detail;
  return (
    <div className={classes.page}>
      <Head watch={watch} beganAtMs={isOpen ? beganAtMs : null} over={over} />
      {over && <Over drillId={drill.id} />}
      {problem !== null && (
        <Notice tone="poor" role="status" icon={IconPlugConnectedX} title="This is not the newest">
          {toProblem(problem).message}
        </Notice>
      )}
      <div className={classes.columns}>
        <div className={classes.talk}>
          <WatchTranscript drill={drill} partials={call?.partials ?? []} follow={follow} pointed={pointed} />
          {isOpen && (
            <>
              {call && (
                <ListenIn
                  call={call}
                  beganAtMs={live.beganAtMs}
                  listening={listening && !call.ended}
                  onListen={setListening}
                />
              )}
              <WordToTrainee drillId={drill.id} trainee={drill.trainee} box={box} />
            </>
          )}
        </div>
        <aside
          className={`${classes.side} ${classes.caller}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
          aria-label="The caller"
        >
          <Mind watch={watch} onGo={go} />
          <FactList facts={watch.facts} />
        </aside>
        <aside
          className={classes.side}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
          aria-label="The scenario and the record"
        >
          <WatchClocks clocks={watch.clocks} beganAtMs={isOpen ? beganAtMs : null} />
          <Timeline watch={watch} open={isOpen} />
          <RecordSoFar rows={watch.cad} />
        </aside>
      </div>
    </div>
  );
}

function Head({
  watch: { drill },
  beganAtMs,
  over,
}: {
  watch: DrillWatch;
  beganAtMs: number | null;
  over: boolean;
}) {
  const { scenario, trainee, mode, seed, phase, durationMs } = drill;
  return (
    <header className={classes.head}>
      <Naming
        back={
          <BackLink to="/training/instructor" search={{ tab: 'open' }}>
            Open drills
          </BackLink>
        }
        name={`${trainee}: ${scenario.title}`}
        about={
          <>
            <span>
              Level {scenario.level}, {levelWords[scenario.level]?.name}
            </span>
            <span>{modeWords[mode].name}</span>
            <span>seed {seed}</span>
            <span>{phaseWords[over ? 'ended' : phase]}</span>
            {drill.muted && <span>muted</span>}
            {drill.phrasing && <span>{phrasingSentences(drill.phrasing)}</span>}
          </>
        }
      />
      <div className={classes.who}>
        <ReviewerName />
      </div>
      {beganAtMs === null ? (
        <span className={classes.clock}>{formatDuration(durationMs)}</span>
      ) : (
        <RunningClock sinceMs={beganAtMs} className={classes.clock} />
      )}
    </header>
  );
}
