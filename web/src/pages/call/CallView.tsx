import { useResizeObserver } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CallDetail } from '../../../../src/model/api.ts';
import { audioUrl } from '../../api/calls.ts';
import type { Playback } from '../../playback/playback.ts';
import { usePlayback } from '../../playback/use-playback.ts';
import { CallHead } from './CallHead.tsx';
import { CallNotice } from './CallNotice.tsx';
import { CallShortcuts } from './CallShortcuts.tsx';
import classes from './CallView.module.css';
import { type CallDesk, CallDeskContext, type Place } from './call-desk.ts';
import { SidePanel } from './panels/SidePanel.tsx';
import { placeOfTurn } from './places.ts';
import { Player } from './player/Player.tsx';
import { Transcript } from './transcript/Transcript.tsx';

const route = getRouteApi('/calls/$callId');

export function CallView({ call }: { call: CallDetail }) {
  const channels = Math.max(0, ...call.legs.map((leg) => leg.channel)) + 1;
  const playback = usePlayback(call.hasAudio ? audioUrl(call.id) : null, call.durationMs ?? 0, channels);
  return (
    <div className={classes.page}>
      <CallHead call={call} />
      <CallNotice call={call} />
      {playback && <Desk call={call} playback={playback} />}
    </div>
  );
}

function Desk({ call, playback }: { call: CallDetail; playback: Playback }) {
  const [place, setPlace] = useState<Place | null>(null);
  const [marking, setMarking] = useState<string | null>(null);
  const [playerRef, playerSize] = useResizeObserver<HTMLDivElement>();
  useArrival(call, playback, setPlace);

  const hear = useCallback(
    (next: Place) => {
      setPlace(next);
      playback.playStretch(next.span);
    },
    [playback],
  );
  const desk = useMemo(
    (): CallDesk => ({ call, playback, place, hear, point: setPlace, marking, setMarking }),
    [call, playback, place, hear, marking],
  );
  const playerHeight = Math.ceil(playerSize.height);
  return (
    <CallDeskContext value={desk}>
      <div style={{ '--player-height': `${playerHeight}px` } as React.CSSProperties}>
        {call.hasAudio && (
          <div className={classes.player} ref={playerRef}>
            <Player />
          </div>
        )}
        <div className={classes.columns}>
          <Transcript />
          <SidePanel />
        </div>
      </div>
      <CallShortcuts />
      <p className={classes.spoken} aria-live="polite">
        {place?.label}
      </p>
    </CallDeskContext>
  );
}

/** A link may point at a turn: it is brought into view and lit, and the position is set, but no sound begins. */
function useArrival(call: CallDetail, playback: Playback, point: (place: Place) => void): void {
  const { turn: number } = route.useSearch();
  const arrived = useRef<number | null>(null);
  const turn = number === undefined ? undefined : call.transcript?.turns[number - 1];
  useEffect(() => {
    if (!turn || arrived.current === turn.index) return;
    arrived.current = turn.index;
    playback.seek(turn.startMs);
    point(placeOfTurn(turn));
  }, [turn, playback, point]);
}
