import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { usePeaks } from '../../../api/calls.ts';
import { Notice } from '../../../parts/Notice.tsx';
import { Failed } from '../../../parts/Problem.tsx';
import { usePlaybackState } from '../../../playback/use-playback.ts';
import { useCallDesk } from '../call-desk.ts';
import { LegControls } from './LegControls.tsx';
import { Legend } from './Legend.tsx';
import { lanesOf } from './lanes.ts';
import classes from './Player.module.css';
import { Transport } from './Transport.tsx';
import { laneHeight, Waveform } from './Waveform.tsx';
import { Zoom } from './Zoom.tsx';

export function Player() {
  const { call, playback } = useCallDesk();
  const peaks = usePeaks(call.id, call.hasAudio);
  const { failed } = usePlaybackState(playback);
  const lanes = lanesOf(call);
  const [zoom, setZoom] = useState(0);
  return (
    <section aria-label="Player" className={classes.player}>
      {failed && (
        <Notice tone="poor" role="alert" title="The recording cannot be played">
          Its stored file may be missing or damaged. The transcript and the marks below are not touched by
          that.
        </Notice>
      )}
      <div className={classes.waves}>
        <div className={classes.legs}>
          {lanes.map((lane) => (
            <LegControls key={lane.channel} lane={lane} alone={lanes.length === 1} />
          ))}
        </div>
        <div className={classes.wave}>
          {peaks.data ? (
            <Waveform peaks={peaks.data} lanes={lanes} zoom={zoom} />
          ) : peaks.isError ? (
            <Failed
              what="The waveform could not be loaded"
              error={peaks.error}
              onRetry={() => void peaks.refetch()}
            />
          ) : (
            <Skeleton height={laneHeight(lanes.length) * lanes.length} />
          )}
        </div>
      </div>
      <div className={classes.controls}>
        <Transport />
        <Legend />
        <Zoom steps={zoom} onChange={setZoom} />
      </div>
    </section>
  );
}
