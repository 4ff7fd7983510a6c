import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CallDetail } from '../../../../src/model/api.ts';
import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import { audioUrl, useCall } from '../../api/calls.ts';
import spoken from '../../parts/spoken/Spoken.module.css';
import { TurnLine } from '../../parts/spoken/SpokenLines.tsx';
import { usePlayback } from '../../playback/use-playback.ts';
import classes from './Debrief.module.css';
import { DebriefContext, type DebriefPlace } from './debrief-context.ts';
import type { Moment } from './moments.ts';
import { PlayBar } from './PlayBar.tsx';

interface Props {
  drill: DrillDetail;
  children: ReactNode;
}

/** What is said of a drill at the left, what was said in it at the right: one click leads from the one to the other. */
export function DebriefDesk({ drill, children }: Props) {
  const call = useCallOf(drill);
  const [shown, setShown] = useState<Moment | null>(null);
  const list = useRef<HTMLElement>(null);
  const playback = usePlaybackOf(call, drill.durationMs);
  const go = useCallback(
    (moment: Moment) => {
      setShown(moment);
      playback?.playStretch(moment.span);
    },
    [playback],
  );
  useEffect(() => {
    if (shown?.turn == null) return;
    list.current?.querySelector(`[data-turn="${shown.turn}"]`)?.scrollIntoView({ block: 'center' });
  }, [shown]);
  const place = useMemo((): DebriefPlace => ({ turns: drill.turns, shown, go }), [drill.turns, shown, go]);
  return (
    <DebriefContext value={place}>
      <div className={classes.columns}>
        <div className={classes.findings}>{children}</div>
        <section className={classes.said} aria-labelledby="said-title">
          <h2 id="said-title">What was said</h2>
          {playback && <PlayBar playback={playback} />}
          <section
            className={classes.scroll}
            ref={list}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
            tabIndex={0}
            aria-label="Turns"
          >
            {drill.turns.length === 0 && <p className={spoken.quiet}>Nobody said anything.</p>}
            <ol className={spoken.turns}>
              {drill.turns.map((turn) => (
                <TurnLine
                  key={turn.index}
                  turn={turn}
                  kind={drill.scenario.kind}
                  pointed={shown?.turn === turn.index}
                />
              ))}
            </ol>
          </section>
          <p className={classes.spoken} aria-live="polite">
            {shown?.label}
          </p>
        </section>
      </div>
    </DebriefContext>
  );
}

/** The call it became, where there is something to hear: it is stored a moment after its end. */
function useCallOf(drill: DrillDetail): CallDetail | undefined {
  const { data, isError, refetch } = useCall(drill.callId ?? '', drill.callId !== null && wasHeard(drill));
  useEffect(() => {
    if (!isError) return;
    const timer = setInterval(() => void refetch(), askAgainMs);
    return () => clearInterval(timer);
  }, [isError, refetch]);
  return data;
}

const askAgainMs = 3_000;

/** What was typed to a caller that was read has a recording of silence. */
function wasHeard({ mode, voice }: DrillDetail): boolean {
  return mode === 'voice' || (mode === 'typed' && voice !== 'none' && voice !== 'browser');
}

/** The sound of the call it became; null while there is none. */
function usePlaybackOf(call: CallDetail | undefined, durationMs: number) {
  const channels = Math.max(0, ...(call?.legs.map(({ channel }) => channel) ?? [])) + 1;
  const hasSound = call?.hasAudio ?? false;
  const playback = usePlayback(hasSound && call ? audioUrl(call.id) : null, durationMs, channels);
  return hasSound ? playback : null;
}
